// Package hugosite is the site: Hugo, used as a library, lays the theme over
// the book.
//
// All of Hugo stays inside this package. Start at [Target.Render]: it lays out
// a Hugo project in memory ([newProject]), with next to nothing in its content
// files; hands the book to the templates as hugo.Data.book, and what only a
// site needs (links, tiles, files to download) as hugo.Data.site ([site]); and
// lets Hugo publish straight into the sink ([publishFs]). What needs no
// template, the search index and the sitemap, is written beside it.
//
// A site has no idea where it will be served. All its links are relative, and
// name index.html unless the catalog says where it will be served, so that it
// can be read from a file share, too.
package hugosite

import (
	"context"
	"io/fs"
	"sync"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// Options change what a site looks like.
type Options struct {
	// Theme holds files that take the place of the built-in theme's: layouts/,
	// assets/, static/ and i18n/. It may be nil.
	Theme fs.FS
	// Others lists files that pages may offer to download although they are not
	// in the sink: whoever serves the site makes them when they are asked for. It
	// may be nil.
	Others func(*book.Set) []output.File
	// Sources has the page of a role lead to <language>/source/<file>, where
	// whoever serves the site shows the role's file.
	Sources bool
}

// Target makes the site. It links to the documents, sheets and data that it
// finds in the sink, so it must render after the targets that write them.
type Target struct{ options Options }

// New makes the target.
func New(options Options) *Target { return &Target{options} }

// Name is "site".
func (t *Target) Name() string { return "site" }

// hugoInUse is held while Hugo works: it keeps a logger for the whole process,
// so that only one site can be built at a time.
var hugoInUse sync.Mutex

// Render writes the site. It fails when the user's theme is faulty or asks for
// a word that no locale has.
func (t *Target) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	hugoInUse.Lock()
	defer hugoInUse.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := t.rehearse(ctx, set, sink); err != nil {
		return err
	}
	project, err := newProject(set, t.options.Theme, everyPage)
	if err != nil {
		return err
	}
	if err := buildHugo(project, newPublishFs(ctx, sink), t.newSite(set, sink)); err != nil {
		return err
	}
	if err := project.writeStatic(sink); err != nil {
		return err
	}
	if err := writeComparisons(set, sink); err != nil {
		return err
	}
	return writeIndexes(ctx, set, sink)
}

// rehearse renders one page of each kind into nothing where a user's theme
// takes part: Hugo has a way of waiting for ever when many pages fail, which is
// what a fault in a template comes to. See [run].
func (t *Target) rehearse(ctx context.Context, set *book.Set, sink *output.Sink) error {
	if t.options.Theme == nil {
		return nil
	}
	one := *set
	one.Books = set.Books[:1]
	project, err := newProject(&one, t.options.Theme, onePageOfAKind)
	if err != nil {
		return err
	}
	return buildHugo(project, newPublishFs(ctx, nil), t.newSite(&one, sink))
}
