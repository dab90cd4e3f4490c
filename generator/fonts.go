package generator

import (
	"io/fs"
	"sync"

	"rolebook/generator/catalog"
	"rolebook/generator/output/pdf"
	"rolebook/generator/typeset"
)

// Fonts are the faces that documents are set in. They are read when something
// asks for them, and once.
type Fonts struct {
	load func() (*typeset.Fonts, error)
	own  bool // faces of the user's are among them
}

// NewFonts gives the built-in faces and those in the extra folders, which help
// out in the order given.
func NewFonts(extra ...fs.FS) *Fonts {
	return &Fonts{own: len(extra) > 0, load: sync.OnceValues(func() (*typeset.Fonts, error) { return pdf.Fonts(extra...) })}
}

// extra reports whether there are faces besides the built-in ones.
func (f *Fonts) extra() bool { return f != nil && f.own }

// Load reads the faces.
func (f *Fonts) Load() (*typeset.Fonts, error) { return f.load() }

// hasGlyph asks the faces about characters; nil when there is nobody to ask.
func (f *Fonts) hasGlyph() (func(catalog.Lang, rune) bool, error) {
	if f == nil {
		return nil, nil
	}
	faces, err := f.Load()
	if err != nil {
		return nil, err
	}
	// Every language's chain of faces ends in all the others, so the language
	// makes no difference to whether a character can be shown.
	return func(_ catalog.Lang, r rune) bool { return faces.Has(r) }, nil
}
