package typeset

// A codebook gives the characters that a document sets in one face their
// character codes. Code 0 is kept for the mark for missing glyphs.
type codebook struct {
	face    *Face
	index   int // position among the document's codebooks, the n of the font name /Fn
	runes   []rune
	sources []uint16 // the face's glyph for each code
	widths  []int    // thousandths of an em

	plain  []*[256]uint16       // the code of each character at its own width
	spaced map[spacedKey]uint16 // the codes of characters with space added or taken
}

// spacedKey identifies a character that is set wider or narrower than it is.
type spacedKey struct {
	r     rune
	width int
}

// maxCodes is what a two-byte code can tell apart.
const maxCodes = 1 << 16

// newCodebook starts with code 0.
func newCodebook(face *Face, index int) *codebook {
	return &codebook{
		face: face, index: index,
		runes: []rune{0}, sources: []uint16{0}, widths: []int{thousandths(face.advance(0))},
		spaced: map[spacedKey]uint16{},
	}
}

// code returns the character's code at a width in thousandths of an em; natural
// is the width that the character has by itself.
func (c *codebook) code(g Glyph, natural, width int) uint16 {
	if width != natural {
		key := spacedKey{g.Rune, width}
		code, ok := c.spaced[key]
		if !ok {
			code = c.add(g, width)
			c.spaced[key] = code
		}
		return code
	}
	page := int(uint32(g.Rune) >> 8)
	if page >= len(c.plain) {
		c.plain = append(c.plain, make([]*[256]uint16, page+1-len(c.plain))...)
	}
	if c.plain[page] == nil {
		c.plain[page] = new([256]uint16)
	}
	at := &c.plain[page][g.Rune&0xFF]
	if *at == 0 {
		*at = c.add(g, width)
	}
	return *at
}

// add makes a new code. Beyond the last one there is only code 0.
func (c *codebook) add(g Glyph, width int) uint16 {
	if len(c.runes) == maxCodes {
		return 0
	}
	c.runes = append(c.runes, g.Rune)
	c.sources = append(c.sources, g.GID)
	c.widths = append(c.widths, width)
	return uint16(len(c.runes) - 1)
}

// thousandths turns em into thousandths of an em.
func thousandths(em float64) int { return int(em*1000 + 0.5) }
