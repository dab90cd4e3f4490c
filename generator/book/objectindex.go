package book

import "slices"

// ObjectIndex lists the objects by the alphabet of the language, each with the
// roles that may do something with it. The pages are added where they are known.
type ObjectIndex struct {
	Title   string
	Lead    string
	Matrix  string // the word for the matrix
	Nobody  string // says that no role may do anything with an object
	Between string // stands between two roles
	Entries []IndexEntry
}

// IndexEntry is an object of an [ObjectIndex].
type IndexEntry struct {
	Object   ObjectRef
	Module   Text
	Class    Text
	Families []IndexFamily
	Roles    int // of all families
}

// IndexFamily is the roles of a family, by name.
type IndexFamily struct {
	FamilyRef
	Roles []RoleRef
}

// add lists a role. Rows come by family.
func (e *IndexEntry) add(row ObjectRow) {
	n := len(e.Families)
	if n == 0 || e.Families[n-1].ID != row.Family.ID {
		e.Families = append(e.Families, IndexFamily{FamilyRef: row.Family})
		n++
	}
	e.Families[n-1].Roles = append(e.Families[n-1].Roles, row.Role)
	e.Roles++
}

// objectIndex lists all objects.
func (b *Book) objectIndex() *ObjectIndex {
	x := &ObjectIndex{
		Title: b.locale.T("book_volume_index"), Lead: b.locale.T("book_volume_index_lead"), Matrix: b.locale.T("book_volume_matrix"),
		Nobody: b.locale.T("book_volume_index_nobody"), Between: b.locale.T("list_separator"),
	}
	for _, m := range b.Modules {
		for _, o := range m.Objects {
			e := IndexEntry{Object: ObjectRef{o.ID, o.Name}, Module: o.ModuleName, Class: o.Class.Name}
			for _, row := range o.Rows {
				if slices.ContainsFunc(row.Cells, func(c Cell) bool { return c.Mark.State == Granted }) {
					e.add(row)
				}
			}
			x.Entries = append(x.Entries, e)
		}
	}
	slices.SortStableFunc(x.Entries, func(p, q IndexEntry) int {
		return b.locale.Compare(p.Object.Name.Plain(), q.Object.Name.Plain())
	})
	return x
}
