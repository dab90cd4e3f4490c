package typeset

import "io/fs"

// Weight is the thickness of a face.
type Weight uint8

// The two weights a document is set in.
const (
	Regular Weight = iota
	Bold
)

// Fonts is a set of faces with an order of preference for each language. It is
// immutable and safe for concurrent use.
type Fonts struct {
	chains [2][2][]*Face // by Japanese or not, then by weight
}

// Face is one font file.
type Face struct {
	name string
}

// Glyph is one character in one face.
type Glyph struct {
	Rune    rune
	Face    *Face
	GID     uint16
	Advance float64 // em
	// Missing says that no face has the character. The geta mark 〓 stands in
	// for it and the text layer keeps Rune.
	Missing bool
}

// LoadFonts parses the faces of builtin, which must hold a Regular and a Bold
// one, and those of the extra folders, which are consulted after them.
func LoadFonts(builtin fs.FS, extra ...fs.FS) (*Fonts, error) { return nil, nil }

// Has tells whether a face has the character, or it is one that needs no glyph.
func (f *Fonts) Has(r rune) bool { return false }

// Glyph returns the character in the first face that has it. The language is a
// BCP 47 tag: Japanese tries the Japanese faces first, any other the Chinese ones.
func (f *Fonts) Glyph(lang string, w Weight, r rune) Glyph { return Glyph{} }

// Ascent is the height of the em box of the language's first face above the
// baseline, in em.
func (f *Fonts) Ascent(lang string, w Weight) float64 { return 0 }

// Descent is the depth of the em box below the baseline, in em, positive.
func (f *Fonts) Descent(lang string, w Weight) float64 { return 0 }

// CapHeight is the height of Latin capitals, in em.
func (f *Fonts) CapHeight(lang string, w Weight) float64 { return 0 }

// XHeight is the height of Latin small letters, in em.
func (f *Fonts) XHeight(lang string, w Weight) float64 { return 0 }
