package typeset

import (
	"slices"
	"sync"
)

// content is the drawing program of a page. It leaves out what would set the
// graphics state to what it is already.
type content struct {
	bytes  []byte
	buffer *[]byte // where the bytes go back to

	filled, stroked Color // black at the start of a page, as in PDF
	width           float64
	dash            []float64
	font            *codebook
	size            float64
}

// programs keeps the buffers of written pages for the next ones.
var programs = sync.Pool{New: func() any {
	b := make([]byte, 0, 1<<14)
	return &b
}}

// newContent starts the program of a page.
func newContent() content {
	buffer := programs.Get().(*[]byte)
	return content{bytes: (*buffer)[:0], buffer: buffer, width: 1}
}

// release gives the buffer back; nothing can be drawn then.
func (c *content) release() {
	*c.buffer = c.bytes
	programs.Put(c.buffer)
	c.bytes, c.buffer = nil, nil
}

// raw appends operators as they are.
func (c *content) raw(s string) { c.bytes = append(c.bytes, s...) }

// name appends a PDF name.
func (c *content) name(s string) { c.bytes = appendName(c.bytes, s) }

// integer appends a whole number.
func (c *content) integer(n int) { c.bytes = appendInt(c.bytes, n) }

// numbers appends operands, each followed by a space.
func (c *content) numbers(values ...float64) {
	for _, v := range values {
		c.bytes = append(appendNumber(c.bytes, v), ' ')
	}
}

// point appends an operator with one point.
func (c *content) point(x, y float64, operator string) {
	c.numbers(x, y)
	c.raw(operator)
	c.raw(" ")
}

// bend appends a Bézier curve.
func (c *content) bend(x1, y1, x2, y2, x3, y3 float64) {
	c.numbers(x1, y1, x2, y2, x3, y3)
	c.raw("c ")
}

// fill sets the colour of areas and text.
func (c *content) fill(color Color) {
	if color != c.filled {
		c.filled = color
		c.color(color)
		c.raw("rg\n")
	}
}

// stroke sets the colour of lines.
func (c *content) stroke(color Color) {
	if color != c.stroked {
		c.stroked = color
		c.color(color)
		c.raw("RG\n")
	}
}

// color appends the components, from 0 to 1.
func (c *content) color(color Color) {
	for _, v := range [3]uint8{color.R, color.G, color.B} {
		c.bytes = append(appendThousandths(c.bytes, (int64(v)*1000+127)/255), ' ')
	}
}

// line sets thickness and dashes of lines. At the start of a page PDF draws solid
// lines of one point.
func (c *content) line(width float64, dash []float64) {
	if width != c.width {
		c.width = width
		c.numbers(width)
		c.raw("w\n")
	}
	if !slices.Equal(dash, c.dash) {
		c.dash = slices.Clone(dash)
		c.raw("[")
		c.numbers(dash...)
		c.raw("]0 d\n")
	}
}
