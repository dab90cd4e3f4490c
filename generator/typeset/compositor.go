package typeset

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
	proof   func(Printed)
	tallRow float64 // the height up to which a row is not divided
	narrow  bool    // the last quotation mark that opened was a narrow one
}

// NewCompositor makes a compositor that sets text in the faces of fonts.
func NewCompositor(fonts *Fonts) *Compositor {
	return &Compositor{fonts: fonts, tallRow: 500}
}

// Paper tells what the following matter will be printed on: rows of tables are
// divided only if they take nearly a whole page, as a head may have to stand above.
func (c *Compositor) Paper(s Sheet) { c.tallRow = 0.85 * s.Depth() }

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
