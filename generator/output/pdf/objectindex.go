package pdf

import (
	"strconv"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/typeset"
)

// objectPlace names an entry of the index.
func objectPlace(id string) string { return "object-" + id }

// reference is a name that leads to a place in the volume.
func (s *setter) reference(f face, name book.Text, dest string) []typeset.Span {
	return []typeset.Span{s.linked(f, output.Clean(plain(name.Inlines)), name.Lang, dest)}
}

// linked is words in a language that lead to a place in the volume.
func (s *setter) linked(f face, words, lang, dest string) typeset.Span {
	if lang == "" {
		lang = s.lang
	}
	span := typeset.Span{Text: words, Style: f.style(lang), Tag: "Link", Link: "#" + dest}
	if lang != s.lang {
		span.Lang = lang
	}
	return span
}

// index sets the index of objects. It comes last, when all pages are known.
func (v *volume) index(x *book.ObjectIndex, place string, e *typeset.Element) {
	g := v.galley(v.width)
	v.titleLine(g, x.Title, place, e)
	v.line(g, v.note, v.words(v.note, x.Lead), e.Open("P", typeset.Attr{}))
	g.Keep()
	g.Skip(5 * mm)
	list := e.Open("L", typeset.Attr{})
	for i := range x.Entries {
		if i > 0 {
			v.rowRule(g)
		}
		v.indexEntry(g, x, &x.Entries[i], list.Open("LI", typeset.Attr{}))
	}
	v.flow(g, x.Title, "")
}

// indexEntry sets one object: its name with its module and class at the left,
// the roles with their pages at the right.
func (v *volume) indexEntry(g *typeset.Galley, x *book.ObjectIndex, n *book.IndexEntry, item *typeset.Element) {
	label, content := v.galley(labelWidth), v.galley(v.width-axis)
	lbl, body := item.Open("Lbl", typeset.Attr{}), item.Open("LBody", typeset.Attr{})
	label.Text(typeset.Text{Spans: v.inline(v.row, n.Object.Name), Leading: v.row.leading, Even: true, Phrases: true, Element: lbl})
	from := append(v.inline(v.note, n.Module), v.words(v.note, "\u2002")...)
	label.Text(typeset.Text{Spans: append(from, v.inline(v.note, n.Class)...), Leading: v.note.leading, Phrases: true, Element: lbl})
	v.indexRoles(content, x, n, body)
	if spans := v.indexMatrix(x, n.Object.ID); len(spans) > 0 {
		content.Text(typeset.Text{Spans: spans, Leading: v.note.leading + 1, Element: body.Open("P", typeset.Attr{})})
	}
	g.Anchor(objectPlace(n.Object.ID), "", 0)
	start := g.Len()
	g.Beside(label, content, axis)
	g.Together(start, typeset.CostInside)
}

// mostRunIn is how many roles follow each other in one paragraph. Of more, each
// family has its own.
const mostRunIn = 40

// indexRoles lists the roles with the pages of their permissions.
func (v *volume) indexRoles(g *typeset.Galley, x *book.ObjectIndex, n *book.IndexEntry, body *typeset.Element) {
	f := v.table
	var spans []typeset.Span
	if n.Roles == 0 {
		faint := f
		faint.color = inkFaint
		spans = v.words(faint, x.Nobody)
	}
	for i := range n.Families {
		family := &n.Families[i]
		switch {
		case n.Roles > mostRunIn:
			bold := f
			bold.weight = typeset.Bold
			spans = append(v.inline(bold, family.Name), v.words(f, "\u2003")...)
		case i > 0:
			spans = append(spans, v.words(f, x.Between)...)
		}
		spans = append(spans, v.indexFamily(f, x, n, family)...)
		if n.Roles > mostRunIn {
			g.Text(typeset.Text{Spans: spans, Leading: f.leading, Phrases: true, Element: body.Open("P", typeset.Attr{})})
			g.Skip(0.8 * mm)
			spans = nil
		}
	}
	if len(spans) > 0 {
		g.Text(typeset.Text{Spans: spans, Leading: f.leading, Phrases: true, Element: body.Open("P", typeset.Attr{})})
	}
}

// indexFamily lists the roles of a family.
func (v *volume) indexFamily(f face, x *book.ObjectIndex, n *book.IndexEntry, family *book.IndexFamily) []typeset.Span {
	var spans []typeset.Span
	for i, r := range family.Roles {
		if i > 0 {
			spans = append(spans, v.words(f, x.Between)...)
		}
		dest := rolePlace(r.ID) + "/perm-" + n.Object.ID
		page := v.doc.PageOf(dest)
		if page == 0 {
			dest = rolePlace(r.ID)
			page = v.doc.PageOf(dest)
		}
		spans = append(spans, v.linked(f, output.Clean(plain(r.Name.Inlines))+"\u00a0"+strconv.Itoa(page), r.Name.Lang, dest))
	}
	return spans
}

// indexMatrix lists the pages of the matrix that show an object, each once.
func (v *volume) indexMatrix(x *book.ObjectIndex, object string) []typeset.Span {
	var spans []typeset.Span
	last := 0
	for _, dest := range v.inMatrix[object] {
		page := v.doc.PageOf(dest)
		if page == last {
			continue
		}
		if last == 0 {
			spans = v.words(v.note, x.Matrix+"\u2002")
		} else {
			spans = append(spans, v.words(v.note, x.Between)...)
		}
		spans = append(spans, v.linked(v.note, strconv.Itoa(page), v.lang, dest))
		last = page
	}
	return spans
}
