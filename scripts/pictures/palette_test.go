package main

import (
	"image"
	"image/color"
	"testing"
)

func TestReduce(t *testing.T) {
	t.Parallel()
	few, many := image.NewRGBA(image.Rect(0, 0, 16, 16)), image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := range 64 * 64 {
		few.SetRGBA(i%16, i/16%16, color.RGBA{uint8(i % 3 * 100), 7, 9, 255})
		many.SetRGBA(i%64, i/64, color.RGBA{uint8(i % 64 * 4), uint8(i / 64 * 4), 0, 255})
	}
	for i := range 256 {
		if x, y := i%16, i/16; reduce(few).At(x, y) != few.At(x, y) {
			t.Fatalf("of three colours, that at %d, %d has changed", x, y)
		}
	}
	out := reduce(many)
	if n := len(out.Palette); n > 256 || n < 64 {
		t.Errorf("%d colours are left of 4,096", n)
	}
	for i := range 64 * 64 {
		if d := apart(out.At(i%64, i/64).(color.RGBA), many.RGBAAt(i%64, i/64)); d > 40 {
			t.Fatalf("a colour moves by %d", d)
		}
	}
}
