package generator

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"time"
)

// Preview keeps a site built while its author works on the catalog: [Preview.Watch]
// builds it again after each change, and as an http.Handler it serves the last
// build that went well. Pages load a small script that shows what is wrong with
// the catalog at the moment, and loads the page again when there is a new one.
type Preview struct {
	opt BuildOptions
	// Words says what is wrong, for a page; it is called after builds that
	// were refused or failed.
	words func(*Report, error) string

	mu      sync.Mutex
	built   string // the snapshot before the last build
	state   state
	changed chan struct{} // closed when the state changes, and made anew
}

// state is what pages are told.
type state struct {
	Version  int    `json:"version"`  // counts builds that went well
	Problems string `json:"problems"` // of the last build; empty when it went well
}

// NewPreview makes a preview. The build's output folder should be a temporary
// one of its own. The words, in lines, say why a build was refused or failed.
func NewPreview(opt BuildOptions, words func(*Report, error) string) *Preview {
	return &Preview{opt: opt, words: words, changed: make(chan struct{})}
}

// Build builds the site as the catalog is now.
func (p *Preview) Build(ctx context.Context) (*Report, error) {
	before := snapshot(p.opt.Catalog) // what changes while it is read makes for another build
	report, err := Build(ctx, p.opt)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.built = before
	if err != nil || report.Refused() {
		p.state.Problems = p.words(report, err)
	} else {
		p.state = state{Version: p.state.Version + 1}
	}
	close(p.changed)
	p.changed = make(chan struct{})
	return report, err
}

// now gives the state, and the channel that tells of the next one.
func (p *Preview) now() (state, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state, p.changed
}

// Looking at every file a few times a second costs next to nothing for
// catalogs, works on shared and virtual file systems where notifications do
// not, and needs nothing from the system.
const lookEvery = 300 * time.Millisecond

// Watch builds the site whenever the catalog or its theme is no more as it was
// at the last build, and tells of each build, until ctx is done. It waits for
// changes to settle: editors and version control write many files one after
// another.
func (p *Preview) Watch(ctx context.Context, built func(*Report, error, time.Duration)) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for seen := ""; ; {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		before := seen
		seen = snapshot(p.opt.Catalog)
		if seen != before || !p.outdated(seen) {
			continue
		}
		start := time.Now()
		report, err := p.Build(ctx)
		if ctx.Err() == nil {
			built(report, err, time.Since(start))
		}
	}
}

func (p *Preview) outdated(now string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return now != p.built
}

// snapshot tells one state of a catalog's files from another.
func snapshot(folder fs.FS) string {
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
