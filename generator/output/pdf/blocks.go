package pdf

import (
	"strconv"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// block sets a block of a section in a column as wide as the page.
func (s *setter) block(g *typeset.Galley, b book.Block, e *typeset.Element) {
	switch b := b.(type) {
	case book.ProseBlock:
		s.proseBlock(g, &b.Prose, e)
	case book.Note:
		s.line(g, s.note, s.inline(s.note, b.Text), e.Open("P", typeset.Attr{}))
		g.Keep()
	case book.Rows:
		s.rows(g, &b, e)
	case book.Items:
		s.labelled(g, &b, e)
	case book.Table:
		s.table1(g, &b, e)
	case book.Legend:
		s.legend(g, &b, e)
	case book.Callout:
		s.callout(g, &b, e)
	case book.Signatures:
		s.signatures(g, &b, e)
	}
}

// proseBlock sets running text.
func (s *setter) proseBlock(g *typeset.Galley, p *book.Prose, e *typeset.Element) {
	in := s.galley(s.width - s.proseLeft)
	s.paragraphs(in, s.prose, p.Paragraphs, e, p)
	g.Append(in, s.proseLeft)
}

// paragraphs sets the paragraphs of a prose, or of an item of a list in it.
func (s *setter) paragraphs(g *typeset.Galley, f face, list []book.Paragraph, e *typeset.Element, p *book.Prose) {
	for i := range list {
		if i > 0 {
			g.Skip(s.prosePad)
		}
		s.paragraph(g, f, &list[i], e, p, i == len(list)-1)
	}
}

// paragraph sets one paragraph. The last one of a prose in another language
// carries its mark.
func (s *setter) paragraph(g *typeset.Galley, f face, par *book.Paragraph, e *typeset.Element, p *book.Prose, last bool) {
	text := book.Text{Inlines: par.Inlines, Lang: p.Lang, Fallback: p.Fallback && last}
	switch par.Kind {
	case book.Para:
		align := s.proseAlign
		if p.Lang == "en" {
			align = typeset.Start
		}
		g.Text(typeset.Text{Spans: s.inline(f, text), Leading: f.leading, Align: align, Element: e.Open("P", typeset.Attr{})})
	case book.Heading:
		f.weight = typeset.Bold
		g.Text(typeset.Text{Spans: s.inline(f, text), Leading: f.leading, Phrases: true, Element: s.heading(e, 2)})
		g.Keep()
	case book.Bullets, book.Numbers:
		s.proseList(g, f, par, e, p)
	case book.Quote:
		in := s.galley(g.Width() - 8*mm)
		for _, item := range par.Items {
			s.paragraphs(in, f, item, e.Open("BlockQuote", typeset.Attr{}), p)
		}
		g.Frame(typeset.Frame{Bar: 0.7 * mm, Color: hairline, PadX: 4 * mm}, in)
	case book.CodeBlock:
		s.code(g, f, par, e)
	}
}

// proseList sets a list in running text.
func (s *setter) proseList(g *typeset.Galley, f face, par *book.Paragraph, e *typeset.Element, p *book.Prose) {
	numbered := par.Kind == book.Numbers
	list := e.Open("L", typeset.Attr{Numbering: numbering(numbered)})
	for i, item := range par.Items {
		li := list.Open("LI", typeset.Attr{})
		label, width := s.itemLabel(f, numbered, i, li)
		in := s.galley(g.Width() - width)
		s.paragraphs(in, f, item, li.Open("LBody", typeset.Attr{}), p)
		g.Beside(label, in, width)
	}
}

// code sets a block of code, its lines as they are.
func (s *setter) code(g *typeset.Galley, f face, par *book.Paragraph, e *typeset.Element) {
	f.size, f.leading = 0.9*f.size, 0.85*f.leading
	style := f.style("en")
	text := strings.ReplaceAll(strings.TrimRight(plain(par.Inlines), "\n"), "\n", "\u2028")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\t", "    "), "  ", "\u00a0\u00a0")
	in := s.galley(g.Width() - 6*mm)
	in.Text(typeset.Text{Spans: []typeset.Span{{Text: text, Style: style}}, Leading: f.leading, Element: e.Open("P", typeset.Attr{}).Open("Code", typeset.Attr{})})
	g.Frame(typeset.Frame{Fill: &sunken, PadX: 3 * mm, PadY: 1.5 * mm}, in)
}

// numbering is the kind of a list's labels.
func numbering(numbered bool) string {
	if numbered {
		return "Decimal"
	}
	return "Disc"
}

// itemLabel sets the number or dash of an item. Width is where its text begins.
func (s *setter) itemLabel(f face, numbered bool, i int, li *typeset.Element) (label *typeset.Galley, width float64) {
	sign, width := "–", 3.6*mm
	lang := "en"
	if numbered {
		sign, width, lang = strconv.Itoa(i+1), 5*mm, s.lang
	}
	label = s.galley(width)
	f.color, f.weight = inkFaint, typeset.Regular
	label.Text(typeset.Text{
		Spans: []typeset.Span{{Text: sign, Style: f.style(lang)}}, Leading: f.leading, Element: li.Open("Lbl", typeset.Attr{}),
	})
	return label, width
}

// rows sets entries with a label at the left.
func (s *setter) rows(g *typeset.Galley, rows *book.Rows, e *typeset.Element) {
	for i := range rows.Rows {
		row := &rows.Rows[i]
		if i > 0 {
			s.rowRule(g)
		}
		if row.ID != "" {
			g.Anchor(s.prefix+row.ID, "", 0)
		}
		content := s.galley(s.width - axis)
		label := s.rowLabel(row.Number, row.Label, s.heading(e, 2))
		for j, b := range row.Blocks {
			if j > 0 {
				content.Skip(s.prosePad)
			}
			s.inRow(content, b, e)
		}
		from := g.Len()
		g.Beside(label, content, axis)
		g.Together(from, typeset.CostInside)
		if i == 0 || i == len(rows.Rows)-2 {
			g.Cost(typeset.CostInside)
		}
	}
}

// rowRule parts two rows.
func (s *setter) rowRule(g *typeset.Galley) {
	g.Skip(s.rowPad)
	g.Hair(0, s.width, thin, hairline)
	g.Skip(s.rowPad)
}

// rowLabel sets the number and the name of a row.
func (s *setter) rowLabel(number string, name book.Text, e *typeset.Element) *typeset.Galley {
	left := 0.0
	g := s.galley(labelWidth)
	if number != "" {
		left = 5 * mm
	}
	in := s.galley(labelWidth - left)
	in.Text(typeset.Text{Spans: s.inline(s.row, name), Leading: s.row.leading, Even: true, Phrases: true, Element: e})
	if number == "" {
		return in
	}
	f := s.row
	f.weight, f.color = typeset.Regular, inkFaint
	n := s.galley(left)
	s.line(n, f, s.words(f, number+"\u00a0"), e)
	g.Beside(n, in, left)
	return g
}

// inRow sets a block beside a label.
func (s *setter) inRow(g *typeset.Galley, b book.Block, e *typeset.Element) {
	switch b := b.(type) {
	case book.Items:
		if len(b.Items) == 1 && !b.Numbered && !b.Ticks {
			tag := "P"
			if !b.Items[0].Note.IsZero() {
				tag = "Div" // of the item and its small print
			}
			s.item(g, &b.Items[0], e.Open(tag, typeset.Attr{}))
			return
		}
		s.items(g, &b, e)
	case book.Table:
		s.table1(g, &b, e)
	case book.ProseBlock:
		s.paragraphs(g, s.list, b.Prose.Paragraphs, e, &b.Prose)
	case book.Note:
		s.line(g, s.note, s.inline(s.note, b.Text), e.Open("P", typeset.Attr{}))
	}
}

// labelled sets a list of its own, its label at the left if it has one.
func (s *setter) labelled(g *typeset.Galley, b *book.Items, e *typeset.Element) {
	content := s.galley(s.width - axis)
	label := s.galley(labelWidth)
	if !b.Label.IsZero() {
		label = s.rowLabel("", b.Label, s.heading(e, 2))
	}
	s.items(content, b, e)
	g.Beside(label, content, axis)
}

// items sets a list.
func (s *setter) items(g *typeset.Galley, b *book.Items, e *typeset.Element) {
	kind := numbering(b.Numbered)
	if b.Ticks {
		kind = "None"
	}
	list := e.Open("L", typeset.Attr{Numbering: kind})
	for i := range b.Items {
		li := list.Open("LI", typeset.Attr{})
		label, width := s.label(b, i, li)
		in := s.galley(g.Width() - width)
		s.item(in, &b.Items[i], li.Open("LBody", typeset.Attr{}))
		g.Beside(label, in, width)
		if i == 0 || i == len(b.Items)-2 {
			g.Cost(typeset.CostInside)
		}
	}
}

// label sets what stands before an item: a box to tick, a number or a dash.
func (s *setter) label(b *book.Items, i int, li *typeset.Element) (label *typeset.Galley, width float64) {
	if b.Ticks {
		return s.tick(li.Open("Lbl", typeset.Attr{ActualText: ballotBox}))
	}
	return s.itemLabel(s.list, b.Numbered, i, li)
}

// item sets the text of an item and the small print below it.
func (s *setter) item(g *typeset.Galley, item *book.Item, e *typeset.Element) {
	align := s.proseAlign
	if item.Text.Lang == "en" {
		align = typeset.Start
	}
	text := typeset.Text{Spans: s.inline(s.list, item.Text), Leading: s.list.leading, Align: align, Element: e}
	if item.Note.IsZero() {
		g.Text(text)
		return
	}
	text.Element = e.Open("P", typeset.Attr{})
	g.Text(text)
	g.Keep()
	s.line(g, s.note, s.inline(s.note, item.Note), e.Open("P", typeset.Attr{}))
}

// tick is a box to tick with a pen.
func (s *setter) tick(e *typeset.Element) (label *typeset.Galley, width float64) {
	label = s.galley(6 * mm)
	label.Mark(tickBox{s.list.leading, e}, 0, s.list.leading, s.list.leading/2+0.38*s.list.size)
	return label, 6 * mm
}

// boxSide is the side of a box to tick.
const boxSide = 3 * mm

// ballotBox is what a box to tick is read as.
const ballotBox = "☐"

// tickBox is an empty square in a line of a given leading.
type tickBox struct {
	leading float64
	label   *typeset.Element // of the item; nil: the box is part of a cell
}

// Draw implements typeset.Mark.
func (t tickBox) Draw(pen *typeset.Pen, x, y float64) {
	switch {
	case t.label != nil:
		pen.In(t.label)
	case pen.Owner != nil:
		pen.In(pen.Owner.Open("Span", typeset.Attr{ActualText: ballotBox}))
	default:
		pen.Decor()
	}
	pen.Page.RoundRect(x, y+(t.leading-boxSide)/2, boxSide, boxSide, 0.4*mm, nil, &inkFaint, 0.5)
}

// signatures sets lines to sign on.
func (s *setter) signatures(g *typeset.Galley, b *book.Signatures, e *typeset.Element) {
	const gap = 8 * mm
	g.Mark(typeset.Rule(0, 0, rule), 0, 9*mm, 0)
	g.Keep()
	for signers := b.Signers; len(signers) > 0; {
		n := min(3, len(signers))
		width := (s.width - 2*gap) / 3
		columns, lefts := make([]*typeset.Galley, n), make([]float64, n)
		for i := range n {
			lefts[i] = float64(i) * (width + gap)
			columns[i] = s.signature(signers[i], b.Date, width, e)
		}
		g.Across(columns, lefts)
		if signers = signers[n:]; len(signers) > 0 {
			g.Mark(typeset.Rule(0, 0, rule), 0, 12*mm, 0)
		}
	}
}

// signature sets one line with the signer's title and the word date below it.
func (s *setter) signature(who, date string, width float64, e *typeset.Element) *typeset.Galley {
	g := s.galley(width)
	g.Mark(typeset.Rule(width, thin, ink), 0, 1*mm, 0)
	left, right := s.galley(width*0.7), s.galley(width*0.3)
	s.line(left, s.note, s.words(s.note, who), e.Open("P", typeset.Attr{}))
	right.Text(typeset.Text{Spans: s.words(s.note, date), Leading: s.note.leading, Align: typeset.End, Element: e.Open("P", typeset.Attr{})})
	g.Across([]*typeset.Galley{left, right}, []float64{0, width * 0.7})
	return g
}
