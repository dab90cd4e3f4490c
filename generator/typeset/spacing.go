package typeset

import "strings"

// White space between characters, in em. Full-width punctuation carries half
// an em of white (JLREQ 3.1.2); where two such marks meet, or one stands at the
// end of a line, that half goes.
const (
	half       = 0.5
	quarter    = 0.25
	letterGrow = 0.05  // what letters of a justified line may part by, at ratio 1
	gapGrow    = 0.125 // the same for the gap between Han and Latin …
	gapShrink  = 0.125
	spaceGrow  = 0.15 // … and for a word space
	spaceTight = 0.06
	markShrink = 0.2 // what the white of a full-width mark may lose inside a line
	stopShrink = 0.1 // the same for the full stop
)

// whiteRight is the white at the right of a full-width mark, in em.
func (c *cell) whiteRight(lang string) float64 {
	if !c.wide() {
		return 0
	}
	switch c.class {
	case classClosing:
		return half
	case classMiddle:
		return middleWhite(c.Rune, lang, true)
	}
	return 0
}

// whiteLeft is the white at the left of a full-width mark, in em.
func (c *cell) whiteLeft(lang string) float64 {
	if !c.wide() {
		return 0
	}
	switch c.class {
	case classOpening:
		return half
	case classMiddle:
		return middleWhite(c.Rune, lang, false)
	}
	return 0
}

// middleWhite is the white beside a mark of the middle class: the dot stands in
// the centre everywhere, colons and the like do so in Japanese only; the
// Japanese ! and ? fill their square.
func middleWhite(r rune, lang string, right bool) float64 {
	switch {
	case r == '・' || r == '·' || r == '‧':
		return quarter
	case lang != "ja" && right:
		return half
	case lang != "ja" || r == '！' || r == '？':
		return 0
	}
	return quarter
}

// setGaps fits the white space between neighbours: a quarter em between Han and
// Latin, none between marks whose white would add up, what the face says between
// letters, and how far each place may give way in a justified line.
func setGaps(cells []cell, spans []Span) {
	for i := 1; i < len(cells); i++ {
		prev, next := &cells[i-1], &cells[i]
		style := &spans[next.span].Style
		switch {
		case next.class == classSpace:
			setSpace(cells, i, style.Size)
		case prev.class == classSpace:
		case prev.inseparable(next):
			next.kern(prev, style.Size)
		case parted(prev, next):
			next.setGap(quarter, gapShrink, gapGrow, style.Size)
		case prev.class.eastAsian() || next.class.eastAsian():
			setTouching(prev, next, style)
		}
	}
}

// kern fits a letter to the one before it.
func (c *cell) kern(prev *cell, size float64) {
	if c.Face == prev.Face && c.span == prev.span && c.Face != nil {
		c.gap = c.Face.kern.between(prev.GID, c.GID) * float32(size)
	}
}

// setGap stores the white before the cell and its limits, given in em.
func (c *cell) setGap(gap, shrink, grow, size float64) {
	c.gap, c.shrink, c.grow = float32(gap*size), float32(shrink*size), float32(grow*size)
}

// setSpace fits a space that the author typed: a quarter em between Han and
// Latin, the font's own width elsewhere.
func setSpace(cells []cell, i int, size float64) {
	c := &cells[i]
	c.setGap(0, spaceTight, spaceGrow, size)
	if c.Rune == ' ' && i+1 < len(cells) && parted(&cells[i-1], &cells[i+1]) {
		c.width = float32(quarter * size)
		c.setGap(0, gapShrink, gapGrow, size)
	}
}

// setTouching squeezes adjacent full-width marks and says how far they give way.
func setTouching(prev, next *cell, style *Style) {
	right, left := prev.whiteRight(style.Lang), next.whiteLeft(style.Lang)
	cut := squeeze(prev, next, right, left)
	shrink := min(right+left-cut, markShrink)
	if shrink > stopShrink && (prev.Rune == '。' || prev.Rune == '．') {
		shrink = stopShrink
	}
	next.setGap(-cut, max(shrink, 0), letterGrow, style.Size)
}

// squeeze is the white to take out between two full-width marks.
func squeeze(prev, next *cell, right, left float64) float64 {
	switch {
	case next.class == classClosing && next.wide():
		return right
	case next.class == classOpening && next.wide():
		if prev.class == classOpening && prev.wide() {
			return left
		}
		return right
	case next.class == classMiddle && prev.class == classClosing:
		return right
	}
	return 0
}

// parted reports whether a quarter em parts two neighbours: one is Han or kana,
// the other a letter or digit of a Latin word.
func parted(a, b *cell) bool {
	return a.square() && b.western(true) || a.western(false) && b.square()
}

// square reports whether the cell is an ideograph, kana or one of their kin,
// not punctuation.
func (c *cell) square() bool {
	return c.class == classIdeograph || c.class == classTrailer && c.Rune > 0x3000 && c.wide()
}

// western reports whether a quarter em belongs between the cell and a Han
// character before it (or, if leading is false, behind it).
func (c *cell) western(leading bool) bool {
	switch c.class {
	case classDigit:
		return true
	case classLetter:
		return c.Rune > 0xAA || c.Rune|0x20 >= 'a' && c.Rune|0x20 <= 'z'
	case classPrefix:
		return leading && strings.ContainsRune("$£¥€№", c.Rune)
	case classSuffix:
		return !leading && c.Rune < 0x3000
	}
	return false
}

// inseparable reports whether the two make one sign or word.
func (c *cell) inseparable(next *cell) bool {
	switch {
	case next.class == classMark || next.class == classGlue || c.class == classGlue:
		return true
	case c.class == classLeader && next.class == classLeader:
		return true
	}
	return c.latin() && next.latin()
}
