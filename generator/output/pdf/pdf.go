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
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"rolebook/fonts"
	"rolebook/generator/book"
	"rolebook/generator/output"
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
}

// Name implements output.Target.
func (Target) Name() string { return "pdf" }

// job is a file to write.
type job struct {
	path string
	set  func(c *typeset.Compositor) *typeset.Document
}

// Render implements output.Target. The volumes, which take longest, come first.
func (t Target) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	faces := t.Fonts
	if faces == nil {
		var err error
		if faces, err = Fonts(); err != nil {
			return err
		}
	}
	var volumes, papers []job
	for _, b := range set.Books {
		volumes = append(volumes, volumeJob(faces, b))
		for _, d := range b.Documents() {
			papers = append(papers, job{b.Key + "/roles/" + d.Role + "/" + d.File, func(c *typeset.Compositor) *typeset.Document {
				return setDocument(c, d)
			}})
		}
	}
	return t.run(ctx, faces, append(volumes, papers...), sink)
}

// volumeJob is the job of a language's volume.
func volumeJob(faces *typeset.Fonts, b *book.Book) job {
	v := b.Volume()
	return job{b.Key + "/" + v.File, func(c *typeset.Compositor) *typeset.Document { return setVolume(c, v) }}
}

// run does the jobs side by side. The first error stops them all.
func (t Target) run(ctx context.Context, faces *typeset.Fonts, jobs []job, sink *output.Sink) error {
	workers := t.Jobs
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	errs := make([]error, min(workers, len(jobs)))
	var group sync.WaitGroup
	for i := range errs {
		group.Go(func() {
			errs[i] = work(ctx, faces, sink, func() (job, bool) {
				n := int(next.Add(1)) - 1
				return jobs[min(n, len(jobs)-1)], n < len(jobs)
			})
			if errs[i] != nil {
				next.Store(int64(len(jobs)))
			}
		})
	}
	group.Wait()
	return errors.Join(append(errs, ctx.Err())...)
}

// work does one job after another until there are none or the context is done.
func work(ctx context.Context, faces *typeset.Fonts, sink *output.Sink, next func() (job, bool)) error {
	c := typeset.NewCompositor(faces)
	var buffer bytes.Buffer
	for j, ok := next(); ok && ctx.Err() == nil; j, ok = next() {
		c.Reset()
		buffer.Reset()
		doc := j.set(c)
		if _, err := doc.WriteTo(&buffer); err != nil {
			return fmt.Errorf("%s: %w", j.path, err)
		}
		if err := sink.WriteDocument(j.path, buffer.Bytes(), len(doc.Pages())); err != nil {
			return err
		}
	}
	return nil
}

// Write sets one document and returns the number of its pages.
func Write(w io.Writer, d *book.Document, faces *typeset.Fonts) (pages int, err error) {
	doc := setDocument(typeset.NewCompositor(faces), d)
	_, err = doc.WriteTo(w)
	return len(doc.Pages()), err
}

// setDocument sets one document.
func setDocument(c *typeset.Compositor, d *book.Document) *typeset.Document {
	title := plain(d.Title.Inlines)
	if d.Kind != title {
		title += " – " + d.Kind
	}
	doc := typeset.New(c.Fonts(), typeset.Info{
		Title: output.Clean(title), Author: output.Clean(d.Organization), Subject: d.Kind, Lang: d.Lang, Creator: "Rolebook", Created: day(d.Modified),
	})
	s := newSetter(doc, c, d.Lang)
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
