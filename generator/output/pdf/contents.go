package pdf

import (
	"strconv"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/typeset"
)

// numberWidth is the room for a page number in the contents.
const numberWidth = 12 * mm

// entry is a line of the table of contents. Its page is known when all
// documents are set.
type entry struct {
	dest      string
	reference *typeset.Element
	from      float64 // where its title ends, from the left edge of the page; 0: at no place to lead from

	on *typeset.Page // where its line stands
	y  float64
}

// contents sets the table of contents, without the page numbers: chapters on
// the margin, what is in them on the axis.
func (v *volume) contents() {
	g := v.galley(v.width)
	e := v.doc.Root().Open("Sect", typeset.Attr{})
	v.depth, v.prefix = 0, ""
	v.sectionHead(g, &book.Section{ID: "contents", Title: v.v.Contents}, e.Open("H2", typeset.Attr{}))
	toc := e.Open("TOC", typeset.Attr{})
	for i := range v.v.Parts {
		if i > 0 {
			g.Skip(1.6 * mm)
			g.Hair(0, v.width, thin, hairline)
			g.Skip(1.6 * mm)
		}
		v.contentsPart(g, i, toc.Open("TOCI", typeset.Attr{}))
	}
	v.flow(g, v.v.Contents, "")
}

// contentsPart lists a chapter.
func (v *volume) contentsPart(g *typeset.Galley, i int, item *typeset.Element) {
	part := &v.v.Parts[i]
	label, content := v.galley(labelWidth), v.galley(v.width-axis)
	title := v.prose
	title.weight = typeset.Bold
	spans := []typeset.Span{v.linked(title, output.Clean(part.Title), v.lang, partPlace(i))}
	name := min(v.c.Prepare(spans, true).Width(), labelWidth)
	reference := item.Open("Reference", typeset.Attr{})
	label.Text(typeset.Text{Spans: spans, Leading: title.leading, Even: true, Phrases: true, Element: reference})
	dests, titles := v.within(part)
	if len(dests) == 0 {
		v.entry(content, "", partPlace(i), name, reference)
	} else {
		inner := item.Open("TOC", typeset.Attr{})
		for j, dest := range dests {
			item := inner.Open("TOCI", typeset.Attr{})
			v.entry(content, titles[j], dest, 0, item.Open("Reference", typeset.Attr{}))
		}
	}
	g.Beside(label, content, axis)
}

// within lists what the contents name of a chapter.
func (v *volume) within(part *book.Part) (dests, titles []string) {
	switch {
	case part.Spread != nil:
		return part.Spread.Titles(v.mostAcross(part.Spread))
	case part.Document != nil:
		for i := range part.Document.Sections {
			if s := &part.Document.Sections[i]; s.Title != "" {
				dests, titles = append(dests, s.ID), append(titles, s.Title)
			}
		}
	}
	for _, r := range part.Roles {
		dests, titles = append(dests, rolePlace(r.ID)), append(titles, plain(r.Name.Inlines))
	}
	return dests, titles
}

// entry sets one line of the contents. Name is the width of the chapter's name
// if that is all there is to lead from.
func (v *volume) entry(g *typeset.Galley, title, dest string, name float64, reference *typeset.Element) {
	f := v.prose
	n := &entry{dest: dest, reference: reference}
	spans := []typeset.Span{v.linked(f, output.Clean(title), v.lang, dest)}
	in, number := v.galley(g.Width()-numberWidth), v.galley(numberWidth)
	if width := v.c.Prepare(spans, false).Width(); width <= in.Width() {
		n.from = v.sheet.Left + axis + width
	}
	if title == "" {
		n.from = v.sheet.Left + name
	}
	in.Text(typeset.Text{Spans: spans, Leading: f.leading, Element: reference})
	number.Mark(n, 0, f.leading, f.leading/2+0.38*f.size)
	v.entries = append(v.entries, n)
	g.Across([]*typeset.Galley{in, number}, []float64{0, in.Width()})
}

// Draw implements typeset.Mark: it notes where the number belongs.
func (n *entry) Draw(pen *typeset.Pen, _, y float64) { n.on, n.y = pen.Page, y }

// numberContents draws the page numbers of the contents, and the dots that lead
// to them.
func (v *volume) numberContents() {
	f := v.prose
	right := v.upright.Left + v.upright.Measure()
	for _, n := range v.entries {
		page := v.doc.PageOf(n.dest)
		if n.on == nil || page == 0 {
			continue
		}
		baseline := n.y + f.leading/2 + 0.38*f.size
		lines := v.c.Set(v.words(f, strconv.Itoa(page)), numberWidth, typeset.End, false)
		pen := &typeset.Pen{Page: n.on}
		for i := range lines {
			if n.from > 0 {
				leader(pen, n.from+2*mm, right-lines[i].Width-1.5*mm, baseline)
			}
			lines[i].Draw(pen, right-numberWidth, baseline, n.reference)
		}
	}
}

// leader draws a dotted line. The dots of all lines stand below each other.
func leader(pen *typeset.Pen, from, to, y float64) {
	const dot, step = 0.6, 4.0
	from = step * float64(int(from/step)+1)
	if from < to-2*step {
		pen.Decor()
		pen.Page.Line(from, y-dot, to, y-dot, dot, rule, dot, step-dot)
	}
}
