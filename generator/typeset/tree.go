package typeset

import (
	"maps"
	"slices"
)

// writeStructure writes the structure tree, its elements and the way back from
// the marks on a page to their elements.
func (d *Document) writeStructure(f *file) {
	b := append(f.begin(d.structureID()), "<</Type/StructTreeRoot/K "...)
	b = appendRef(b, d.root.id)
	if len(d.roles) > 0 {
		b = append(b, "/RoleMap<<"...)
		for _, tag := range slices.Sorted(maps.Keys(d.roles)) {
			b = appendName(appendName(b, tag), d.roles[tag])
		}
		b = append(b, ">>"...)
	}
	b = d.appendParents(append(b, "/ParentTree<</Nums["...))
	b = appendInt(append(b, "]>>/ParentTreeNextKey "...), len(d.pages)+len(d.links))
	f.end(append(b, ">>"...))
	d.root.write(f, d.structureID())
}

// appendParents writes, for each page, the elements of its marked content by
// number, and then the element of each link.
func (d *Document) appendParents(b []byte) []byte {
	for _, p := range d.pages {
		b = append(appendInt(b, p.index), '[')
		for _, e := range p.owners {
			b = append(appendRef(b, e.id), ' ')
		}
		b = append(b, ']')
	}
	for i, a := range d.links {
		b = append(appendInt(b, len(d.pages)+i), ' ')
		b = append(appendRef(b, a.element.id), ' ')
	}
	return b
}

// write writes the element and what is below it.
func (e *Element) write(f *file, parent int) {
	b := appendName(append(f.begin(e.id), "<</S"...), e.tag)
	b = appendRef(append(b, "/P "...), parent)
	if e.page != nil {
		b = appendRef(append(b, "/Pg "...), e.page.id)
	}
	b = e.appendKids(b)
	b = e.appendAttributes(b)
	f.end(append(b, ">>"...))
	for _, k := range e.kids {
		if k.element != nil {
			k.element.write(f, e.id)
		}
	}
}

// appendKids writes the element's children in reading order.
func (e *Element) appendKids(b []byte) []byte {
	if len(e.kids) == 0 {
		return b
	}
	b = append(b, "/K["...)
	for i, k := range e.kids {
		if i > 0 {
			b = append(b, ' ')
		}
		b = e.appendKid(b, k)
	}
	return append(b, ']')
}

// appendKid writes one child. Marks and links name their page unless it is the
// element's own.
func (e *Element) appendKid(b []byte, k kid) []byte {
	switch {
	case k.element != nil:
		return appendRef(b, k.element.id)
	case k.link != nil:
		b = appendRef(append(b, "<</Type/OBJR/Obj "...), k.link.id)
		if k.link.page != e.page {
			b = appendRef(append(b, "/Pg "...), k.link.page.id)
		}
		return append(b, ">>"...)
	case k.page != e.page:
		b = appendRef(append(b, "<</Type/MCR/Pg "...), k.page.id)
		b = appendInt(append(b, "/MCID "...), k.mcid)
		return append(b, ">>"...)
	}
	return appendInt(b, k.mcid)
}

// append writes the texts that are there.
func (a Attr) append(b []byte) []byte {
	for _, entry := range [5]struct{ key, value string }{
		{"/Lang", a.Lang}, {"/Alt", a.Alt}, {"/ActualText", a.ActualText}, {"/E", a.Expansion}, {"/T", a.Title},
	} {
		if entry.value != "" {
			b = appendText(append(b, entry.key...), clean(entry.value))
		}
	}
	return b
}

// appendAttributes writes the element's texts and attributes. Lists, cells and
// figures each have their own attributes, and no element has those of two.
func (e *Element) appendAttributes(b []byte) []byte {
	var a Attr
	if e.attr != nil {
		a = *e.attr
		b = a.append(b)
	}
	switch {
	case e.box.some:
		b = append(b, "/A<</O/Layout/Placement/Block/BBox"...)
		b = appendRect(b, e.box.left, e.box.top, e.box.right, e.box.bottom, e.page.height)
	case a.Numbering != "":
		b = appendName(append(b, "/A<</O/List/ListNumbering"...), a.Numbering)
	case a.Scope != "" || a.ColSpan > 1 || a.RowSpan > 1:
		b = a.appendCell(append(b, "/A<</O/Table"...))
	default:
		return b
	}
	return append(b, ">>"...)
}

// appendCell writes the properties of a table cell.
func (a Attr) appendCell(b []byte) []byte {
	if a.Scope != "" {
		b = appendName(append(b, "/Scope"...), a.Scope)
	}
	if a.ColSpan > 1 {
		b = appendInt(append(b, "/ColSpan "...), a.ColSpan)
	}
	if a.RowSpan > 1 {
		b = appendInt(append(b, "/RowSpan "...), a.RowSpan)
	}
	return b
}
