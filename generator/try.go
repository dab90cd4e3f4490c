package generator

import (
	"context"
	"path"
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/draft"
	"rolebook/generator/lint"
	"rolebook/generator/load"
	"rolebook/generator/source"
)

// Trial is what came of laying the text of one role over a catalog.
type Trial = draft.Trial

// Try lays the YAML text of one role over the catalog in memory, in the place
// of the role that has its id or beside the others, and tells what would come of
// it: what is wrong with the text, what it made up, what conflicts it would
// open. Nothing is written, and the project stays as it is. The project was
// opened without errors; the text may be anything.
func (p *Project) Try(ctx context.Context, text []byte) (*Trial, error) {
	file := p.placed(text)
	files := slices.DeleteFunc(slices.Clone(p.Files), func(f *source.File) bool { return f.Name == file.Name })
	at, _ := slices.BinarySearchFunc(files, file.Name, func(f *source.File, name string) int { return strings.Compare(f.Name, name) })
	files = slices.Insert(files, at, file)
	after := &Project{Files: files}
	after.Catalog, after.Diagnostics = load.Load(ctx, files)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if after.Catalog != nil {
		after.Analysis = analysis.Run(after.Catalog, p.Analysis.On)
		after.Diagnostics = append(after.Diagnostics, lint.Check(after.Analysis, lint.Options{Role: after.roleIn(file.Name)})...)
		after.Diagnostics.Sort()
	}
	return draft.Judge(draft.Case{
		File: file, Files: files, Before: p.Analysis, Known: p.Diagnostics, After: after.Analysis, Found: after.Diagnostics,
	})
}

// roleIn finds the role of a file.
func (p *Project) roleIn(file string) *catalog.Role {
	i := slices.IndexFunc(p.Catalog.Roles, func(r *catalog.Role) bool { return r.File == file })
	return p.Catalog.Roles[i]
}

// placed reads a text under the name of the file in which the catalog has the
// role, or would have it.
func (p *Project) placed(text []byte) *source.File {
	file := source.Parse(draft.Unnamed+".yaml", text)
	id := draft.IDOf(file)
	if r := p.Catalog.Role(id); r != nil {
		return source.Parse(r.File, text)
	}
	if id == "" {
		id = draft.Unnamed
	}
	return source.Parse(path.Join(p.folderOf(draft.FamilyOf(file), id), id+".yaml"), text)
}

// folderOf finds the folder for a new role of a family, which may be none of
// the catalog's.
func (p *Project) folderOf(family, id string) string {
	if f := p.Catalog.Family(family); f != nil {
		return p.folderFor(&catalog.Role{Family: f}, id)
	}
	return "drafts"
}
