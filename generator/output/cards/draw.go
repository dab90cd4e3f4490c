package cards

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/vector"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/typeset"
)

// A card has the shape that is asked for, and two thirds of the usual size,
// which is more than any of those who show it have room for.
const (
	width  = 800
	height = 420
	margin = 58
)

// The inks: places in the palette from which the shades of a colour count up,
// the fullest last. Place 0 is the paper.
const (
	shades = 6
	ink    = 1
	grey   = ink + shades
	blue   = grey + shades
)

// palette holds the shades of the theme's colours on light pages. They are more
// than 16, so that a pixel takes a byte: the encoder is slow with less.
var palette = func() color.Palette {
	out := color.Palette{color.RGBA{0xff, 0xff, 0xff, 0xff}}
	for _, full := range []color.RGBA{{0x16, 0x18, 0x1b, 0xff}, {0x45, 0x49, 0x4f, 0xff}, {0x0f, 0x3f, 0x69, 0xff}} {
		for i := 1; i <= shades; i++ {
			mix := func(c uint8) uint8 { return uint8(255 - (255-int(c))*i/shades) }
			out = append(out, color.RGBA{mix(full.R), mix(full.G), mix(full.B), 0xff})
		}
	}
	return out
}()

// painter draws the cards of a book.
type painter struct {
	lang   string
	comp   *typeset.Compositor
	raster *vector.Rasterizer
	mask   *image.Alpha
	room   *png.EncoderBuffer
}

func newPainter(fonts *typeset.Fonts, b *book.Book) *painter {
	return &painter{lang: b.Tag, comp: typeset.NewCompositor(fonts), raster: new(vector.Rasterizer), mask: new(image.Alpha)}
}

// ground draws what cards have in common: the sign of the program, and a line
// of text each at the head and the foot.
func (p *painter) ground(head, foot string) *image.Paletted {
	card := image.NewPaletted(image.Rect(0, 0, width, height), palette)
	p.sign(card, margin, 52, 12)
	p.line(card, head, typeset.Regular, 25, grey, margin+56, 81)
	fill(card, image.Rect(margin, height-100, width-margin, height-98), ink+shades-1)
	p.line(card, foot, typeset.Regular, 25, grey, margin, height-58)
	return card
}

// sign draws the cells of the matrix that also make the site's icon.
func (p *painter) sign(card *image.Paletted, x, y, cell int) {
	for i, shade := range []uint8{3, 3, 0, 3, shades, 3, 0, 3, 3} {
		if shade > 0 {
			at := image.Pt(x+i%3*(cell+2), y+i/3*(cell+2))
			fill(card, image.Rectangle{at, at.Add(image.Pt(cell, cell))}, blue+shade-1)
		}
	}
}

func fill(card *image.Paletted, r image.Rectangle, place uint8) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			card.Pix[y*card.Stride+x] = place
		}
	}
}

// sizes are those that a name is tried in, the largest first, with the lines
// that there is room for.
var sizes = []struct {
	size  float64
	lines int
}{{60, 2}, {50, 3}, {40, 4}, {30, 6}}

// title draws a name as large as there is room for, in the middle of what is
// left of the card. A name that is too long even for small type is cut.
func (p *painter) title(card *image.Paletted, name string) {
	const top, bottom = 105, height - 105
	for i, s := range sizes {
		p.comp.Reset()
		lines := p.set(name, typeset.Bold, s.size, width-2*margin)
		if len(lines) > s.lines && i < len(sizes)-1 {
			continue
		}
		lines = lines[:min(len(lines), s.lines)]
		leading := 1.3 * s.size
		baseline := (top+bottom-leading*float64(len(lines)))/2 + s.size
		for k := range lines {
			p.draw(card, &lines[k], s.size, ink, margin, baseline+leading*float64(k))
		}
		return
	}
}

// line draws the first line of a text.
func (p *painter) line(card *image.Paletted, text string, weight typeset.Weight, size float64, place uint8, x, baseline float64) {
	p.comp.Reset()
	if lines := p.set(text, weight, size, width-margin-x); len(lines) > 0 {
		p.draw(card, &lines[0], size, place, x, baseline)
	}
}

// set breaks a text into lines of like length.
func (p *painter) set(text string, weight typeset.Weight, size, width float64) []typeset.Line {
	style := typeset.Style{Lang: p.lang, Weight: weight, Size: size}
	spans := []typeset.Span{{Text: output.Clean(text), Style: style}}
	return p.comp.Break(p.comp.Prepare(spans, true), width, typeset.Start, true)
}

// draw inks a line.
func (p *painter) draw(card *image.Paletted, line *typeset.Line, size float64, place uint8, x, baseline float64) {
	box := image.Rect(int(x), int(baseline-1.1*size), int(math.Ceil(x+line.Width+size/2)), int(math.Ceil(baseline+0.4*size))).Intersect(card.Rect)
	p.raster.Reset(box.Dx(), box.Dy())
	for _, g := range line.Glyphs() {
		if g.Face != nil {
			g.Trace(p.raster, x+g.X-float64(box.Min.X), baseline-float64(box.Min.Y), size)
		}
	}
	if need := box.Dx() * box.Dy(); cap(p.mask.Pix) < need {
		p.mask.Pix = make([]uint8, need)
	}
	p.mask.Pix, p.mask.Stride, p.mask.Rect = p.mask.Pix[:box.Dx()*box.Dy()], box.Dx(), image.Rect(0, 0, box.Dx(), box.Dy())
	p.raster.DrawOp = draw.Src
	p.raster.Draw(p.mask, p.mask.Rect, image.Opaque, image.Point{})
	for y := range box.Dy() {
		row := card.Pix[(box.Min.Y+y)*card.Stride+box.Min.X:]
		for i, a := range p.mask.Pix[y*p.mask.Stride : (y+1)*p.mask.Stride] {
			if shade := (int(a)*shades + 127) / 255; shade > 0 {
				row[i] = place + uint8(shade) - 1
			}
		}
	}
}
