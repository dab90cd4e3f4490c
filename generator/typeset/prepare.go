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
