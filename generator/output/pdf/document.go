package pdf

import (
	"fmt"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/typeset"
)

// setter sets documents of the book.
type setter struct {
	look
	doc    *typeset.Document
	c      *typeset.Compositor
	lang   string
	sheet  typeset.Sheet
	level  int    // of the document's title among the headings, from 1
	depth  int    // of the document's title in the outline, from 1
	place  string // name of the document's beginning, in a volume
	prefix string // of the names of places, so that they differ in a volume
	bound  bool   // in a volume, where names lead to what they name
	width  float64

	headlines map[lineKey][]typeset.Line // running heads and feet
}

// newSetter sets documents in a language on a paper.
func newSetter(doc *typeset.Document, c *typeset.Compositor, lang string, paper Paper) *setter {
	sheet := paper.sheet()
	c.Paper(sheet)
	return &setter{
		look: lookOf(lang), doc: doc, c: c, lang: lang, sheet: sheet, level: 1, depth: 1, width: sheet.Measure(),
		headlines: map[lineKey][]typeset.Line{},
	}
}

// galley starts a column.
func (s *setter) galley(width float64) *typeset.Galley { return typeset.NewGalley(s.c, width) }

// heading opens a heading, so many levels below the document's title.
func (s *setter) heading(parent *typeset.Element, below int) *typeset.Element {
	return parent.Open(fmt.Sprintf("H%d", min(6, s.level+below)), typeset.Attr{})
}

// document sets a document in pages of its own.
func (s *setter) document(d *book.Document, parent *typeset.Element) []*typeset.Page {
	return s.goOn(s.galley(s.width), d, parent)
}

// goOn sets a document below what is in a galley.
func (s *setter) goOn(g *typeset.Galley, d *book.Document, parent *typeset.Element) []*typeset.Page {
	s.opening(g, d, parent)
	var pages []*typeset.Page
	for i := range d.Sections {
		if d.Sections[i].OwnPage {
			pages = append(pages, s.doc.Flow(g, s.sheet)...)
			g = s.galley(s.width)
		}
		s.section1(g, &d.Sections[i], parent)
	}
	return append(pages, s.doc.Flow(g, s.sheet)...)
}

// opening sets the kind of paper, the title, the other names and the facts.
func (s *setter) opening(g *typeset.Galley, d *book.Document, parent *typeset.Element) {
	title := output.Clean(plain(d.Title.Inlines))
	g.Anchor(s.place, title, s.depth)
	if d.Kind != plain(d.Title.Inlines) {
		s.line(g, s.kind, s.words(s.kind, d.Kind), parent.Open("P", typeset.Attr{}))
		g.Keep()
	}
	g.Text(typeset.Text{Spans: s.inline(s.title, d.Title), Leading: s.title.leading, Even: true, Phrases: true, Element: s.heading(parent, 0)})
	g.Keep()
	if len(d.Aliases) > 0 {
		s.line(g, s.alias, s.aliases(d.Aliases), parent.Open("P", typeset.Attr{}))
	}
	if len(d.Facts) > 0 {
		g.Skip(5 * mm)
		s.facts(g, d.Facts, parent)
	}
}

// line sets a paragraph that is no running text.
func (s *setter) line(g *typeset.Galley, f face, spans []typeset.Span, e *typeset.Element) {
	g.Text(typeset.Text{Spans: spans, Leading: f.leading, Element: e})
}

// aliases lists the names in other languages, an en space between them.
func (s *setter) aliases(list []book.Alias) []typeset.Span {
	var spans []typeset.Span
	for i, a := range list {
		if i > 0 {
			spans = append(spans, typeset.Span{Text: "\u2003", Style: s.alias.style(s.lang)})
		}
		spans = append(spans, typeset.Span{Text: a.Name, Style: s.alias.style(a.Lang), Tag: "Span", Lang: a.Lang})
	}
	return spans
}

// The columns of the facts: shares of the width, and what parts them.
var factShares = [4]float64{1, 1.25, 1.1, 0.9}

const factGap = 5 * mm

// facts sets the identity block in rows of four.
func (s *setter) facts(g *typeset.Galley, facts []book.Fact, parent *typeset.Element) {
	list := parent.Open("L", typeset.Attr{})
	lefts, widths := s.factColumns()
	for len(facts) > 0 {
		row := facts[:min(len(facts), len(factShares))]
		facts = facts[len(row):]
		columns := make([]*typeset.Galley, len(row))
		for i := range row {
			columns[i] = s.fact1(&row[i], widths[i], list.Open("LI", typeset.Attr{}))
		}
		g.Across(columns, lefts)
		if len(facts) > 0 {
			g.Keep()
		}
	}
}

// factColumns is where the columns of the facts stand, and how wide they are.
func (s *setter) factColumns() (lefts, widths []float64) {
	sum := 0.0
	for _, share := range factShares {
		sum += share
	}
	unit := (s.width - factGap*float64(len(factShares)-1)) / sum
	x := 0.0
	for _, share := range factShares {
		lefts, widths = append(lefts, x), append(widths, unit*share)
		x += unit*share + factGap
	}
	return lefts, widths
}

// fact1 sets a label, and what it says below it.
func (s *setter) fact1(f *book.Fact, width float64, item *typeset.Element) *typeset.Galley {
	g := s.galley(width)
	g.Mark(typeset.Rule(width, thin, rule), 0, 1.2*mm, 0)
	s.line(g, s.factLabel, s.words(s.factLabel, f.Label), item.Open("Lbl", typeset.Attr{}))
	if f.Fill {
		g.Mark(room{}, 0, s.fact.leading, 0)
	}
	if !f.Value.IsZero() {
		g.Text(typeset.Text{
			Spans: s.inline(s.fact, f.Value), Leading: s.fact.leading, Even: true, Phrases: true,
			Element: item.Open("LBody", typeset.Attr{}),
		})
	}
	g.Mark(typeset.Rule(0, 0, rule), 0, 1.8*mm, 0)
	return g
}

// section1 sets a numbered part of a document.
func (s *setter) section1(g *typeset.Galley, section *book.Section, parent *typeset.Element) {
	g.Skip(7 * mm)
	e := parent.Open("Sect", typeset.Attr{})
	if section.Title != "" {
		s.sectionHead(g, section, s.heading(e, 1))
	} else {
		g.Anchor(s.prefix+section.ID, "", 0)
	}
	for i, b := range section.Blocks {
		if i > 0 {
			if _, sign := b.(book.Signatures); sign { // nobody signs a page without words
				g.Keep()
			}
			g.Skip(s.between(section.Blocks[i-1], b))
		}
		s.block(g, b, e)
	}
	g.Cost(0)
}

// sectionHead sets the rule, the number and the title of a section.
func (s *setter) sectionHead(g *typeset.Galley, section *book.Section, heading *typeset.Element) {
	title := section.Title
	if section.Number != "" {
		title = section.Number + "  " + title
	}
	g.Anchor(s.prefix+section.ID, output.Clean(title), s.depth+1)
	g.Mark(typeset.Rule(s.width, strong, ink), 0, 2.2*mm, 0)
	g.Keep()
	spans := s.words(s.section, section.Title)
	if section.Number != "" {
		number := s.section
		number.weight, number.color = typeset.Regular, inkFaint
		spans = append(s.words(number, section.Number+"\u2002"), spans...)
	}
	g.Text(typeset.Text{Spans: spans, Leading: s.section.leading, Element: heading, Phrases: true})
	g.Keep()
	g.Skip(2.5 * mm)
}

// between is the white between two blocks of a section.
func (s *setter) between(above, below book.Block) float64 {
	switch above.(type) {
	case book.Note, book.Legend:
		return 2.5 * mm
	}
	if _, ok := below.(book.Items); ok {
		return 3.5 * mm
	}
	return 4 * mm
}
