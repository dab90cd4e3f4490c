package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// typstWriter writes a document of the book in the language of Typst 0.10: the
// same blocks in the same type on the same paper, no template of anybody's. It
// says everything in code, words as strings, so that no word is taken for markup.
type typstWriter struct {
	look
	out strings.Builder
}

// typstSource is one file of the documents, one after the other.
func typstSource(list ...*book.Document) string {
	w := typstWriter{look: lookOf(list[0].Lang)}
	for i, d := range list {
		if i > 0 {
			w.line("#pagebreak()")
		}
		w.page(d)
		w.line("#{")
		w.document(d)
		w.line("}")
	}
	return w.out.String()
}

func (w *typstWriter) line(format string, args ...any) { fmt.Fprintf(&w.out, format+"\n", args...) }

// typstFonts are the faces that a language asks, in our order.
var typstFonts = map[string]string{
	"zh": `lang: "zh", region: "cn", font: ("Noto Sans SC", "Noto Sans JP", "Noto Sans", "Noto Sans Symbols 2", "Noto Sans Math")`,
	"ja": `lang: "ja", region: "jp", font: ("Noto Sans JP", "Noto Sans SC", "Noto Sans", "Noto Sans Symbols 2", "Noto Sans Math")`,
	"en": `lang: "en", font: ("Noto Sans", "Noto Sans SC", "Noto Sans JP", "Noto Sans Symbols 2", "Noto Sans Math")`,
}

// page sets up the paper, the running head and foot, and text whose lines are
// an em high, so that a leading is the rest.
func (w *typstWriter) page(d *book.Document) {
	lang, _, _ := strings.Cut(d.Lang, "-")
	w.line("#set text(%s, top-edge: 0.88em, bottom-edge: -0.12em, hyphenate: false)", typstFonts[lang])
	w.line("#set par(justify: %t, linebreaks: %q)", lang != "en", "optimized")
	w.line("#set block(spacing: 0pt)")
	s := A4.sheet()
	page := strings.NewReplacer("{page}", `" + str(counter(page).at(loc).first()) + "`, "{pages}", `" + str(counter(page).final(loc).first()) + "`)
	w.line("#set page(paper: \"a4\", margin: (top: %gpt, right: %gpt, bottom: %gpt, left: %gpt),", s.Top, s.Right, s.Bottom, s.Left)
	w.line("header: { %s; v(1.6mm); line(length: 100%%, stroke: %gpt + %s) }, header-ascent: %gpt,",
		w.face(w.running, typst(d.Organization)+" + h(1fr) + "+typst(runningTitle(d))), thin, typstColor(rule), 8*mm)
	w.line("footer: locate(loc => %s))", w.face(w.running, typst(d.FooterNote)+" + h(1fr) + "+page.Replace(typst(d.PageOf))))
}

// typst is a string literal.
func typst(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

func typstColor(c typeset.Color) string { return fmt.Sprintf("rgb(%d, %d, %d)", c.R, c.G, c.B) }

// face is content in a face.
func (w *typstWriter) face(f face, content string) string {
	weight := "regular"
	if f.weight == typeset.Bold {
		weight = "bold"
	}
	return fmt.Sprintf("{ set text(size: %gpt, weight: %q, fill: %s); set par(leading: %gpt); %s }", f.size, weight, typstColor(f.color), f.leading-f.size, content)
}

// block is content in a face on lines of its own.
func (w *typstWriter) block(f face, content string) { w.line("block(%s)", w.face(f, content)) }

// text is a text of the book.
func (w *typstWriter) text(t book.Text) string { return w.inlines(t.Inlines) }

func (w *typstWriter) inlines(list []book.Inline) string {
	parts := []string{`""`}
	for i := range list {
		switch n := &list[i]; n.Kind {
		case book.Emphasis, book.Strong:
			parts = append(parts, "strong("+w.inlines(n.Children)+")")
		case book.Link:
			parts = append(parts, "link("+typst(n.URL)+", "+w.inlines(n.Children)+")")
		case book.LineBreak:
			parts = append(parts, "linebreak()")
		default:
			parts = append(parts, typst(n.Text))
		}
	}
	return strings.Join(parts, " + ")
}

// document is the title, the facts and the sections.
func (w *typstWriter) document(d *book.Document) {
	w.block(w.kind, typst(d.Kind))
	w.line("heading(level: 1, outlined: true, %s)", w.face(w.title, w.text(d.Title)))
	var names []string
	for _, a := range d.Aliases {
		names = append(names, a.Name)
	}
	w.block(w.alias, typst(strings.Join(names, "\u2003")))
	w.line("v(5mm)\ngrid(columns: (1fr, 1.25fr, 1.1fr, 0.9fr), column-gutter: %gpt, row-gutter: 4mm,", factGap)
	for _, f := range d.Facts {
		w.line("block(%s) + block(%s),", w.face(w.factLabel, typst(f.Label)), w.face(w.fact, w.text(f.Value)))
	}
	w.line(")")
	for i := range d.Sections {
		s := &d.Sections[i]
		w.line("v(7mm)\nline(length: 100%%, stroke: %gpt)\nv(2mm)", strong)
		w.line("heading(level: 2, %s)\nv(2mm)", w.face(w.section, typst(strings.TrimSpace(s.Number+"\u2002"+s.Title))))
		for _, b := range s.Blocks {
			w.sectionBlock(b)
			w.line("v(%gpt)", w.prosePad)
		}
	}
}

// sectionBlock is a block as statements; inside a cell they stand in braces.
func (w *typstWriter) sectionBlock(b book.Block) {
	switch b := b.(type) {
	case book.ProseBlock:
		for _, p := range b.Prose.Paragraphs {
			w.line("pad(left: %gpt)[#block(%s)]\nv(%gpt)", w.proseLeft, w.face(w.prose, w.inlines(p.Inlines)), w.prosePad)
		}
	case book.Note:
		w.block(w.note, w.text(b.Text))
	case book.Rows:
		w.rows(&b)
	case book.Items:
		w.labelled(&b)
	case book.Table:
		w.table1(&b)
	case book.Legend:
		w.legend(&b)
	case book.Callout:
		w.callout(&b)
	case book.Signatures:
		w.signatures(&b)
	}
}

// labelled is a list beside its label, if it has one.
func (w *typstWriter) labelled(b *book.Items) {
	if b.Label.IsZero() {
		w.items(b)
		return
	}
	w.rows(&book.Rows{Rows: []book.Row{{Label: b.Label, Blocks: []book.Block{book.Items{Numbered: b.Numbered, Items: b.Items}}}}})
}

// rows are labels on the margin and content on the axis.
func (w *typstWriter) rows(b *book.Rows) {
	for i, r := range b.Rows {
		if i > 0 {
			w.line("v(%gpt)\nline(length: 100%%, stroke: %gpt + %s)\nv(%gpt)", w.rowPad, thin, typstColor(hairline), w.rowPad)
		}
		label := w.face(w.row, "heading(level: 3, "+w.face(w.row, typst(strings.TrimSpace(r.Number+"\u2002"))+" + "+w.text(r.Label))+")")
		w.line("grid(columns: (%gpt, 1fr), column-gutter: %gpt, %s, {", labelWidth, axis-labelWidth, label)
		for _, inner := range r.Blocks {
			w.sectionBlock(inner)
		}
		w.line("})")
	}
}

// items are a list with dashes, numbers or boxes.
func (w *typstWriter) items(b *book.Items) {
	kind := "list(marker: [–], body-indent: 2mm, tight: true,"
	if b.Numbered {
		kind = "enum(body-indent: 2mm, tight: true,"
	}
	if len(b.Items) == 1 && !b.Numbered {
		kind = "block("
	}
	var items []string
	for _, it := range b.Items {
		item := w.text(it.Text)
		if !it.Note.IsZero() {
			item += " + block(" + w.face(w.note, w.text(it.Note)) + ")"
		}
		items = append(items, item)
	}
	w.block(w.list, kind+strings.Join(items, ", ")+")")
}

// table1 has hairlines around cells, as 0.10 has them on all sides or none; a
// title of a group is a row, and heads are not repeated: it knows neither.
func (w *typstWriter) table1(b *book.Table) {
	columns := make([]string, len(b.Columns))
	for i, c := range b.Columns {
		switch {
		case hasMarks(b) && c.Weight == 0:
			columns[i] = fmt.Sprintf("%gpt", tileWidth+tableLook.PadTop)
		case c.Weight == 0:
			columns[i] = "auto"
		default:
			columns[i] = fmt.Sprintf("%gfr", c.Weight)
		}
	}
	w.line("table(columns: (%s,), inset: 0.95mm,", strings.Join(columns, ", "))
	w.line("stroke: %gpt + %s,", thin, typstColor(hairline))
	for _, c := range b.Columns {
		w.line("%s,", w.face(w.head, typst(c.Title)))
	}
	for _, g := range b.Groups {
		if g.Title != "" {
			bold := w.table
			bold.weight = typeset.Bold
			w.line("%s,%s", w.face(bold, typst(g.Title)), strings.Repeat(" [],", len(columns)-1))
		}
		for _, r := range g.Rows {
			for i := range r.Cells {
				w.line("%s,", w.cell(&r.Cells[i]))
			}
		}
	}
	w.line(")")
}

// cell is what a cell holds.
func (w *typstWriter) cell(c *book.TableCell) string {
	switch {
	case c.Mark != nil:
		return w.mark(c.Mark)
	case c.Target != nil && c.Target.Words.IsZero():
		return w.face(w.table, typst(c.Target.Op+" ")+" + strong("+typst(c.Target.Value)+") + "+typst(c.Target.Gap+c.Target.Unit))
	case c.Target != nil:
		return w.face(w.table, w.text(c.Target.Words))
	case c.Level != nil:
		dots := strings.Repeat("box(circle(radius: 2pt, fill: black)) + ", c.Level.Rank) + strings.Repeat("box(circle(radius: 2pt, stroke: 0.5pt)) + ", c.Level.Of-c.Level.Rank)
		return w.face(w.table, dots+typst(" "+c.Level.Word))
	}
	var lines []string
	for _, t := range c.Lines {
		lines = append(lines, w.text(t))
	}
	if lines == nil {
		return "[]"
	}
	return w.face(w.table, strings.Join(lines, " + linebreak() + "))
}

// mark is a permission as a tile.
func (w *typstWriter) mark(m *book.Mark) string {
	switch m.State {
	case book.NotApplicable:
		return "[]"
	case book.NotGranted:
		return `align(center, "·")`
	}
	ground, word := tintOf(m.Rank, m.Scopes).ground, tintOf(m.Rank, m.Scopes).word
	round := 0.0
	if m.Conditional {
		round = tileRound
	}
	return fmt.Sprintf("rect(width: 100%%, inset: 0.7mm, radius: %gpt, fill: %s, align(center, text(size: 6.5pt, fill: %s, %s)))", round, typstColor(ground), typstColor(word), typst(m.Scope))
}

// legend explains the tiles.
func (w *typstWriter) legend(b *book.Legend) {
	var cells []string
	for _, m := range b.Scopes {
		cells = append(cells, fmt.Sprintf("box(width: %gpt, %s)", 1.6*tileWidth, w.mark(m)))
	}
	for _, words := range []string{b.Conditional, b.NotGranted, b.Denied, b.Conflict} {
		cells = append(cells, w.face(w.note, typst(words)))
	}
	w.line("block({ set text(size: 7pt); %s })", strings.Join(cells, ` + " " + `))
}

// callout is a finding beside a bar.
func (w *typstWriter) callout(b *book.Callout) {
	lines := []string{"strong(" + typst(b.Title+" ") + " + " + w.text(b.Name) + ")", typst(b.Status)}
	for _, f := range b.Lines {
		lines = append(lines, typst(f.Label+" ")+" + "+w.text(f.Value))
	}
	w.line("block(stroke: (left: 1.4pt + %s), inset: (left: 4mm), %s)", typstColor(severityColor(b.Severity)), w.face(w.box, strings.Join(lines, " + linebreak() + ")))
}

// signatures are lines to sign on.
func (w *typstWriter) signatures(b *book.Signatures) {
	var cells []string
	for _, who := range b.Signers {
		cells = append(cells, "line(length: 100%) + v(1mm) + "+w.face(w.note, typst(who)+" + h(1fr) + "+typst(b.Date)))
	}
	w.line("v(9mm)\ngrid(columns: (1fr,) * %s, column-gutter: 8mm, row-gutter: 12mm, %s)", strconv.Itoa(min(3, len(cells))), strings.Join(cells, ", "))
}
