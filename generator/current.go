package generator

import (
	"context"
	"io/fs"
	"sync"

	"rolebook/generator/diag"
	"rolebook/generator/load"
	"rolebook/generator/source"
)

// Current is the catalog of a folder for those who ask it again and again: it is
// read when its files have changed, and while they are not in order its last
// good state stays. It may be used by many goroutines.
type Current struct {
	folder fs.FS
	opt    Options

	mu     sync.Mutex
	reader source.Reader
	loader load.Loader
	seen   string // the look at the files before they were last read
	now    Moment
}

// Moment is what there is to know of a catalog at one time.
type Moment struct {
	Project  *Project  // the last good state
	Problems diag.List // what is wrong with the files now; empty when Project is what they say
	Err      error     // why the files cannot be read now
}

// Stale reports whether the project is of files that have changed since, and
// are not in order.
func (m Moment) Stale() bool { return m.Err != nil || len(m.Problems) > 0 }

// NewCurrent follows a folder whose catalog was just opened and is in order. The
// first look reads it once more: it may have changed since, and later looks
// build on what was read.
func NewCurrent(folder fs.FS, opened *Project, opt Options) *Current {
	return &Current{folder: folder, opt: opt, now: Moment{Project: opened}}
}

// Look gives the catalog as it is now. Looking costs a question to the file
// system for each file.
func (c *Current) Look(ctx context.Context) Moment {
	c.mu.Lock()
	defer c.mu.Unlock()
	seen := look(c.folder)
	if seen == c.seen || ctx.Err() != nil {
		return c.now
	}
	now := c.read(ctx)
	if ctx.Err() == nil { // else whoever asks next reads it
		c.now, c.seen = now, seen
	}
	return c.now
}

// read reads the files that have changed.
func (c *Current) read(ctx context.Context) Moment {
	project, err := reread(ctx, c.folder, &c.reader, &c.loader)
	if err == nil && !project.Diagnostics.HasErrors() {
		err = project.analyse(c.opt)
	}
	switch {
	case err != nil:
		return Moment{Project: c.now.Project, Err: err}
	case project.Diagnostics.HasErrors():
		return Moment{Project: c.now.Project, Problems: project.Diagnostics}
	}
	return Moment{Project: project}
}

// reread is [Read] with what is known from the last time.
func reread(ctx context.Context, folder fs.FS, reader *source.Reader, loader *load.Loader) (*Project, error) {
	files, err := reader.Read(ctx, folder)
	if err != nil {
		return nil, err
	}
	cat, problems := loader.Load(ctx, files)
	return &Project{Files: files, Catalog: cat, Diagnostics: problems}, ctx.Err()
}
