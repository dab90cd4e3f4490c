package lint

import (
	"fmt"
	"slices"
	"unicode"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// namedCharacters is how many characters one diagnostic names.
const namedCharacters = 5

// missingGlyph tells of characters that documents cannot show, once a text.
func missingGlyph(p *pass) {
	if p.HasGlyph == nil {
		return
	}
	g := &glyphs{has: p.HasGlyph, shown: map[catalog.Lang]*basicPlane{}}
	for t := range p.Catalog.Texts() {
		var missing []rune
		at := t.At
		for _, v := range t.Versions {
			before := len(missing)
			missing = g.missing(v, missing)
			if before == 0 && len(missing) > 0 && !v.At.IsZero() {
				at = v.At
			}
		}
		if len(missing) > 0 {
			p.warn(at, t.Path, glyphMessage(missing), diag.Msg("lint_missing_glyph_help"))
		}
	}
}

// glyphs asks for each character of the basic plane once a language.
type glyphs struct {
	has   func(catalog.Lang, rune) bool
	shown map[catalog.Lang]*basicPlane
}

// basicPlane is a set of characters up to U+FFFF.
type basicPlane [0x10000 / 64]uint64

func (b *basicPlane) has(c rune) bool { return b[c/64]&(1<<(c%64)) != 0 }
func (b *basicPlane) add(c rune)      { b[c/64] |= 1 << (c % 64) }

// missing adds the characters of a version that nothing shows, each once.
func (g *glyphs) missing(v catalog.Version, list []rune) []rune {
	shown := g.shown[v.Lang]
	if shown == nil {
		shown = &basicPlane{}
		g.shown[v.Lang] = shown
	}
	for _, c := range v.Value {
		basic := c < 0x10000
		switch {
		case basic && shown.has(c):
		case unseen(c) || g.has(v.Lang, c):
			if basic {
				shown.add(c)
			}
		case !slices.Contains(list, c):
			list = append(list, c)
		}
	}
	return list
}

// unseen reports whether a character needs no glyph: spaces, controls,
// direction marks, joiners, variation selectors.
func unseen(c rune) bool {
	return unicode.IsSpace(c) || unicode.IsControl(c) || unicode.In(c, unicode.Cf, unicode.Variation_Selector)
}

func glyphMessage(missing []rune) diag.Message {
	var named []any
	for _, c := range missing[:min(len(missing), namedCharacters)] {
		named = append(named, diag.Msg("lint_character", "Character", string(c), "Code", fmt.Sprintf("U+%04X", c)))
	}
	if more := len(missing) - len(named); more > 0 {
		msg := diag.Msg("lint_missing_glyph_more", "Characters", diag.Join(named))
		msg.Count = more
		return msg
	}
	return diag.Msg("lint_missing_glyph", "Characters", diag.Join(named))
}
