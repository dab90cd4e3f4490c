package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/load"
	"rolebook/generator/output"
	"rolebook/generator/source"
)

// Preview keeps a site at the side of an author: [Preview.Watch] follows what
// the author does to the catalog and its theme, and as an http.Handler it serves
// the last state that was in order.
//
// After an edit only what is touched is done again before the browser is told:
// files that say the same are not read again, links and findings are worked out
// anew, and the page of a role is rendered alone when somebody asks for it
// ([edition]). The whole site follows in the background; until it is there, its
// other pages are those of the last one. Documents are set when they are asked
// for.
//
// Pages load a script that loads them again when there is a newer one, and shows
// in the language of the page what is wrong with the catalog at the moment.
// Every file of the catalog has a page with its lines.
type Preview struct {
	opt    BuildOptions
	words  PreviewWords
	reader source.Reader // used by update alone, as are the two below
	loader load.Loader
	built  string // the look at the files before they were last read

	mu      sync.Mutex
	now     state
	changed chan struct{} // closed when the state changes, and made anew
}

// PreviewWords is what a preview does not know by itself.
type PreviewWords struct {
	Lang   catalog.Lang                     // of readers whose language is not known
	Reason func(error, catalog.Lang) string // says why a build failed
	API    string                           // where on this server pages may ask for documents; empty for nowhere
}

// state is what there is to show.
type state struct {
	told     int          // counts states
	reads    int          // how often the catalog was read
	files    source.Files // as they were read last, in order or not
	problems diag.List    // what is wrong with them; empty when they are in order
	failure  error        // of the last build
	edition  *edition     // the last state that was in order; nil before there was one
	site     int          // the number of the edition that the whole site shows; 0 before there is one
}

// NewPreview makes a preview. The build's output folder should be a temporary
// one of its own. Documents are left to those who ask for them.
func NewPreview(opt BuildOptions, words PreviewWords) *Preview {
	opt.preview = true
	return &Preview{opt: opt, words: words, changed: make(chan struct{})}
}

// Build reads the catalog as it is now and builds the whole site.
func (p *Preview) Build(ctx context.Context) (*Report, error) {
	report, err := p.update(ctx)
	if err != nil || report.Refused() {
		return report, err
	}
	return p.finish(ctx, p.state().edition)
}

// Project is the last state of the catalog that was in order; nil before there
// was one.
func (p *Preview) Project() *Project {
	if e := p.state().edition; e != nil {
		return e.project
	}
	return nil
}

// update reads what has changed. Where that is in order it is the new edition.
func (p *Preview) update(ctx context.Context) (*Report, error) {
	p.built = look(p.opt.Catalog) // what changes while it is read makes for another update
	last := p.state().edition
	press := last.next()
	project, err := p.read(ctx)
	if err != nil || project.Diagnostics.HasErrors() {
		press.drop()
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	p.tell(func(s *state) {
		s.reads++
		s.failure = err
		if err != nil {
			return
		}
		s.files, s.problems = project.Files, project.Diagnostics
		if !project.Diagnostics.HasErrors() {
			number := 1
			if last != nil {
				number += last.number
			}
			s.edition = newEdition(number, project, &p.opt, press)
			last.retire()
		}
	})
	return &Report{Project: project}, err
}

// read is [Open] without warnings, and with what is known from the last time.
func (p *Preview) read(ctx context.Context) (*Project, error) {
	project, err := reread(ctx, p.opt.Catalog, &p.reader, &p.loader)
	if err == nil && project.Catalog != nil {
		project.Analysis = analysis.Run(project.Catalog, p.opt.On)
	}
	return project, err
}

// finish builds the whole site of an edition and puts it in the place of the
// last one.
func (p *Preview) finish(ctx context.Context, e *edition) (*Report, error) {
	files, err := p.whole(ctx, e)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	p.tell(func(s *state) {
		if s.failure = err; err == nil {
			s.site = e.number
		}
	})
	return &Report{Project: e.project, Files: files}, err
}

func (p *Preview) whole(ctx context.Context, e *edition) ([]output.File, error) {
	stages, err := p.opt.stages(nil)
	if err != nil {
		return nil, err
	}
	return p.opt.write(ctx, e.project, stages, newWork(nil, stages))
}

// failed notes that a page could not be made.
func (p *Preview) failed(e *edition, err error) {
	if errors.Is(err, context.Canceled) || p.state().failure != nil {
		return
	}
	p.tell(func(s *state) {
		if s.edition == e {
			s.failure = err
		}
	})
}

// state gives what there is to show at the moment.
func (p *Preview) state() state {
	s, _ := p.follow()
	return s
}

// follow also gives the channel that tells of the next state.
func (p *Preview) follow() (state, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now, p.changed
}

// tell changes the state and wakes up those who follow it.
func (p *Preview) tell(change func(*state)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change(&p.now)
	p.now.told++
	close(p.changed)
	p.changed = make(chan struct{})
}

// Looking at every file again and again costs little, works on shared and
// virtual file systems where notifications do not, and needs nothing from the
// system. Where it takes long it is done less often, but no edit waits long.
const (
	lookEvery  = 50 * time.Millisecond
	lookSeldom = 150 * time.Millisecond
	lookShare  = 10
	// lazyGC has garbage wait. What a preview keeps of a large catalog stays the
	// same from edit to edit, and going through all of it takes half of the
	// processors while somebody waits for a page. Whole sites make too much
	// garbage for that, and have time.
	lazyGC = 300
	// settled is how long nothing may have changed before files are read.
	settled = 20 * time.Millisecond
)

// Watch brings the site up to date whenever the catalog or its theme is no more
// as it was, and tells of each build, until ctx is done. It waits for changes to
// settle: editors and version control write many files one after another.
func (p *Preview) Watch(ctx context.Context, built func(*Report, error, time.Duration)) {
	usualGC := debug.SetGCPercent(lazyGC)
	defer debug.SetGCPercent(usualGC)
	stop := func() {} // ends the building of a whole site that nobody will see
	defer func() {
		stop()
		p.state().edition.retire()
	}()
	pause := lookEvery
	for seen := ""; ; {
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		start, before := time.Now(), seen
		seen = look(p.opt.Catalog)
		if seen == p.built {
			pause = min(max(lookEvery, lookShare*time.Since(start)), lookSeldom)
			continue
		}
		if pause = settled; seen != before {
			continue
		}
		stop()
		whole, cancel := context.WithCancel(ctx)
		stop = cancel
		p.follows(whole, start, usualGC, built)
	}
}

// follows does what an edit asks for: at once what is quick, the whole site in
// the background.
func (p *Preview) follows(ctx context.Context, start time.Time, usualGC int, built func(*Report, error, time.Duration)) {
	debug.SetGCPercent(lazyGC) // a whole site may be just being given up
	report, err := p.update(ctx)
	quick := time.Since(start)
	if err != nil || report.Refused() {
		if ctx.Err() == nil {
			built(report, err, quick)
		}
		return
	}
	e := p.state().edition
	go func() {
		// The page that somebody looks at comes first, and the next edit may
		// come soon. A large catalog is a lot of work
		// to have begun for nothing.
		select {
		case <-ctx.Done():
			return
		case <-time.After(4 * quick):
		}
		debug.SetGCPercent(usualGC)
		report, err := p.finish(ctx, e)
		debug.SetGCPercent(lazyGC)
		if ctx.Err() == nil {
			built(report, err, time.Since(start))
		}
	}()
}

// look tells one state of a catalog's files from another.
func look(folder fs.FS) string {
	var b strings.Builder
	_ = fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil: // gone while looking: the next look will tell
			return nil
		case d.IsDir() && name != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir() || !matters(name):
			return nil
		}
		if info, err := d.Info(); err == nil {
			fmt.Fprintf(&b, "%s %d %d\n", name, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return b.String()
}

// matters reports whether a build reads the file.
func matters(name string) bool {
	ext := path.Ext(name)
	return ext == ".yaml" || ext == ".yml" || strings.HasPrefix(name, themeFolder+"/")
}
