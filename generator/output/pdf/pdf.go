// Package pdf sets the documents of the book on paper: a tagged PDF a document,
// and the whole catalog as one volume a language.
//
// What a document says is decided in package book, how type is set in package
// typeset; this package decides how a document looks. [Target] writes them all,
// [Write] one.
package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"rolebook/fonts"
	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/cache"
	"rolebook/generator/typeset"
)

// builtin parses the faces of the program once.
var builtin = sync.OnceValues(func() (*typeset.Fonts, error) { return typeset.LoadFonts(fonts.FS) })

// Fonts returns the faces that documents are set in: those of the program, and
// behind them those of the extra folders. Without extra folders they are parsed
// once a process.
func Fonts(extra ...fs.FS) (*typeset.Fonts, error) {
	if len(extra) == 0 {
		return builtin()
	}
	return typeset.LoadFonts(fonts.FS, extra...)
}

// Target writes the documents of a set. The zero value uses the program's own
// faces and all processors.
type Target struct {
	Fonts *typeset.Fonts // nil: those of the program
	Jobs  int            // documents set at once; 0: one a processor
	Paper Paper
	Cache *cache.Cache // where documents are looked for first; may be nil
}

// Name implements output.Target.
func (Target) Name() string { return "pdf" }

// Render implements output.Target. The volumes, which take longest, come first.
func (t Target) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	faces := t.Fonts
	if faces == nil {
		var err error
		if faces, err = Fonts(); err != nil {
			return err
		}
	}
	volumes, papers := jobs(set)
	return t.run(ctx, t.presses(faces, sink), append(volumes, papers...))
}

// jobs are the volumes of a set and the papers of its roles.
func jobs(set *book.Set) (volumes, papers []job) {
	for _, b := range set.Books {
		volumes = append(volumes, func(p *press) error { return p.volume(set, b) })
		for _, r := range b.Roles {
			papers = append(papers, func(p *press) error { return p.role(b, r) })
		}
	}
	return volumes, papers
}

// presses makes presses that print into a sink.
func (t Target) presses(faces *typeset.Fonts, sink *output.Sink) func() *press {
	return func() *press {
		return &press{c: typeset.NewCompositor(faces), sink: sink, paper: t.Paper, cache: t.Cache}
	}
}

// job is what one press does at a time.
type job func(*press) error

// run gives the jobs to as many presses as there may be. The first error stops
// them all.
func (t Target) run(ctx context.Context, newPress func() *press, jobs []job) error {
	workers := t.Jobs
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	group, going := errgroup.WithContext(ctx)
	for range min(workers, len(jobs)) {
		group.Go(func() error {
			p := newPress()
			for n := next.Add(1); int(n) <= len(jobs); n = next.Add(1) {
				if err := going.Err(); err != nil {
					return err
				}
				if err := jobs[n-1](p); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return ctx.Err() // also when it was done too late for the presses to see it
}

// press sets one document after another and keeps the room it needs for that.
type press struct {
	c      *typeset.Compositor
	buffer bytes.Buffer
	sink   *output.Sink
	paper  Paper
	cache  *cache.Cache
}

// role prints the documents of a role.
func (p *press) role(b *book.Book, r *book.RolePage) error {
	for d := range r.Documents() {
		path := b.Key + "/roles/" + r.ID + "/" + d.File
		if err := p.print(path, func() *typeset.Document { return setDocument(p.c, d, p.paper) }, d); err != nil {
			return err
		}
	}
	return nil
}

// volume prints the whole book of a language. All of the catalog is in it, so
// that the catalog's digest tells whether it is another.
func (p *press) volume(set *book.Set, b *book.Book) error {
	return p.print(b.Key+"/"+b.VolumeFile(), func() *typeset.Document { return setVolume(p.c, b.Volume(), p.paper) },
		"volume", set.Catalog.Digest, set.On, b.Key)
}

// print writes a document: the one that was made of the same things before or,
// when there is none, the one that set makes.
func (p *press) print(path string, set func() *typeset.Document, from ...any) error {
	key, ok := p.key(from)
	if e, hit := p.cache.Get(key); ok && hit {
		return p.sink.Link(path, e.Path, e.Size, e.Pages)
	}
	defer p.c.Reset()
	p.buffer.Reset()
	doc := set()
	if _, err := doc.WriteTo(&p.buffer); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	pages := len(doc.Pages())
	if ok {
		_ = p.cache.Put(key, p.buffer.Bytes(), pages) // a cache that cannot keep it costs time only
	}
	return p.sink.WriteDocument(path, p.buffer.Bytes(), pages)
}

// key identifies a document, where there is a cache to ask.
func (p *press) key(from []any) (key cache.Key, ok bool) {
	if p.cache == nil {
		return key, false
	}
	return fingerprint(append(from, p.paper)...)
}

// Write sets one document and returns the number of its pages.
func Write(w io.Writer, d *book.Document, faces *typeset.Fonts, paper Paper) (pages int, err error) {
	doc := setDocument(typeset.NewCompositor(faces), d, paper)
	_, err = doc.WriteTo(w)
	return len(doc.Pages()), err
}

// setDocument sets one document.
func setDocument(c *typeset.Compositor, d *book.Document, paper Paper) *typeset.Document {
	title := plain(d.Title.Inlines)
	if d.Kind != title {
		title += " – " + d.Kind
	}
	doc := typeset.New(c.Fonts(), typeset.Info{
		Title: output.Clean(title), Author: output.Clean(d.Organization), Subject: d.Kind, Lang: d.Lang, Creator: "Rolebook", Created: day(d.Modified),
	})
	s := newSetter(doc, c, d.Lang, paper)
	pages := s.document(d, doc.Root())
	for _, p := range pages {
		s.running(p, runningText{d.Organization, runningTitle(d), d.FooterNote, pageOf(d.PageOf, p.Number(), len(pages))})
	}
	return doc
}

// day is a date as a time; the zero time if it is none.
func day(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return time.Time{}
	}
	return t
}
