package generator

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output"
	"rolebook/generator/output/hugosite"
	"rolebook/generator/output/pdf"
)

// edition is one state of a catalog that was in order, and what was made of it
// for those who asked: pages of roles and documents, each once.
type edition struct {
	number  int
	project *Project
	opt     *BuildOptions

	mu     sync.Mutex
	made   map[string]*piece
	assets map[string][]byte // styles and scripts of the pages
}

// piece is something that is made once, by the first who asks.
type piece struct {
	once sync.Once
	data []byte
	err  error
}

func newEdition(number int, p *Project, opt *BuildOptions) *edition {
	return &edition{number: number, project: p, opt: opt, made: map[string]*piece{}, assets: map[string][]byte{}}
}

// ask gives what stands at a path below the site's root when it is the page or
// a document of a role; made is false for everything else.
func (e *edition) ask(name string) (data []byte, made bool, err error) {
	lang, role := e.about(name)
	if role == nil {
		return nil, false, nil
	}
	make := e.page
	if path.Base(name) != "index.html" {
		make = e.document
	}
	e.mu.Lock()
	w := e.made[name]
	if w == nil {
		w = new(piece)
		e.made[name] = w
	}
	e.mu.Unlock()
	w.once.Do(func() { w.data, w.err = make(name, lang, role) })
	return w.data, w.data != nil || w.err != nil, w.err
}

// about reads en/roles/clerk/index.html, and the like for documents.
func (e *edition) about(name string) (catalog.Lang, *catalog.Role) {
	parts := strings.Split(name, "/")
	if len(parts) != 4 || parts[1] != "roles" || parts[3] != "index.html" && path.Ext(parts[3]) != ".pdf" {
		return "", nil
	}
	lang := catalog.Lang(parts[0])
	if !slices.Contains(e.project.Catalog.Languages, lang) {
		return "", nil
	}
	return lang, e.project.Catalog.Role(parts[2])
}

// has reports whether there is such a page of a role.
func (e *edition) has(name string) bool {
	_, role := e.about(name)
	return role != nil
}

// asset gives a style or a script that a page asks for; nil when none does.
func (e *edition) asset(name string) []byte {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.assets[name]
}

func (e *edition) sketch(lang catalog.Lang, role *catalog.Role) *book.Set {
	return book.Sketch(e.project.Analysis, e.opt.baseURL(e.project.Catalog), lang, role)
}

// page renders the page of a role. It is made for whoever asks, so that it is
// not given up when the first of them goes away.
func (e *edition) page(name string, lang catalog.Lang, role *catalog.Role) (page []byte, err error) {
	theme, err := userTheme(e.opt.Catalog)
	if err != nil {
		return nil, err
	}
	temporary, err := os.MkdirTemp(filepath.Dir(e.opt.Output), "page-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temporary)) }()
	sink, err := output.NewSink(filepath.Join(temporary, "page"))
	if err != nil {
		return nil, err
	}
	set := e.sketch(lang, role)
	site := hugosite.New(hugosite.Options{Theme: theme, Others: others, Sources: true})
	if err := site.RenderRole(context.Background(), set, string(lang), role.ID, sink); err != nil {
		return nil, errors.Join(&TargetError{site.Name(), err}, sink.Discard())
	}
	if err := sink.Commit(); err != nil {
		return nil, errors.Join(err, sink.Discard())
	}
	return e.take(os.DirFS(filepath.Join(temporary, "page")), sink.Files(), name)
}

// take reads what was written for a page, and keeps all but the page itself.
func (e *edition) take(folder fs.FS, files []output.File, name string) (page []byte, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, f := range files {
		data, err := fs.ReadFile(folder, f.Path)
		if err != nil {
			return nil, err
		}
		if f.Path == name {
			page = data
		} else {
			e.assets[f.Path] = data
		}
	}
	return page, nil
}

// document sets the document of a role that is asked for by its file's name;
// nil when a build writes none of that name.
func (e *edition) document(name string, lang catalog.Lang, role *catalog.Role) ([]byte, error) {
	for d := range e.sketch(lang, role).Book(string(lang)).Role(role.ID).Documents() {
		if d.File != path.Base(name) {
			continue
		}
		faces, err := pdf.Fonts()
		if e.opt.Fonts != nil {
			faces, err = e.opt.Fonts.Load()
		}
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		_, err = pdf.Write(&b, d, faces, e.opt.Paper)
		return b.Bytes(), err
	}
	return nil, nil
}

// others are the documents that pages offer although no target has written
// them, since they are set when somebody asks.
func others(set *book.Set) []output.File {
	var out []output.File
	for _, lang := range set.Catalog.Languages {
		for _, r := range set.Catalog.Roles {
			for _, scenario := range book.Built {
				out = append(out, output.File{Path: path.Join(string(lang), "roles", r.ID, r.ID+"."+string(lang)+"."+scenario+".pdf")})
			}
		}
	}
	return out
}
