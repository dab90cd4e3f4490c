package main

import (
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"slices"
)

// reduce gives a picture a palette of at most 256 colours: those it has most
// of, none close to another. What is left out are shades at the edges of
// letters, which take the nearest one.
func reduce(full image.Image) *image.Paletted {
	counts := map[color.RGBA]int{}
	flat := image.NewRGBA(full.Bounds())
	draw.Draw(flat, flat.Bounds(), full, full.Bounds().Min, draw.Src)
	for i := 0; i < len(flat.Pix); i += 4 {
		counts[color.RGBA{flat.Pix[i], flat.Pix[i+1], flat.Pix[i+2], 255}]++
	}
	palette := popular(counts)
	out := image.NewPaletted(flat.Bounds(), palette)
	places := map[color.RGBA]uint8{}
	for c := range counts {
		places[c] = uint8(palette.Index(c))
	}
	for i := range out.Pix {
		out.Pix[i] = places[color.RGBA{flat.Pix[4*i], flat.Pix[4*i+1], flat.Pix[4*i+2], 255}]
	}
	return out
}

// popular lists the colours that most pixels have, the most frequent first. As
// long as there are too many, those that are nearly the same as a more frequent
// one step back, at first only the closest.
func popular(counts map[color.RGBA]int) color.Palette {
	all := make([]color.RGBA, 0, len(counts))
	for c := range counts {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(key(a), key(b)))
	})
	for near := 0; ; near += 2 {
		var palette color.Palette
		for _, c := range all {
			if !slices.ContainsFunc(palette, func(p color.Color) bool { return apart(p.(color.RGBA), c) < near }) {
				palette = append(palette, c)
			}
		}
		if len(palette) <= 256 {
			return palette
		}
	}
}

func key(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }

// apart is how far two colours are from each other.
func apart(a, b color.RGBA) int {
	d := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return d(a.R, b.R) + d(a.G, b.G) + d(a.B, b.B)
}
