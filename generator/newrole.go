package generator

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"rolebook/generator/catalog"
	"rolebook/generator/locale"
)

// NewRoleOptions say what a role to fill in starts from.
type NewRoleOptions struct {
	ID   string
	Like string         // a role whose structure is taken over; may be empty
	On   catalog.Date   // today
	Say  *locale.Locale // the language of comments
}

// BadIDError says that a string cannot be an id.
type BadIDError struct{ ID string }

func (e *BadIDError) Error() string { return fmt.Sprintf("%q is no id", e.ID) }

// TakenError says that a catalog has a role of that id.
type TakenError struct {
	ID   string
	File string // relative to the catalog
}

func (e *TakenError) Error() string { return fmt.Sprintf("role %q stands in %s", e.ID, e.File) }

// NewRole gives the file of a role to fill in, which is valid as it stands, for
// the catalog in the folder dir; and the schema that it points at, where the
// folder has none. It fails with a [*BadIDError], a [*TakenError] or, for the
// role to be like, an [*UnknownError].
func (p *Project) NewRole(dir string, opt NewRoleOptions) ([]NewFile, error) {
	if err := p.checkFree(opt.ID); err != nil {
		return nil, err
	}
	like, err := p.model(opt)
	if err != nil {
		return nil, err
	}
	file := path.Join(p.folderFor(like, opt.ID), opt.ID+".yaml")
	schema, missing, err := schemaFor(dir, "role", file)
	if err != nil {
		return nil, err
	}
	w := &roleWriter{say: opt.Say, cat: p.Catalog, id: opt.ID, like: like, copied: opt.Like != "", on: opt.On}
	return append([]NewFile{{file, w.file(schema)}}, missing...), nil
}

// model is the role that the new one takes its structure from: the one asked
// for, or an empty one with a duty.
func (p *Project) model(opt NewRoleOptions) (*catalog.Role, error) {
	if opt.Like != "" {
		return p.Role(opt.Like)
	}
	return &catalog.Role{
		Family: p.Catalog.Families[0],
		Duties: []*catalog.Duty{{ID: "first-duty", Tasks: []*catalog.Task{{Detail: catalog.Standard}}}},
	}, nil
}

// folderFor finds the folder for a role: that of the model or of most roles of
// its family, else one named after the family.
func (p *Project) folderFor(like *catalog.Role, id string) string {
	count := map[string]int{}
	for _, r := range p.Catalog.Roles {
		if r.Family == like.Family {
			count[path.Dir(r.File)]++
		}
	}
	folder := like.Family.ID
	if like.File != "" {
		folder = path.Dir(like.File)
	} else if len(count) > 0 {
		folder = mostCommon(count)
	}
	if folder == "." && slices.Contains([]string{"catalog", "sod", "tests"}, id) { // names that are taken there
		return like.Family.ID
	}
	return folder
}

func mostCommon(count map[string]int) string {
	var names []string
	for name := range count {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(count[b]-count[a], cmp.Compare(a, b)) })
	return names[0]
}

// schemaFor finds the schema of a kind of file, in the catalog's folder or beside
// it, as such a file points at it; missing is the schema when there is none.
func schemaFor(dir, kind, file string) (reference string, missing []NewFile, err error) {
	name := path.Join(schemaFolder, kind+schemaEnding)
	up := filepath.Dir(filepath.FromSlash(file))
	for _, place := range []string{name, path.Join("..", name)} {
		_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(place)))
		if err == nil {
			return relative(up, place), nil, nil
		}
	}
	data, err := Schema(kind)
	return relative(up, name), []NewFile{{name, data}}, err
}

// relative leads from a folder to a file; both are relative to one place.
func relative(from, to string) string {
	rel, err := filepath.Rel(from, filepath.FromSlash(to))
	if err != nil { // both are relative
		panic(err)
	}
	return filepath.ToSlash(rel)
}
