package pdf

import "rolebook/generator/typeset"

// Paper is a size of sheet, by the name that people ask for. The zero value is A4.
type Paper string

// The papers.
const (
	A4     Paper = "a4"
	Letter Paper = "letter"
)

// Papers lists the papers, the usual one first.
var Papers = []Paper{A4, Letter}

// sheet is the paper with its margins, upright.
func (p Paper) sheet() typeset.Sheet {
	s := typeset.Sheet{Width: 210 * mm, Height: 297 * mm, Top: 26 * mm, Right: 18 * mm, Bottom: 20 * mm, Left: 24 * mm}
	if p == Letter {
		s.Width, s.Height = 612, 792
	}
	return s
}
