package pdf

import (
	"strconv"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/typeset"
)

// volume sets a whole catalog as one document.
type volume struct {
	*setter
	v       *book.Volume
	running []runningText // of the pages behind the cover
	entries []*entry
}

// entry is a line of the table of contents. Its page is known when all
// documents are set.
type entry struct {
	title string
	dest  string
	part  bool
	page  int
	link  *typeset.Element

	on       *typeset.Page // where its line stands
	baseline float64
}

// setVolume sets a volume: cover, contents, documents.
func setVolume(c *typeset.Compositor, book *book.Volume, paper Paper) *typeset.Document {
	doc := typeset.New(c.Fonts(), typeset.Info{
		Title: output.Clean(book.Title), Author: output.Clean(book.Organization), Lang: book.Lang, Creator: "Rolebook", Created: day(book.Modified),
	})
	v := &volume{setter: newSetter(doc, c, book.Lang, paper), v: book}
	v.level = 2
	v.cover()
	v.contents()
	for i := range book.Parts {
		v.part(i)
	}
	v.numberContents()
	v.runningLines()
	return doc
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

// contents sets the table of contents, without the page numbers.
func (v *volume) contents() {
	g := v.galley(v.width)
	e := v.doc.Root().Open("Sect", typeset.Attr{})
	v.sectionHead(g, &book.Section{ID: "contents", Title: v.v.Contents}, e.Open("H2", typeset.Attr{}))
	toc := e.Open("TOC", typeset.Attr{})
	for i := range v.v.Parts {
		part := &v.v.Parts[i]
		single := isDocument(part)
		if i > 0 {
			g.Skip(2.5 * mm)
		}
		v.entry(g, toc, &entry{title: part.Title, dest: place(i, 0), part: true}, single)
		for j, title := range part.Titles {
			if !single {
				v.entry(g, toc, &entry{title: title, dest: place(i, j)}, true)
			}
		}
	}
	v.doc.Flow(g, v.sheet)
	for range v.doc.Pages()[1:] {
		v.running = append(v.running, runningText{v.v.Organization, v.v.Contents, v.v.FooterNote, ""})
	}
}

// isDocument reports whether a part is one document by the same name.
func isDocument(part *book.Part) bool {
	return len(part.Titles) == 1 && part.Titles[0] == part.Title
}

// place names the beginning of a document.
func place(part, document int) string { return "d" + strconv.Itoa(part) + "-" + strconv.Itoa(document) }

// entry sets one line of the contents; leads tells that it has a page number
// and is a link.
func (v *volume) entry(g *typeset.Galley, toc *typeset.Element, n *entry, leads bool) {
	f := v.prose
	left := axis
	if n.part {
		f.weight, left = typeset.Bold, 0
		g.Hair(0, v.width, thin, rule)
		g.Skip(1 * mm)
	}
	item := toc.Open("TOCI", typeset.Attr{})
	span := typeset.Span{Text: n.title, Style: f.style(v.lang)}
	if leads {
		span.Tag, span.Link = "Link", "#"+n.dest
		v.entries = append(v.entries, n)
		n.link = item
	}
	in := v.galley(v.width - left - 15*mm)
	in.Text(typeset.Text{Spans: []typeset.Span{span}, Leading: f.leading, Element: item})
	number := v.galley(15 * mm)
	if leads {
		number.Mark(n, 0, f.leading, f.leading/2+0.38*f.size)
	}
	g.Across([]*typeset.Galley{in, number}, []float64{left, v.width - 15*mm})
	if n.part && !leads {
		g.Keep()
	}
}

// Draw implements typeset.Mark: it notes where the number belongs.
func (n *entry) Draw(pen *typeset.Pen, x, y float64) { n.on, n.baseline = pen.Page, y }

// part sets the documents of a part, each on pages of its own.
func (v *volume) part(i int) {
	part := &v.v.Parts[i]
	e := v.doc.Root().Open("Part", typeset.Attr{Title: part.Title})
	j := 0
	for d := range part.Documents {
		first := len(v.doc.Pages())
		v.above = ""
		if j == 0 {
			v.above = part.Title
		}
		v.single = isDocument(part)
		v.prefix = place(i, j)
		v.document(d, e.Open("Sect", typeset.Attr{}))
		for range v.doc.Pages()[first:] {
			v.running = append(v.running, runningText{v.v.Organization, runningTitle(d), d.FooterNote, ""})
		}
		v.found(v.prefix, first+1)
		v.c.Reset() // its pages are drawn
		j++
	}
}

// found notes the page that entries of the contents lead to.
func (v *volume) found(dest string, page int) {
	for _, n := range v.entries {
		if n.dest == dest {
			n.page = page
		}
	}
}

// numberContents draws the page numbers of the contents.
func (v *volume) numberContents() {
	f := v.prose
	for _, n := range v.entries {
		if n.on == nil {
			continue
		}
		lines := v.c.Set(v.words(f, strconv.Itoa(n.page)), 15*mm, typeset.End, false)
		pen := &typeset.Pen{Page: n.on}
		for i := range lines {
			lines[i].Draw(pen, v.sheet.Left+v.width-15*mm, n.baseline+f.leading/2+0.38*f.size, n.link)
		}
	}
}

// runningLines draws the heads and feet of all pages but the cover.
func (v *volume) runningLines() {
	pages := v.doc.Pages()
	for i, p := range pages[1:] {
		t := v.running[i]
		t.footRight = pageOf(v.v.PageOf, p.Number(), len(pages))
		v.setter.running(p, t)
	}
}
