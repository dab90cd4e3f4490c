package typeset

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Weight is the thickness of a face.
type Weight uint8

// The two weights a document is set in.
const (
	Regular Weight = iota
	Bold
)

// geta is the printer's mark that stands for a sort that is not in the case.
const geta = '〓'

// Fonts is a set of faces with an order of preference for each language. It is
// immutable and safe for concurrent use.
type Fonts struct {
	chains [regions][2][]*Face // the faces to ask, by region of the language and weight
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

// region is the kind of face that a language asks first.
type region int

const (
	latin region = iota
	chinese
	japanese
	regions
)

// preference is the order in which the faces of the regions are asked.
var preference = [regions][]region{
	latin:    {latin, chinese, japanese},
	chinese:  {chinese, japanese, latin},
	japanese: {japanese, chinese, latin},
}

// regionOf tells which faces a language asks first. Lang is a BCP 47 tag.
func regionOf(lang string) region {
	primary, _, _ := strings.Cut(lang, "-")
	switch strings.ToLower(primary) {
	case "zh":
		return chinese
	case "ja":
		return japanese
	}
	return latin
}

// A FontError says which font file cannot be used, and wraps one of ErrDamaged,
// ErrOutlines and ErrEmbedding, or the error of reading the file.
type FontError struct {
	File string
	Err  error
}

func (e *FontError) Error() string { return e.File + ": " + e.Err.Error() }

// Unwrap returns the reason.
func (e *FontError) Unwrap() error { return e.Err }

// Why a font is refused.
var (
	ErrDamaged   = errors.New("the font is damaged")
	ErrOutlines  = errors.New("the font has no TrueType outlines (glyf table)")
	ErrEmbedding = errors.New("the font's licence bits forbid embedding a subset")
	ErrNoFaces   = errors.New("no font was found")
)

// LoadFonts parses the *.ttf files at the top of builtin and of the extra folders.
//
// A built-in face whose family name ends in SC or JP is the first choice for
// Chinese or Japanese, and the others are for the remaining languages; each kind
// falls back on the others. The extra folders come last, in the given order. Within
// a folder the order is that of the file names. A face is bold from an OS/2 weight
// of 600 on, and a family that has one weight only serves for both.
//
// Errors are of type *FontError, or wrap ErrNoFaces if there is no face at all.
func LoadFonts(builtin fs.FS, extra ...fs.FS) (*Fonts, error) {
	own, err := loadFolder(builtin)
	if err != nil {
		return nil, err
	}
	if len(own) == 0 {
		return nil, fmt.Errorf("built-in fonts: %w", ErrNoFaces)
	}
	var more []*Face
	for _, folder := range extra {
		faces, err := loadFolder(folder)
		if err != nil {
			return nil, err
		}
		more = append(more, faces...)
	}
	return newFonts(own, more), nil
}

// loadFolder parses the fonts of a folder in the order of their names.
func loadFolder(folder fs.FS) ([]*Face, error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, fmt.Errorf("fonts: %w", err)
	}
	var faces []*Face
	for _, entry := range entries {
		if entry.IsDir() || !strings.EqualFold(extension(entry.Name()), ".ttf") {
			continue
		}
		data, err := fs.ReadFile(folder, entry.Name())
		if err != nil {
			return nil, &FontError{entry.Name(), err}
		}
		face, err := parseFace(data)
		if err != nil {
			return nil, &FontError{entry.Name(), err}
		}
		faces = append(faces, face)
	}
	return faces, nil
}

// extension is the part of a file name from its last dot on.
func extension(name string) string { return name[max(strings.LastIndexByte(name, '.'), 0):] }

// newFonts lays down the order in which the faces are asked.
func newFonts(own, extra []*Face) *Fonts {
	f := &Fonts{}
	for s, order := range preference {
		var faces []*Face
		for _, wanted := range order {
			for _, face := range own {
				if face.region == wanted {
					faces = append(faces, face)
				}
			}
		}
		faces = append(faces, extra...)
		f.chains[s][Regular] = ofWeight(faces, Regular)
		f.chains[s][Bold] = ofWeight(faces, Bold)
	}
	return f
}

// ofWeight sorts each family's faces of the weight before its others, and keeps
// the order of the families.
func ofWeight(faces []*Face, w Weight) []*Face {
	first := map[string]int{}
	for i, face := range faces {
		if _, seen := first[face.family]; !seen {
			first[face.family] = i
		}
	}
	sorted := slices.Clone(faces)
	slices.SortStableFunc(sorted, func(a, b *Face) int {
		if a.family != b.family {
			return cmp.Compare(first[a.family], first[b.family])
		}
		return cmp.Compare(unlike(a.weight, w), unlike(b.weight, w))
	})
	return sorted
}

// unlike is 0 for equal weights and 1 for different ones.
func unlike(a, b Weight) int {
	if a == b {
		return 0
	}
	return 1
}

// Has tells whether some face has the character, or it is one that leaves no mark.
func (f *Fonts) Has(r rune) bool { return !f.Glyph("", Regular, r).Missing }

// Glyph returns the character in the first face that has it. The language is a
// BCP 47 tag: Chinese and Japanese ask their own faces first, any other language
// the Latin ones. A character that leaves no mark (a joiner, a direction sign) is
// a blank without width; what is no character at all becomes U+FFFD.
func (f *Fonts) Glyph(lang string, w Weight, r rune) Glyph {
	if r < 0 || r > 0x10FFFF || 0xD800 <= r && r <= 0xDFFF {
		r = 0xFFFD
	}
	chain := f.chains[regionOf(lang)][w&1]
	if ignorable(r) {
		return Glyph{Rune: r, Face: chain[0], GID: chain[0].gid(' ')}
	}
	if g, ok := find(chain, r, r); ok {
		return g
	}
	if blank(r) {
		g, _ := find(chain, ' ', r)
		return g
	}
	g, _ := find(chain, geta, r)
	g.Missing = true
	return g
}

// find looks for the shape of one character, to stand for another. If no face
// has it, the first face's mark for missing glyphs is returned.
func find(chain []*Face, shape, r rune) (Glyph, bool) {
	for _, face := range chain {
		if gid := face.gid(shape); gid != 0 {
			return Glyph{Rune: r, Face: face, GID: gid, Advance: face.advance(gid)}, true
		}
	}
	return Glyph{Rune: r, Face: chain[0], Advance: chain[0].advance(0)}, false
}

// first is the face that a language's text is set in.
func (f *Fonts) first(lang string, w Weight) *Face { return f.chains[regionOf(lang)][w&1][0] }

// Ascent is the height of the em box of the language's first face above the
// baseline, in em.
func (f *Fonts) Ascent(lang string, w Weight) float64 { return f.first(lang, w).ascent }

// Descent is the depth of the em box below the baseline, in em, positive.
func (f *Fonts) Descent(lang string, w Weight) float64 { return f.first(lang, w).descent }

// CapHeight is the height of Latin capitals, in em.
func (f *Fonts) CapHeight(lang string, w Weight) float64 { return f.first(lang, w).capHeight }

// XHeight is the height of Latin small letters, in em.
func (f *Fonts) XHeight(lang string, w Weight) float64 { return f.first(lang, w).xHeight }
