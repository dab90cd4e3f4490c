package typeset

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Style is how characters look.
type Style struct {
	Lang   string // BCP 47: decides the face, and how punctuation is set
	Weight Weight
	Size   float64
	Color  Color
	Rise   float64 // above the line's baseline, for small raised signs
	Dots   bool    // emphasis dots, below the characters in Chinese and above in Japanese
	Tint   *Color  // a tint behind the characters
	Under  *Color  // a thin line below them
}

// Span is a stretch of text in one style. A newline in it is white space and
// U+2028 ends the line.
type Span struct {
	Text  string
	Style Style
	// Tag is what the stretch is in the document's structure: Span, Link … The
	// empty tag leaves it to the text's own element.
	Tag  string
	Attr Attr
	// Link is where a click on a stretch with the tag Link leads: a web or mail
	// address, or # and the name of a destination.
	Link string

	element *Element // opened when the first of it is drawn
}

// cell is one character on its way into a line.
type cell struct {
	Glyph
	class  class
	soft   bool  // a space that was a newline
	brk    int16 // cost of beginning a line here, or never
	span   int32
	width  float64 // points
	gap    float64 // white before the character
	shrink float64 // what gap and a space's width may lose …
	grow   float64 // … and gain at ratio 1
	end    float64 // natural right edge when all text stands in one line
	shrunk float64 // sums of shrink and grow up to here
	grown  float64
}

// Prepared is text whose characters are known and measured, ready to be broken
// into lines of any width.
type Prepared struct {
	cells []cell
	spans []Span
}

// Compositor sets text in lines. It keeps room for reuse: one goroutine has it
// to itself, and what it made stays valid until Reset.
type Compositor struct {
	fonts  *Fonts
	cells  []cell
	placed []Placed
	runs   []run
	lines  []Line
	fit    fitter
}

// NewCompositor makes a compositor that sets text in the faces of fonts.
func NewCompositor(fonts *Fonts) *Compositor { return &Compositor{fonts: fonts} }

// Fonts returns the faces text is set in.
func (c *Compositor) Fonts() *Fonts { return c.fonts }

// Reset gives up everything that was set so far, to reuse its room.
func (c *Compositor) Reset() {
	c.cells, c.placed, c.runs, c.lines = c.cells[:0], c.placed[:0], c.runs[:0], c.lines[:0]
}

// Prepare measures text. Phrases asks for breaks between the words of Japanese
// rather than anywhere, which suits headings and narrow columns.
//
// What is not drawn — controls, marks of direction, selectors — is dropped, and
// white space is collapsed. Characters stand in the order of the text: scripts
// that run from right to left are legible to a machine only.
func (c *Compositor) Prepare(spans []Span, phrases bool) Prepared {
	start := len(c.cells)
	for i := range spans {
		c.addSpan(start, int32(i), &spans[i])
	}
	cells := c.cells[start:]
	for len(cells) > 0 && cells[len(cells)-1].class == classSpace {
		cells = cells[:len(cells)-1]
	}
	c.cells = c.cells[:start+len(cells)]
	setGaps(cells, spans)
	setBreaks(cells, phrases && len(spans) > 0 && spans[0].Style.Lang == "ja")
	sumUp(cells)
	return Prepared{cells: cells[:len(cells):len(cells)], spans: spans}
}

// addSpan appends the characters of a span. Start is the first cell of the text.
func (c *Compositor) addSpan(start int, span int32, s *Span) {
	for rest := s.Text; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		switch class := classOf(r); class {
		case classNone:
		case classSpace:
			c.addSpace(start, span, s, r)
		case classMark:
			c.addMark(start, span, s, r)
		default:
			c.add(start, span, s, r, class, rest)
		}
	}
}

// addSpace adds white space unless some is there, or the line has not begun.
func (c *Compositor) addSpace(start int, span int32, s *Span, r rune) {
	soft := r == '\n' || r == '\r'
	if len(c.cells) == start {
		return
	}
	switch last := &c.cells[len(c.cells)-1]; last.class {
	case classSpace:
		last.soft = last.soft && soft
		return
	case classBreak:
		return
	}
	if r != '\u3000' {
		r = ' '
	}
	g := c.fonts.Glyph(s.Style.Lang, s.Style.Weight, r)
	c.cells = append(c.cells, cell{Glyph: g, class: classSpace, soft: soft, span: span, width: g.Advance * s.Style.Size})
}

// addMark adds a combining character, as one with the character before if
// Unicode has the two in one.
func (c *Compositor) addMark(start int, span int32, s *Span, r rune) {
	if n := len(c.cells); n > start && c.cells[n-1].span == span {
		base := &c.cells[n-1]
		pair := string(base.Rune) + string(r)
		if one, size := utf8.DecodeRuneInString(norm.NFC.String(pair)); size > 0 && norm.NFC.String(pair) == string(one) {
			base.Glyph = c.fonts.Glyph(s.Style.Lang, s.Style.Weight, one)
			base.width = base.Advance * s.Style.Size
			return
		}
	}
	c.add(start, span, s, r, classMark, "")
}

// add appends a character; rest is the text behind it.
func (c *Compositor) add(start int, span int32, s *Span, r rune, class class, rest string) {
	if r > lastNarrow {
		c.dropSoft(start)
	}
	lang := s.Style.Lang
	if lang != "en" && c.amongLatin(start, r, rest) {
		lang = "en"
	}
	switch class {
	case classStop:
		if beginsWord(c.cells[start:], rest) {
			class = classLetter // .NET
		}
	case classClosing:
		if r == '’' && betweenLetters(c.cells[start:], rest) {
			class = classLetter // an apostrophe
		}
	}
	c.cells = append(c.cells, cell{class: class, span: span})
	last := &c.cells[len(c.cells)-1]
	if class == classChance || class == classBreak {
		last.Rune = r
		return
	}
	last.Glyph = c.fonts.Glyph(lang, s.Style.Weight, r)
	last.width = last.Advance * s.Style.Size
}

// lastNarrow is where the blocks of Latin and kindred scripts and signs end.
const lastNarrow = 0x2E7F

// dropSoft removes a newline between two characters of Chinese or Japanese,
// which no space parts.
func (c *Compositor) dropSoft(start int) {
	if n := len(c.cells); n-2 >= start && c.cells[n-1].soft && c.cells[n-2].Rune > lastNarrow {
		c.cells = c.cells[:n-1]
	}
}

// amongLatin reports whether a sign that Latin and Chinese text share stands
// within Latin words, and so is to be narrow.
func (c *Compositor) amongLatin(start int, r rune, rest string) bool {
	switch r {
	case '‘', '’', '“', '”', '…', '—', '·':
	default:
		return false
	}
	if n := len(c.cells); n > start {
		if last := c.cells[n-1]; !last.class.joined() && last.class != classSpace {
			return false
		}
	}
	next, size := utf8.DecodeRuneInString(rest)
	if size == 0 {
		return len(c.cells) > start
	}
	class := classOf(next)
	return class.joined() || class == classSpace
}

// beginsWord reports whether a point begins a word: a space before it, none behind.
func beginsWord(before []cell, rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	if n := len(before); size == 0 || n > 0 && before[n-1].class != classSpace {
		return false
	}
	next := classOf(r)
	return next == classLetter || next == classDigit
}

// betweenLetters reports whether letters stand on both sides.
func betweenLetters(before []cell, rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	n := len(before)
	return size > 0 && n > 0 && before[n-1].class == classLetter && classOf(r) == classLetter
}

// sumUp fills in the sums that lines are measured with.
func sumUp(cells []cell) {
	var end, shrunk, grown float64
	for i := range cells {
		c := &cells[i]
		end += c.gap + c.width
		shrunk += c.shrink
		grown += c.grow
		c.end, c.shrunk, c.grown = end, shrunk, grown
	}
}

// Width is the width of the text in one line.
func (p Prepared) Width() float64 {
	if len(p.cells) == 0 {
		return 0
	}
	widest, from := 0.0, 0
	for i := range p.cells {
		if p.cells[i].class == classBreak {
			widest, from = max(widest, p.width(from, i)), i+1
		}
	}
	return max(widest, p.width(from, len(p.cells)))
}

// MinWidth is the width of the widest piece that lines do not break.
func (p Prepared) MinWidth() float64 {
	widest, from := 0.0, 0
	for i := 1; i < len(p.cells); i++ {
		if p.cells[i].brk >= 0 || p.cells[i-1].class == classBreak {
			widest, from = max(widest, p.width(from, i)), i
		}
	}
	return max(widest, p.width(from, len(p.cells)))
}

// Empty reports whether there is nothing to draw.
func (p Prepared) Empty() bool { return len(p.cells) == 0 }

// width is the natural width of cells[a:b] as a line: without the spaces at its
// end and without the white of a bracket that begins it.
func (p Prepared) width(a, b int) float64 {
	b = p.trimmed(a, b)
	if a >= b {
		return 0
	}
	return p.cells[b-1].end - p.left(a)
}

// trimmed is b without the spaces that end cells[a:b].
func (p Prepared) trimmed(a, b int) int {
	for b > a && (p.cells[b-1].class == classSpace || p.cells[b-1].class == classBreak) {
		b--
	}
	return b
}

// left is where a line that begins with cell a begins, on the scale of end.
func (p Prepared) left(a int) float64 {
	c := &p.cells[a]
	return c.end - c.width + p.startTrim(a)
}

// startTrim is the white that a bracket loses at the beginning of a line.
func (p Prepared) startTrim(a int) float64 {
	c := &p.cells[a]
	if c.class != classOpening {
		return 0
	}
	style := &p.spans[c.span].Style
	return c.whiteLeft(style.Lang) * style.Size
}

// endTrim is the white that a full-width mark may lose at the end of a line.
func (p Prepared) endTrim(last int) float64 {
	c := &p.cells[last]
	if c.class != classClosing && c.class != classMiddle {
		return 0
	}
	style := &p.spans[c.span].Style
	return c.whiteRight(style.Lang) * style.Size
}
