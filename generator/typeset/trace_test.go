package typeset

import (
	"math"
	"testing"
)

// extent is a tracer that keeps how far an outline reaches.
type extent struct {
	left, top, right, bottom float64
	contours                 int
}

func (e *extent) reach(points ...float32) {
	for i := 0; i < len(points); i += 2 {
		x, y := float64(points[i]), float64(points[i+1])
		e.left, e.right, e.top, e.bottom = min(e.left, x), max(e.right, x), min(e.top, y), max(e.bottom, y)
	}
}
func (e *extent) MoveTo(x, y float32)               { e.reach(x, y) }
func (e *extent) LineTo(x, y float32)               { e.reach(x, y) }
func (e *extent) QuadTo(_, _, cx, cy float32)       { e.reach(cx, cy) }
func (e *extent) CubeTo(_, _, _, _, dx, dy float32) { e.reach(dx, dy) }
func (e *extent) ClosePath()                        { e.contours++ }

// TestTrace holds outlines to the measures of their face, where they stand.
func TestTrace(t *testing.T) {
	t.Parallel()
	fonts := shipped()
	for _, c := range []struct {
		r        rune
		contours int
		height   float64 // above the baseline, em; 0: up to the ascent
	}{
		{'H', 1, fonts.CapHeight("en", Bold)},
		{'x', 1, fonts.XHeight("en", Bold)},
		{'B', 3, fonts.CapHeight("en", Bold)},
		{'é', 3, 0}, // made of two glyphs
		{'口', 2, 0},
		{' ', 0, 0},
	} {
		e := extent{left: math.Inf(1), right: math.Inf(-1), top: math.Inf(1), bottom: math.Inf(-1)}
		g := fonts.Glyph("en", Bold, c.r)
		g.Trace(&e, 100, 50, 20)
		if e.contours != c.contours {
			t.Errorf("%c has %d contours, want %d", c.r, e.contours, c.contours)
		}
		if c.contours == 0 {
			continue
		}
		if e.left < 99 || e.right > 100+20*g.Advance+1 || e.bottom > 56 {
			t.Errorf("%c reaches from %.1f to %.1f and down to %.1f", c.r, e.left, e.right, e.bottom)
		}
		if height := (50 - e.top) / 20; c.height > 0 && math.Abs(height-c.height) > 0.02 || height > 1.1 {
			t.Errorf("%c is %.2f em high, want %.2f", c.r, height, c.height)
		}
	}
}
