package change

import (
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Field is what became of how far a role gets with a field by an action that it
// holds both before and after. What an action shows that came or went as a
// whole is told by its [Permission].
type Field struct {
	Role, Object, Action, Field string

	Old, New analysis.FieldLevel
}

// Less reports whether the field is shown or changed less freely than before.
func (f Field) Less() bool { return f.New > f.Old }

// fields compares the fields of the objects that both rows know, in the order
// of objects, actions and fields.
func (r *rowPair) fields() []Field {
	var out []Field
	var before, after map[fieldKey]analysis.FieldLevel // of one object
	object := ""
	for i := range r.after.Cells {
		cell := &r.after.Cells[i]
		old := r.oldCell(cell)
		if old == nil {
			continue
		}
		if cell.Object.ID != object {
			object = cell.Object.ID
			before, after = levels(r.before, old.Object), levels(r.after, cell.Object)
		}
		for _, f := range paired(cell.Object.Fields, old.Object.Fields, fieldID) {
			k := fieldKey{f.id, cell.Action.ID}
			if before[k] != after[k] {
				out = append(out, Field{r.role, object, k.action, k.field, before[k], after[k]})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Field) int {
		return r.cells[cellKey{a.Object, a.Action}] - r.cells[cellKey{b.Object, b.Action}]
	})
	return out
}

func (r *rowPair) oldCell(c *analysis.Cell) *analysis.Cell {
	o, a := r.catalogs[0].Object(c.Object.ID), r.catalogs[0].Action(c.Action.ID)
	if o == nil || a == nil {
		return nil
	}
	return r.before.Cell(o, a)
}

func fieldID(f *catalog.Field) string { return f.ID }

type fieldKey struct{ field, action string }

// levels gives how far a role gets with the fields of an object; those that are
// open are left out.
func levels(p *analysis.Permissions, o *catalog.Object) map[fieldKey]analysis.FieldLevel {
	if len(o.Fields) == 0 {
		return nil
	}
	out := map[fieldKey]analysis.FieldLevel{}
	for _, f := range p.Fields(o) {
		for _, a := range f.Hidden {
			out[fieldKey{f.Field.ID, a.ID}] = analysis.FieldHidden
		}
		for _, a := range f.ReadOnly {
			out[fieldKey{f.Field.ID, a.ID}] = analysis.FieldReadOnly
		}
	}
	return out
}
