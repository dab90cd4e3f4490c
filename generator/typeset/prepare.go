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
	Lang string // of the element, where it differs from its parent's
	// Link is where a click on a stretch with the tag Link leads: a web or mail
	// address, or # and the name of a destination.
	Link string

	element *Element // opened when the first of it is drawn
}

// cell is one character on its way into a line. Texts have thousands of them,
// so it is kept within one line of the processor's cache.
type cell struct {
	Face    *Face
	end     float64 // natural right edge when all text stands in one line
	Rune    rune
	Advance float32 // em
	span    int32
	width   float32 // points
	gap     float32 // white before the character
	shrink  float32 // what gap and a space's width may lose …
	grow    float32 // … and gain at ratio 1
	shrunk  float32 // sums of shrink and grow up to here
	grown   float32
	GID     uint16
	brk     int16 // cost of beginning a line here, or never
	class   class
	soft    bool // a space that was a newline
	missing bool
}

// set makes the cell show a glyph.
func (c *cell) set(g *Glyph, size float64) {
	c.Face, c.Rune, c.GID, c.Advance, c.missing = g.Face, g.Rune, g.GID, float32(g.Advance), g.Missing
	c.width = float32(g.Advance * size)
}

// glyph is the glyph that the cell shows.
func (c *cell) glyph() Glyph {
	return Glyph{Face: c.Face, Rune: c.Rune, GID: c.GID, Advance: float64(c.Advance), Missing: c.missing}
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
	fonts   *Fonts
	cases   []*letterCase
	cells   []cell
	placed  []Placed
	runs    []run
	lines   []Line
	fit     fitter
	galleys []*Galley // for reuse
	narrow  bool      // the last quotation mark that opened was a narrow one
}

// NewCompositor makes a compositor that sets text in the faces of fonts.
func NewCompositor(fonts *Fonts) *Compositor { return &Compositor{fonts: fonts} }

// Fonts returns the faces text is set in.
func (c *Compositor) Fonts() *Fonts { return c.fonts }

// Reset gives up everything that was set so far, to reuse its room.
func (c *Compositor) Reset() {
	clear(c.runs) // lets go of the spans
	c.cells, c.placed, c.runs, c.lines = c.cells[:0], c.placed[:0], c.runs[:0], c.lines[:0]
}

// letterCase holds the glyphs of a language and weight that were used before, at
// hand like the sorts in a case.
type letterCase struct {
	fonts  *Fonts
	lang   string
	weight Weight
	pages  [0x110000 >> 8]*[256]Glyph
}

// letterCase finds the case for a language and weight.
func (c *Compositor) letterCase(lang string, weight Weight) *letterCase {
	for _, l := range c.cases {
		if l.lang == lang && l.weight == weight {
			return l
		}
	}
	l := &letterCase{fonts: c.fonts, lang: lang, weight: weight}
	c.cases = append(c.cases, l)
	return l
}

// glyph takes a glyph out of the case.
func (l *letterCase) glyph(r rune) *Glyph {
	page := l.pages[r>>8]
	if page == nil {
		page = new([256]Glyph)
		l.pages[r>>8] = page
	}
	g := &page[r&0xFF]
	if g.Face == nil {
		*g = l.fonts.Glyph(l.lang, l.weight, r)
	}
	return g
}

// Prepare measures text. Phrases asks for breaks between the words of Japanese
// rather than anywhere, which suits headings and narrow columns.
//
// What is not drawn — controls, marks of direction — is dropped, and
// white space is collapsed. Characters stand in the order of the text: scripts
// that run from right to left are legible to a machine only.
func (c *Compositor) Prepare(spans []Span, phrases bool) Prepared {
	start := len(c.cells)
	c.narrow = false
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

// spanSetter adds the characters of one span of a text.
type spanSetter struct {
	*Compositor
	start int // first cell of the text
	span  int32
	style *Style
	sorts *letterCase
}

// addSpan appends the characters of a span. Start is the first cell of the text.
func (c *Compositor) addSpan(start int, span int32, s *Span) {
	set := spanSetter{c, start, span, &s.Style, c.letterCase(s.Style.Lang, s.Style.Weight)}
	for rest := s.Text; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		switch class := classOf(r); class {
		case classNone:
		case classIdeograph:
			set.dropSoft()
			set.append(r, class)
		case classSpace:
			set.addSpace(r)
		case classMark:
			set.addMark(r)
		default:
			set.add(r, class, rest)
		}
	}
}

// append adds a cell with the glyph of a character.
func (s *spanSetter) append(r rune, class class) {
	s.cells = append(s.cells, cell{class: class, span: s.span})
	s.cells[len(s.cells)-1].set(s.sorts.glyph(r), s.style.Size)
}

// fixedSpaces are the spaces that keep their width, in em.
var fixedSpaces = map[rune]float32{'\u2002': 0.5, '\u2003': 1, '\u3000': 1}

// addSpace adds white space unless some is there, or the line has not begun.
func (s *spanSetter) addSpace(r rune) {
	soft := r == '\n' || r == '\r'
	if len(s.cells) == s.start {
		return
	}
	switch last := &s.cells[len(s.cells)-1]; last.class {
	case classSpace:
		last.soft = last.soft && soft
		return
	case classBreak:
		return
	}
	width := fixedSpaces[r]
	if width == 0 {
		r = ' '
	}
	s.append(r, classSpace)
	last := &s.cells[len(s.cells)-1]
	if last.soft = soft; width > 0 {
		last.width = width * float32(s.style.Size)
	}
}

// addMark adds a combining character. One that no face sets over the character
// before it becomes one with it, if Unicode has the two in one.
func (s *spanSetter) addMark(r rune) {
	sorts := s.sorts
	if r <= lastNarrow {
		sorts = s.letterCase("en", s.style.Weight) // the eastern faces set them beside the letter
	}
	g := sorts.glyph(r)
	if n := len(s.cells); n > s.start && s.cells[n-1].span == s.span && (g.Advance > 0 || g.Missing) {
		base := &s.cells[n-1]
		pair := norm.NFC.String(string(base.Rune) + string(r))
		if one, size := utf8.DecodeRuneInString(pair); size == len(pair) {
			base.set(s.sorts.glyph(one), s.style.Size)
			return
		}
	}
	s.cells = append(s.cells, cell{class: classMark, span: s.span})
	s.cells[len(s.cells)-1].set(g, s.style.Size)
}

// add appends a character; rest is the text behind it.
func (s *spanSetter) add(r rune, class class, rest string) {
	if r > lastNarrow {
		s.dropSoft()
	}
	switch class {
	case classChance, classBreak:
		s.cells = append(s.cells, cell{class: class, span: s.span, Rune: r})
		return
	case classGlue:
		if r == wordJoiner {
			s.cells = append(s.cells, cell{class: class, span: s.span, Rune: r})
			return
		}
	case classStop:
		if beginsWord(s.cells[s.start:], rest) {
			class = classLetter // .NET
		}
	case classClosing:
		if r == '’' && betweenLetters(s.cells[s.start:], rest) {
			class = classLetter // an apostrophe
		}
	}
	s.append(r, class)
	if s.style.Lang != "en" && s.amongLatin(r, class, rest) {
		s.cells[len(s.cells)-1].set(s.letterCase("en", s.style.Weight).glyph(r), s.style.Size)
	}
}

// lastNarrow is where the blocks of Latin and kindred scripts and signs end.
const lastNarrow = 0x2E7F

// dropSoft removes a newline between two characters of Chinese or Japanese,
// which no space parts.
func (s *spanSetter) dropSoft() {
	if n := len(s.cells); n-2 >= s.start && s.cells[n-1].soft && s.cells[n-2].Rune > lastNarrow {
		s.cells = s.cells[:n-1]
	}
}

// amongLatin reports whether the sign just added, which Latin and Chinese text
// share, stands within Latin words, and so is to be narrow. A mark that closes
// is as wide as the one that opened.
func (s *spanSetter) amongLatin(r rune, class class, rest string) bool {
	switch r {
	case '‘', '“':
		s.narrow = s.afterLatin() && beforeLatin(rest)
		return s.narrow
	case '’', '”':
		return class == classLetter || s.narrow
	case '…', '—', '·':
		return s.afterLatin() && (rest == "" || beforeLatin(rest))
	}
	return false
}

// afterLatin reports whether the character before the one just added is part of
// Latin text.
func (s *spanSetter) afterLatin() bool {
	i := len(s.cells) - 2
	if i > s.start && s.cells[i].class == classSpace {
		i--
	}
	return i >= s.start && s.cells[i].latin()
}

// beforeLatin reports whether a text goes on in Latin letters or with a space.
func beforeLatin(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	class := classOf(r)
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
	end, shrunk, grown := 0.0, float32(0), float32(0)
	for i := range cells {
		c := &cells[i]
		end += float64(c.gap + c.width)
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
	return c.end - float64(c.width) + p.startTrim(a)
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
