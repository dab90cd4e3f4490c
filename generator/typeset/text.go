package typeset

import (
	"math"
	"slices"
)

// Placed is a glyph on a line: X is its distance in points from the run's origin.
type Placed struct {
	Glyph
	X float64
}

// Text draws a run of glyphs on one baseline.
//
// Space between glyphs is made part of the glyph before it where it is as wide as a
// word space, up to half an em, or where a glyph is set half into the one before, as
// with squeezed punctuation. A viewer would otherwise see a word space, or two
// words, where the text has none.
//
// That goes for the last glyph too if the run ends with a Placed that has no face: its
// X tells where the next run on the line begins, or the text ends.
//
// Characters that no face has, and private ones, are read from the text that goes
// with their marks.
func (p *Page) Text(x, baseline, size float64, c Color, run []Placed) {
	if !(size > 0) {
		return
	}
	run, end := drawable(run)
	for len(run) > 0 {
		n := alike(run)
		rest := run[n:]
		if len(rest) == 0 {
			rest = end
		}
		p.words(x, baseline, size, c, run[:n], rest)
		run = run[n:]
	}
}

// words draws glyphs that are all spelled out or all not; rest is what follows.
func (p *Page) words(x, baseline, size float64, c Color, run, rest []Placed) {
	instead := ""
	if spelled(run[0]) && p.owner != nil {
		p.close()
		instead = characters(run)
	}
	last := run[len(run)-1]
	p.markAs(instead, x+run[0].X, baseline-size, x+last.X+last.Advance*size, baseline+size/4)
	p.content.fill(c)
	p.content.raw("BT ")
	p.content.point(x+run[0].X, p.height-baseline, "Td")
	t := textLine{content: &p.content, doc: p.doc, size: size, origin: run[0].X}
	for i, g := range run {
		next := rest
		if i+1 < len(run) {
			next = run[i+1:]
		}
		t.glyph(g, next)
	}
	t.flush()
	p.content.raw("ET\n")
	if instead != "" {
		p.close()
	}
}

// alike counts the glyphs at the beginning that are all spelled out or all not.
func alike(run []Placed) int {
	for i := range run {
		if spelled(run[i]) != spelled(run[0]) {
			return i
		}
	}
	return len(run)
}

// spelled tells whether a glyph needs its character said beside it: no face has it,
// or the character is a private one, whose code says nothing.
func spelled(g Placed) bool {
	return g.Missing || 0xE000 <= g.Rune && g.Rune <= 0xF8FF || g.Rune >= 0xF0000
}

// characters is what the glyphs stand for.
func characters(run []Placed) string {
	text := make([]rune, len(run))
	for i, g := range run {
		text[i] = g.Rune
	}
	return string(text)
}

// drawable takes the glyphs without a face out, and returns the last one, which
// tells the end, by itself.
func drawable(run []Placed) (glyphs, end []Placed) {
	if n := len(run); n > 0 && run[n-1].Face == nil {
		run, end = run[:n-1], run[n-1:]
	}
	if slices.ContainsFunc(run, faceless) {
		run = slices.DeleteFunc(slices.Clone(run), faceless)
	}
	return run, end
}

// faceless tells whether there is nothing to draw.
func faceless(g Placed) bool { return g.Face == nil }

// textLine writes the strings of one run. All positions are thousandths of an em
// from the origin.
type textLine struct {
	content *content
	doc     *Document
	size    float64
	origin  float64 // of the first glyph, in points
	pen     int     // where the next glyph would go by itself
	array   bool    // an array of strings and gaps is open
	text    bool    // a string is open
}

// Bounds of the space, in thousandths of an em, that becomes part of a glyph, and
// the step it is rounded to so that there are few such glyphs.
const (
	wordSpace  = 90
	widestGap  = 500
	narrowest  = -600
	squeezed   = -150
	spacedStep = 50
)

// glyph writes one glyph; rest is what follows.
func (t *textLine) glyph(g Placed, rest []Placed) {
	t.font(t.doc.book(g.Face))
	at := t.position(g)
	t.gap(at)
	natural := thousandths(g.Advance)
	width := natural
	if len(rest) > 0 {
		width += absorbed(t.position(rest[0]) - t.pen - natural)
	}
	width = max(width, 0)
	t.code(t.content.font.code(g.Glyph, natural, width))
	t.pen += width
}

// position is where a glyph is to be.
func (t *textLine) position(g Placed) int {
	em := (g.X - t.origin) / t.size * 1000
	if !(math.Abs(em) < 1e8) { // no place at all, or one beyond any page
		return t.pen
	}
	return int(math.Round(em))
}

// absorbed is the part of a gap that is made part of the glyph before it.
func absorbed(gap int) int {
	switch {
	case gap >= wordSpace && gap <= widestGap, gap <= squeezed && gap >= narrowest:
		return int(math.Round(float64(gap)/spacedStep)) * spacedStep
	}
	return 0
}

// font switches to a codebook's font.
func (t *textLine) font(book *codebook) {
	c := t.content
	if c.font == book && c.size == t.size {
		return
	}
	t.flush()
	c.font, c.size = book, t.size
	c.raw("/F")
	c.integer(book.index + 1)
	c.raw(" ")
	c.numbers(t.size)
	c.raw("Tf")
}

// gap moves the pen. A difference of one thousandth is left to add up.
func (t *textLine) gap(at int) {
	if d := at - t.pen; d > 1 || d < -1 {
		t.open()
		if t.text {
			t.content.raw(")")
			t.text = false
		}
		t.content.integer(-d)
		t.pen = at
	}
}

// open begins an array of strings and gaps.
func (t *textLine) open() {
	if !t.array {
		t.content.raw("[")
		t.array = true
	}
}

// code writes a character code, two bytes of a literal string.
func (t *textLine) code(code uint16) {
	t.open()
	if !t.text {
		t.content.raw("(")
		t.text = true
	}
	b := appendStringByte(t.content.bytes, byte(code>>8))
	t.content.bytes = appendStringByte(b, byte(code))
}

// flush shows the array.
func (t *textLine) flush() {
	if t.text {
		t.content.raw(")")
	}
	if t.array {
		t.content.raw("]TJ ")
	}
	t.text, t.array = false, false
}
