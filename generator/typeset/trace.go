package typeset

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Tracer follows the outlines of glyphs. A rasterizer of golang.org/x/image/vector
// is one.
type Tracer interface {
	MoveTo(x, y float32)
	LineTo(x, y float32)
	QuadTo(bx, by, cx, cy float32)
	CubeTo(bx, by, cx, cy, dx, dy float32)
	ClosePath()
}

// Trace follows the outline of a glyph that stands at x on a baseline at y, in
// units of which size are an em. Blank and damaged glyphs have none.
func (g Glyph) Trace(to Tracer, x, y, size float64) {
	file, err := g.Face.reader()
	if err != nil {
		return
	}
	var buffer sfnt.Buffer
	segments, err := file.LoadGlyph(&buffer, sfnt.GlyphIndex(g.GID), fixed.I(traced), nil)
	if err != nil {
		return
	}
	scale := size / (traced * 64)
	at := func(p fixed.Point26_6) (float32, float32) {
		return float32(x + float64(p.X)*scale), float32(y + float64(p.Y)*scale)
	}
	for i, s := range segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				to.ClosePath()
			}
			to.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			to.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			to.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			to.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	if len(segments) > 0 {
		to.ClosePath()
	}
}

// traced is the size, in pixels an em, that outlines are read at before they are
// scaled: large enough that nobody sees the grid they are rounded to.
const traced = 1024
