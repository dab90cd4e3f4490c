// Package load makes a catalog of the files that source has read.
//
// [Load] checks each file against its JSON Schema, decodes what can be decoded,
// and links it all: ids, references, actions and the objects they apply to,
// cycles, dates and targets. It stops at nothing on the way, so that one run
// reports every problem; a file with problems does not make the files that
// point at it wrong. A [Loader] does so again and again, and checks the files
// that have changed. This is the only package that knows both YAML files and
// catalogs.
package load

import (
	"context"
	"path"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// Load makes a catalog of files and reports all that is wrong with them,
// sorted. The catalog is nil when the list has errors, and complete otherwise.
// Once the context is done both are nil.
func Load(ctx context.Context, files source.Files) (*catalog.Catalog, diag.List) {
	var once Loader
	return once.Load(ctx, files)
}

// Loader loads the files of one folder again and again: what was found out about
// a file on its own is kept while the file is the same, by its pointer, as a
// [source.Reader] has it. Linking is done anew. The zero value knows no file.
type Loader struct{ last map[*source.File]part }

// Load is the function [Load]. Calls must not overlap.
func (k *Loader) Load(ctx context.Context, files source.Files) (*catalog.Catalog, diag.List) {
	parts := k.readParts(ctx, files)
	if ctx.Err() != nil {
		return nil, nil
	}
	k.keep(parts)
	l := newLinker(files)
	for _, p := range parts {
		l.diags = append(l.diags, p.diags...)
	}
	l.link(parts)
	diags := capped(l.diags)
	if diags.HasErrors() {
		return nil, diags
	}
	return l.cat, diags
}

// kind is what a file of a catalog holds.
type kind string

const (
	catalogFile kind = "catalog"
	roleFile    kind = "role"
	sodFile     kind = "sod"
	testsFile   kind = "tests"
	reviewFile  kind = "review"
)

// kindOf tells by its name what a file holds: three names at the top of the
// folder are taken, and those of records; every other file is a role.
func kindOf(name string) kind {
	switch k := kind(stem(name)); {
	case source.IsRecord(name):
		return reviewFile
	case strings.Contains(name, "/"):
		return roleFile
	case k == catalogFile, k == sodFile, k == testsFile:
		return k
	}
	return roleFile
}

// stem is a file's name without folders and ending.
func stem(name string) string {
	base := path.Base(name)
	return strings.TrimSuffix(base, path.Ext(base))
}

// part is a file after the checks that need no other file.
type part struct {
	file  *source.File
	kind  kind
	shape any // *catalogShape, *roleShape, *sodShape, *testsShape or *signOffShape; nil when the file holds nothing
	diags diag.List
}

// keep remembers the parts for the next time.
func (k *Loader) keep(parts []part) {
	k.last = make(map[*source.File]part, len(parts))
	for _, p := range parts {
		k.last[p.file] = p
	}
}

// readParts checks and decodes every file that is not known on its own, in
// parallel.
func (k *Loader) readParts(ctx context.Context, files source.Files) []part {
	parts := make([]part, len(files))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		if known, ok := k.last[f]; ok {
			parts[i] = known
			continue
		}
		group.Go(func() error {
			if ctx.Err() == nil {
				parts[i] = readPart(f)
			}
			return ctx.Err()
		})
	}
	_ = group.Wait() // an error is the context's, which the caller asks
	return parts
}

func readPart(f *source.File) part {
	p := part{file: f, kind: kindOf(f.Name)}
	for _, problem := range f.Problems {
		p.diags = append(p.diags, problemDiagnostic(problem))
	}
	switch {
	case f.Broken():
	case f.Root != nil:
		p.diags = append(p.diags, checkSchema(p.kind, f)...)
		p.shape = newShape(p.kind)
		decode(f.Name, f.Root, p.shape)
	case p.kind == catalogFile || p.kind == roleFile || p.kind == reviewFile:
		p.diags.Add(diag.WrongType, f.Start(), diag.Msg("diag_empty_file"), diag.Msg("diag_empty_file_help"))
	}
	return p
}

func newShape(k kind) any {
	switch k {
	case catalogFile:
		return new(catalogShape)
	case sodFile:
		return new(sodShape)
	case testsFile:
		return new(testsShape)
	case reviewFile:
		return new(signOffShape)
	}
	return new(roleShape)
}

// maxShown is how many problems of one file are worth showing. Files with more
// are wrong as a whole, or made to waste the reader's time.
const maxShown = 200

// capped sorts the list and keeps what is worth showing of each file.
func capped(all diag.List) diag.List {
	all.Sort()
	shown := all[:0]
	for file := range byFile(all) {
		extra := len(file) - maxShown
		if extra <= 0 {
			shown = append(shown, file...)
			continue
		}
		shown = append(shown, file[:maxShown]...)
		more := diag.Msg("diag_more")
		more.Count = extra
		shown.Add(diag.Limit, file[maxShown].At, more)
	}
	return shown
}

// byFile goes through a sorted list file by file.
func byFile(all diag.List) func(yield func(diag.List) bool) {
	return func(yield func(diag.List) bool) {
		for start := 0; start < len(all); {
			end := start + 1
			for end < len(all) && all[end].At.File == all[start].At.File {
				end++
			}
			if !yield(all[start:end]) {
				return
			}
			start = end
		}
	}
}
