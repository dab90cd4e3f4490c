package pdf

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/typeset"
)

// proof reads a document line by line, as it is drawn, and reports what a
// typesetter would not let pass.
type proof struct {
	t     *testing.T
	name  string
	paper Paper
	seen  map[string]int
	lines int
	faces *typeset.Fonts

	before  typeset.Printed // the line before, without running heads
	text    string          // of that
	page    *typeset.Page
	heading string // the last line of the page so far, if it is one of a heading
	rows    map[*typeset.Element]*typeset.Page
	headed  *typeset.Element       // the last table with a head
	places  map[string][]float64   // where the words of its head stand
	heads   map[*typeset.Page]bool // pages that a table's head is repeated on
	tables  map[*typeset.Element]*typeset.Page
}

// proofread has everything that set draws read.
func proofread(t *testing.T, c *typeset.Compositor, name string, paper Paper, set func()) {
	t.Helper()
	p := &proof{
		t: t, name: name, paper: paper, faces: c.Fonts(), seen: map[string]int{}, rows: map[*typeset.Element]*typeset.Page{},
		heads: map[*typeset.Page]bool{}, tables: map[*typeset.Element]*typeset.Page{},
	}
	c.Reset()
	c.Proof(p.read)
	set()
	if p.lines < 5 {
		t.Errorf("%s: only %d lines were read", name, p.lines)
	}
}

// fault reports what is wrong with a line, a few times each.
func (p *proof) fault(what, line string) {
	if p.seen[what]++; p.seen[what] <= 3 {
		p.t.Errorf("%s: %s: %s", p.name, what, line)
	}
}

// read reads a line.
func (p *proof) read(l typeset.Printed) {
	p.lines++
	text := strings.TrimFunc(l.String(), unicode.IsSpace)
	p.margins(l, text)
	p.sorts(l, text)
	if l.Artifact {
		if there := p.places[text]; there != nil && !slices.ContainsFunc(there, func(x float64) bool { return math.Abs(x-l.X) < 0.01 }) {
			p.fault("a head that comes again stands elsewhere", text)
		}
		p.heads[l.Page] = true
		return
	}
	if l.Page != p.page {
		if p.heading != "" && l.Page.Number() > p.page.Number() {
			p.fault("a heading is the last line of a page", p.heading)
		}
		p.page = l.Page
	}
	if p.heading = ""; isHeading(l.Element) {
		p.heading = text
	}
	p.edges(l, text)
	p.paragraph(l, text)
	p.row(l, text)
	p.before, p.text = l, text
}

// margins looks for characters outside the margins, or for running heads outside
// the paper's edges.
func (p *proof) margins(l typeset.Printed, text string) {
	const little = 0.1
	width, height := l.Page.Size()
	sheet := p.paper.sheet()
	if width > height {
		sheet = acrossSheet(sheet)
	}
	if l.Left() < sheet.Left-little || l.Right() > width-sheet.Right+little {
		p.fault("outside the margins", text)
	}
	if l.Artifact {
		sheet.Top, sheet.Bottom = headTop, footEnd
	}
	if l.Baseline < sheet.Top || l.Baseline > height-sheet.Bottom+little {
		p.fault("above or below the margins", text)
	}
}

// Characters that no line begins or ends with.
const (
	notFirst = "、。，．・：；？！）」』】〉》〕ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々〜～％℃,.;:!?)]}%’”…—"
	notLast  = "（「『【〈《〔([{￥‘“"
)

// edges holds the ends of a line against the rules of line breaking.
func (p *proof) edges(l typeset.Printed, text string) {
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	switch {
	case l.Forced():
		p.fault("a line begins within a word", text)
	case l.Follows() && strings.ContainsRune(notFirst, first):
		p.fault("a line begins with "+string(first), text)
	case !l.Last() && !l.Ended() && strings.ContainsRune(notLast, last):
		p.fault("a line ends with "+string(last), text)
	case l.Short():
		p.fault("a line does not reach the edge", text)
	}
}

// paragraph looks for last lines of one character, and for single lines of a
// paragraph on a page.
func (p *proof) paragraph(l typeset.Printed, text string) {
	if l.Follows() && l.Last() && letters(text) < 2 {
		p.fault("a last line of one character", p.text+" | "+text)
	}
	if l.Follows() && p.before.Line != nil && p.before.Page != l.Page && p.before.Element == l.Element {
		if !p.before.Follows() {
			p.fault("the first line of a paragraph is alone at the foot", p.text)
		}
		if l.Last() {
			p.fault("the last line of a paragraph is alone at the head", text)
		}
	}
}

// letters counts the characters of a text that are no marks.
func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// row looks for rows on two pages, and for tables that go on without their heads.
func (p *proof) row(l typeset.Printed, text string) {
	row := within(l.Element, "TR")
	if row == nil {
		return
	}
	if on, ok := p.rows[row]; ok && on != l.Page {
		p.fault("a row goes on to another page", text)
	}
	p.rows[row] = l.Page
	if within(row, "THead") != nil {
		if table := within(row, "Table"); table != p.headed {
			p.headed, p.places = table, map[string][]float64{}
		}
		p.places[text] = append(p.places[text], l.X)
	}
	table := within(row, "Table")
	if on, ok := p.tables[table]; ok && on != l.Page && !p.heads[l.Page] {
		p.fault("a table goes on without its head", text)
	}
	p.tables[table] = l.Page
}

// within is the nearest element with a tag that an element is part of.
func within(e *typeset.Element, tag string) *typeset.Element {
	for e != nil && e.Tag() != tag {
		e = e.Parent()
	}
	return e
}

// isHeading reports whether an element is a heading, or part of one.
func isHeading(e *typeset.Element) bool {
	for ; e != nil; e = e.Parent() {
		if tag := e.Tag(); len(tag) == 2 && tag[0] == 'H' && '1' <= tag[1] && tag[1] <= '6' {
			return true
		}
	}
	return false
}

// sorts looks for characters that no face has, and for Han in the face of
// another region than the text's.
func (p *proof) sorts(l typeset.Printed, text string) {
	for lang, g := range l.Glyphs() {
		switch {
		case g.Missing:
			p.fault("no face has "+string(g.Rune), text)
		case g.Rune >= 0x3400 && !p.own(lang, g):
			p.fault(string(g.Rune)+" is not of the face of "+lang, text)
		}
	}
}

// own reports whether a glyph is the one of its language.
func (p *proof) own(lang string, g typeset.Placed) bool {
	return g.Face == p.faces.Glyph(lang, typeset.Regular, g.Rune).Face || g.Face == p.faces.Glyph(lang, typeset.Bold, g.Rune).Face
}

// TestProof reads the documents of every role of the shipped catalog, and the
// volumes on both papers.
func TestProof(t *testing.T) {
	t.Parallel()
	for _, b := range shipped(t).Books {
		t.Run(b.Key, func(t *testing.T) {
			t.Parallel()
			c := typeset.NewCompositor(faces(t))
			for _, form := range forms() {
				for _, r := range b.Roles {
					d := r.Document(form)
					name := d.File + ", " + string(form.Detail) + ", " + form.Style
					proofread(t, c, name, A4, func() { setDocument(c, d, A4) })
				}
			}
			v := b.Volume()
			for _, paper := range Papers {
				proofread(t, c, v.File+", "+string(paper), paper, func() { setVolume(c, v, paper) })
			}
		})
	}
}

// forms are all scenarios, each in every detail and in every style.
func forms() []book.Form {
	var out []book.Form
	for _, scenario := range book.Scenarios {
		for _, detail := range []catalog.Detail{catalog.Brief, catalog.Standard, catalog.Full} {
			out = append(out, book.Form{Scenario: scenario, Detail: detail, Style: book.Formal})
		}
		for _, style := range book.Styles[1:] {
			out = append(out, book.Form{Scenario: scenario, Detail: catalog.Standard, Style: style})
		}
	}
	return out
}
