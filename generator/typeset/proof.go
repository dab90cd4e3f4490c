package typeset

import "iter"

// Printed is a line of text where it stands on a page.
type Printed struct {
	*Line             // as it was set, before the compositor's next Reset
	Page     *Page    //
	X        float64  // the left edge of the line's column
	Baseline float64  //
	Element  *Element // what the line belongs to; nil if nothing
	Artifact bool     // running heads, and what is repeated on a further page
}

// Left and Right are where the characters of the line begin and end.
func (p Printed) Left() float64  { return p.X + p.Indent }
func (p Printed) Right() float64 { return p.X + p.Indent + p.Width }

// Proof has every line that is set from now on read when it is drawn. It does not
// change what is drawn.
func (c *Compositor) Proof(read func(Printed)) { c.proof = read }

// show has a line read.
func (l *Line) show(pen *Pen, x, baseline float64, e *Element) {
	l.proof(Printed{Line: l, Page: pen.Page, X: x, Baseline: baseline, Element: e, Artifact: pen.artifact != ""})
}

// Glyphs are the characters of the line, each with the language of its text.
func (l *Line) Glyphs() iter.Seq2[string, Placed] {
	return func(yield func(string, Placed) bool) {
		for i := range l.runs {
			for _, g := range l.runs[i].glyphs {
				if !yield(l.runs[i].span.Style.Lang, g) {
					return
				}
			}
		}
	}
}
