package generator

import (
	"context"
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

// State is a version of a catalog that was read and analysed.
type State struct {
	Version
	Project *Project
}

// Open reads and analyses a version as of a day. Warnings are not looked for.
func (v Version) Open(ctx context.Context, opt Options) (*State, error) {
	p, err := Read(ctx, v.Files)
	if err == nil && !p.Diagnostics.HasErrors() {
		p.Analysis = analysis.Run(p.Catalog, opt.On)
	}
	return &State{v, p}, err
}

// Comparison is two states of a catalog and what has changed between them.
type Comparison struct {
	Old, New *State
	Change   *change.Change
}

// Compare finds what has changed in meaning between two states without errors,
// which were opened as of one day.
func Compare(from, to *State) *Comparison {
	return &Comparison{from, to, change.Between(from.Project.Analysis, to.Project.Analysis)}
}

// Book writes the books of the new state, which say what has changed, and lists
// the documents that read differently.
func (c *Comparison) Book() (*book.Set, []book.AffectedDocument) {
	set := c.New.Project.Book()
	return set, c.tell(set)
}

// tell has the books of the new state say what has changed.
func (c *Comparison) tell(set *book.Set) []book.AffectedDocument {
	return set.Compare(c.Old.Project.Book(), c.Change, c.Old.Name, c.New.Name)
}

// Fails reports whether there are findings that a check of changes is to stop
// at: open now and not before, of the severity given or graver, any where it is
// empty.
func (c *Comparison) Fails(least catalog.Severity) bool { return c.Change.NewFinding(least) }
