package api

import (
	"fmt"
	"runtime/debug"
	"sync"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/search"
)

// edition is one state of the catalog, with what answers to it share.
type edition struct {
	project *generator.Project
	name    string // of the bytes that are made of it, for entity tags

	mu      sync.Mutex
	indexes map[catalog.Lang]*search.Index
}

func newEdition(p *generator.Project, opt Options) *edition {
	return &edition{
		project: p, name: fmt.Sprint(program(), " ", p.Catalog.Digest, " ", p.Analysis.On, " ", opt.Paper, " ", opt.Token),
		indexes: map[catalog.Lang]*search.Index{},
	}
}

// index makes the index to search in, once a language.
func (e *edition) index(lang catalog.Lang) *search.Index {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.indexes[lang] == nil {
		e.indexes[lang] = e.project.Books().Book(string(lang)).Search()
	}
	return e.indexes[lang]
}

// program tells one version of the program from another, as far as it knows its
// own: another one may write other bytes for the same catalog.
var program = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	name := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
			name += " " + s.Value
		}
	}
	return name
})
