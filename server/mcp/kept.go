package mcp

import (
	"context"
	"sync"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/search"
)

// kept is what was worked out of one state of the catalog, and what takes long
// enough to be kept for the next question.
type kept struct {
	*generator.Project
	books   func() *book.Set
	repairs func() []*analysis.Repair

	mu      sync.Mutex
	indexes map[string]*search.Index // by language
}

// repairTime is how long a repair is looked for, told in the steps that the
// command takes as long.
const repairTime = 5

func keep(p *generator.Project) *kept {
	return &kept{
		Project: p, indexes: map[string]*search.Index{},
		books:   sync.OnceValue(p.Book),
		repairs: sync.OnceValue(func() []*analysis.Repair { return p.Analysis.Repairs(repairTime * analysis.StepsPerSecond) }),
	}
}

// index is what can be found in a language.
func (k *kept) index(lang catalog.Lang) *search.Index {
	b := k.books().Book(string(lang))
	k.mu.Lock()
	defer k.mu.Unlock()
	x := k.indexes[b.Key]
	if x == nil {
		x = b.Search()
		k.indexes[b.Key] = x
	}
	return x
}

// look gives the catalog as it is now, and tells whether its files have changed
// since and are not in order. Clients are told of resources that come and go.
func (s *Server) look(ctx context.Context) (*kept, generator.Moment) {
	now := s.opt.Catalog.Look(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil || s.kept.Project != now.Project {
		s.kept = keep(now.Project)
		s.showRoles(now.Project.Catalog)
	}
	return s.kept, now
}
