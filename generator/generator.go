// Package generator is the program's own interface: everything that the
// commands do, without their flags and words.
//
// Start at [Build], which is the whole way from a catalog's files to a folder
// of pages, documents and sheets, in one function. [Open] is its first half:
// what a catalog says and what was found out about it. [Describe] makes one
// document, [NewRole] a role to fill in.
//
// What is wrong with a catalog comes back as diagnostics, and stops the way
// between two phases only, so that one run reports everything. A Go error means
// that the machine failed, or that the caller asked for something that is not
// there; the types of this package's errors tell which.
package generator

import (
	"context"
	"errors"
	"io/fs"
	"sync"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/lint"
	"rolebook/generator/load"
	"rolebook/generator/output"
	"rolebook/generator/output/pdf"
	"rolebook/generator/source"
)

// Options say what a run depends on besides the catalog's files.
type Options struct {
	On    catalog.Date // today; see [Today]
	Fonts *Fonts       // when given, characters that they lack are reported
}

// Project is a catalog with everything that was found out about it.
type Project struct {
	Files       source.Files
	Catalog     *catalog.Catalog // nil when the diagnostics have errors
	Analysis    *analysis.Result // likewise
	Diagnostics diag.List        // sorted

	once  sync.Once // for the books
	books *book.Set
}

// Read reads a catalog folder and links what it says, without an analysis.
func Read(ctx context.Context, folder fs.FS) (*Project, error) {
	files, err := source.Read(ctx, folder)
	if err != nil {
		return nil, err
	}
	cat, problems := load.Load(ctx, files)
	return &Project{Files: files, Catalog: cat, Diagnostics: problems}, ctx.Err()
}

// Open reads a catalog folder and analyses it, unless it has errors.
func Open(ctx context.Context, folder fs.FS, opt Options) (*Project, error) {
	p, err := Read(ctx, folder)
	if err != nil || p.Diagnostics.HasErrors() {
		return p, err
	}
	if err := p.analyse(opt); err != nil {
		return nil, err
	}
	return p, ctx.Err()
}

// analyse finds out about a catalog without errors, warnings included.
func (p *Project) analyse(opt Options) error {
	hasGlyph, err := opt.Fonts.hasGlyph()
	if err != nil {
		return err
	}
	p.Analysis = analysis.Run(p.Catalog, opt.On)
	p.Diagnostics = append(p.Diagnostics, lint.Check(p.Analysis, lint.Options{HasGlyph: hasGlyph})...)
	p.Diagnostics.Sort()
	return nil
}

// BuildOptions say what to build and where to.
type BuildOptions struct {
	Options
	Catalog  fs.FS      // the catalog's folder; a folder theme in it overrides the built-in theme
	Output   string     // the folder to make or replace
	BaseURL  string     // where the site will be served; when empty the catalog says
	NoPDF    bool       // leave out the documents
	Paper    pdf.Paper  // of the documents; A4 when empty
	Cache    string     // the folder in which documents are kept for the next build; empty for none
	Since    *State     // when given, a page tells what has changed since; without errors, opened as of the same day
	Progress func(Step) // told when a piece of the work begins; may be nil

	preview bool // see [Preview]
}

// Build makes everything that a catalog comes to. A catalog with errors comes
// back with its diagnostics and writes nothing. When the build fails, or ctx is
// done first, the earlier output folder stays as it was.
func Build(ctx context.Context, opt BuildOptions) (*Report, error) {
	kept := opt.cache()
	stages, err := opt.stages(kept)
	if err != nil {
		return nil, err
	}
	work := newWork(opt.Progress, stages)
	project, err := Open(ctx, opt.Catalog, opt.Options)
	if err != nil {
		return nil, err
	}
	if project.Diagnostics.HasErrors() {
		return &Report{Project: project}, nil
	}
	work.end()
	files, err := opt.write(ctx, project, stages, work)
	if err != nil {
		return nil, err
	}
	kept.Trim()
	return &Report{Project: project, Files: files}, nil
}

// write has the targets make everything of a catalog, and puts that in its
// place when all is there.
func (o *BuildOptions) write(ctx context.Context, project *Project, stages [][]output.Target, work *work) ([]output.File, error) {
	set := book.New(project.Analysis, o.baseURL(project.Catalog))
	if o.Since != nil {
		Compare(o.Since, &State{Project: project}).tell(set)
	}
	sink, err := output.NewSink(o.Output)
	if err != nil {
		return nil, err
	}
	for _, stage := range stages {
		if err := work.render(ctx, stage, set, sink); err != nil {
			return nil, errors.Join(err, sink.Discard())
		}
	}
	work.begin("commit")
	if err := sink.Commit(); err != nil {
		return nil, errors.Join(err, sink.Discard())
	}
	return sink.Files(), nil
}
