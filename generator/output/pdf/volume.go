package pdf

import (
	"strconv"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/typeset"
)

// volume sets a whole catalog as one document.
//
// Places that links lead to are named after what stands there: part-<n> a
// chapter, role-<id> a role and role-<id>/<place> what is in it, object-<id> an
// entry of the index, rule-<id> a rule.
type volume struct {
	*setter
	v        *book.Volume
	upright  typeset.Sheet
	running  []runningText // of the pages behind the cover
	entries  []*entry      // of the contents
	inMatrix map[string][]string
}

// setVolume sets a volume: cover, contents, documents.
func setVolume(c *typeset.Compositor, book *book.Volume, paper Paper) *typeset.Document {
	return newVolume(c, book, paper).doc
}

// newVolume sets a volume and keeps what is known of its pages.
func newVolume(c *typeset.Compositor, book *book.Volume, paper Paper) *volume {
	doc := typeset.New(c.Fonts(), typeset.Info{
		Title: output.Clean(book.Title), Author: output.Clean(book.Organization), Lang: book.Lang, Creator: "Rolebook", Created: day(book.Modified),
	})
	v := &volume{setter: newSetter(doc, c, book.Lang, paper), v: book, inMatrix: map[string][]string{}}
	v.upright, v.bound = v.sheet, true
	v.cover()
	v.contents()
	for i := range book.Parts {
		v.part(i)
	}
	v.numberContents()
	v.runningLines()
	return v
}

// cover sets the first page.
func (v *volume) cover() {
	g := v.galley(v.width)
	e := v.doc.Root().Open("Sect", typeset.Attr{})
	g.Mark(typeset.Rule(0, 0, ink), 0, 62*mm, 0)
	v.line(g, v.kind, v.words(v.kind, v.v.Organization), e.Open("P", typeset.Attr{}))
	g.Anchor("cover", output.Clean(v.v.Title), 1)
	title := face{34, 44, typeset.Bold, ink}
	g.Text(typeset.Text{Spans: v.words(title, v.v.Title), Leading: title.leading, Even: true, Phrases: true, Element: e.Open("H1", typeset.Attr{})})
	g.Skip(12 * mm)
	v.coverFacts(g, e)
	v.doc.Flow(g, v.sheet)
}

// coverFacts lists what the cover says about the catalog.
func (v *volume) coverFacts(g *typeset.Galley, e *typeset.Element) {
	list := e.Open("L", typeset.Attr{})
	label := v.factLabel
	label.size, label.leading = v.fact.size, v.fact.leading
	for i := range v.v.Cover {
		f, item := &v.v.Cover[i], list.Open("LI", typeset.Attr{})
		g.Hair(0, v.width, thin, rule)
		g.Skip(1.2 * mm)
		left, right := v.galley(labelWidth), v.galley(v.width-axis)
		v.line(left, label, v.words(label, f.Label), item.Open("Lbl", typeset.Attr{}))
		v.line(right, v.fact, v.inline(v.fact, f.Value), item.Open("LBody", typeset.Attr{}))
		g.Beside(left, right, axis)
		g.Skip(1.2 * mm)
	}
}

// partPlace names the beginning of a chapter.
func partPlace(i int) string { return "part-" + strconv.Itoa(i+1) }

// rolePlace names the beginning of a role's document.
func rolePlace(id string) string { return "role-" + id }

// part sets a chapter.
func (v *volume) part(i int) {
	part := &v.v.Parts[i]
	e := v.doc.Root().Open("Part", typeset.Attr{Title: part.Title})
	switch {
	case part.Papers != nil:
		v.family(part, partPlace(i), e)
	case part.Document != nil:
		v.level, v.depth, v.place, v.prefix = 2, 1, partPlace(i), ""
		v.bind(v.document(part.Document, e), part.Title, "", part.Document.FooterNote)
	case part.Spread != nil:
		v.spread(part.Spread, partPlace(i), e)
	case part.Index != nil:
		v.index(part.Index, partPlace(i), e)
	}
}

// family sets the documents of a family, each on pages of its own, the family's
// name above the first.
func (v *volume) family(part *book.Part, place string, e *typeset.Element) {
	first := true
	for d := range part.Papers {
		g := v.galley(v.width)
		if first {
			v.familyHead(g, part, place, e)
		}
		first = false
		v.level, v.depth, v.place = 3, 2, rolePlace(d.Role)
		v.prefix = v.place + "/"
		v.bind(v.goOn(g, d, e.Open("Sect", typeset.Attr{})), part.Title, runningTitle(d), d.FooterNote)
	}
}

// familyHead sets the name of a family and the number of its roles.
func (v *volume) familyHead(g *typeset.Galley, part *book.Part, place string, e *typeset.Element) {
	g.Anchor(place, output.Clean(part.Title), 1)
	g.Mark(typeset.Rule(v.width, strong, ink), 0, 2.2*mm, 0)
	g.Keep()
	count := v.note
	count.leading = v.section.leading
	spans := append(v.words(v.section, part.Title), v.words(count, "\u2003"+part.Count)...)
	g.Text(typeset.Text{Spans: spans, Leading: v.section.leading, Phrases: true, Element: e.Open("H2", typeset.Attr{})})
	g.Keep()
	g.Skip(9 * mm)
}

// titleLine sets the title of a chapter that is no document of the book.
func (v *volume) titleLine(g *typeset.Galley, title, place string, e *typeset.Element) {
	g.Anchor(place, output.Clean(title), 1)
	g.Text(typeset.Text{Spans: v.words(v.title, title), Leading: v.title.leading, Even: true, Phrases: true, Element: e.Open("H2", typeset.Attr{})})
	g.Keep()
	g.Skip(1.5 * mm)
}

// flow cuts what is set into pages and binds them.
func (v *volume) flow(g *typeset.Galley, chapter, title string) {
	v.bind(v.doc.Flow(g, v.sheet), chapter, title, v.v.FooterNote)
}

// bind gives pages their running heads, which name the chapter and what is in
// it. They are drawn, so the compositor's room is free again.
func (v *volume) bind(pages []*typeset.Page, chapter, title, foot string) {
	head := runningText{headLeft: v.v.Organization, headRight: chapter, footLeft: foot}
	if title != "" {
		head.headLeft, head.headRight = v.v.Organization+"\u2002"+chapter, title
	}
	for range pages {
		v.running = append(v.running, head)
	}
	v.c.Reset()
}

// turn lays the following pages across, or upright again.
func (v *volume) turn(across bool) {
	v.sheet = v.upright
	if across {
		v.sheet = acrossSheet(v.upright)
	}
	v.width = v.sheet.Measure()
	v.c.Paper(v.sheet)
}

// acrossSheet is a sheet on its side, with less white at the edges: what is set
// across needs the room.
func acrossSheet(s typeset.Sheet) typeset.Sheet {
	return typeset.Sheet{Width: s.Height, Height: s.Width, Top: s.Top - 2*mm, Right: 15 * mm, Bottom: s.Bottom - 2*mm, Left: 15 * mm}
}

// runningLines draws the heads and feet of all pages but the cover.
func (v *volume) runningLines() {
	pages := v.doc.Pages()
	for i, p := range pages[1:] {
		t := v.running[i]
		t.footRight = pageOf(v.v.PageOf, p.Number(), len(pages))
		width, height := p.Size()
		v.turn(width > height)
		v.setter.running(p, t)
	}
}
