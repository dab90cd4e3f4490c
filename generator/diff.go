package generator

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/change"
)

// Version is one state of a catalog.
type Version struct {
	Name   string // how the user calls it: a folder or a revision
	Folder string // empty for a revision
	Files  fs.FS
}

// FindVersion finds what a user calls a state of a catalog: a folder that holds
// one, else a git revision of the folder named, "" being the usual place. Where
// nothing is called, it is that folder as it is. It fails with a
// [*NoCatalogError] or a [*RevisionError].
func FindVersion(ctx context.Context, called, named string) (Version, error) {
	if _, err := Locate(called); err == nil && called != "" {
		return Version{called, called, os.DirFS(called)}, nil
	}
	dir, err := Locate(named)
	switch {
	case err != nil:
		return Version{}, err
	case called == "":
		return Version{dir, dir, os.DirFS(dir)}, nil
	}
	files, err := Revision(ctx, dir, called)
	if err != nil {
		return Version{}, err
	}
	if _, err := fs.Stat(files, catalogFile); err != nil {
		return Version{}, &RevisionError{called, dir, NotInIt, err}
	}
	return Version{Name: called, Files: files}, nil
}

// Comparison is two states of a catalog and what has changed between them.
type Comparison struct {
	Old, New *Project
	Change   *change.Change // nil when one of the two has errors

	from, to string
}

// Compare reads and analyses two states of a catalog as of one day, and finds
// what has changed in meaning. Warnings are not looked for.
func Compare(ctx context.Context, from, to Version, opt Options) (*Comparison, error) {
	before, failed := analysed(ctx, from, opt)
	after, err := analysed(ctx, to, opt)
	if err := errors.Join(failed, err); err != nil {
		return nil, err
	}
	return compared(before, after, from, to), nil
}

func analysed(ctx context.Context, v Version, opt Options) (*Project, error) {
	p, err := Read(ctx, v.Files)
	if err == nil && !p.Diagnostics.HasErrors() {
		p.Analysis = analysis.Run(p.Catalog, opt.On)
	}
	return p, err
}

func compared(before, after *Project, from, to Version) *Comparison {
	c := &Comparison{Old: before, New: after, from: from.Name, to: to.Name}
	if before.Analysis != nil && after.Analysis != nil {
		c.Change = change.Between(before.Analysis, after.Analysis)
	}
	return c
}

// Book writes the books of the new state, which say what has changed, and lists
// the documents that read differently.
func (c *Comparison) Book() (*book.Set, []book.AffectedDocument) {
	set := c.New.Book()
	return set, set.Compare(c.Old.Book(), c.Change, c.from, c.to)
}

// Fails reports whether there are findings that a check of changes is to stop
// at: open now and not before, of the severity given or graver, any where it is
// empty.
func (c *Comparison) Fails(least catalog.Severity) bool { return c.Change.NewFinding(least) }
