package typeset

import "math"

// Align is how lines stand in their column.
type Align uint8

// The alignments.
const (
	Start   Align = iota // ragged
	Justify              // both edges even, the last line apart
	Center
	End
)

// Weights of the cost of a line; costs of breaks (break.go) are on this scale.
const (
	costLine     = 10   // of a line more
	costRatio    = 100  // of a justified line at ratio 1
	costRagged   = 2    // of a ragged line that is one em short
	costStray    = 400  // of a last line of one character or a very short word
	costWord     = 45   // of a ragged last line of one word
	maxRatio     = 1.6  // the widest that letters part: 0.08 em, below what reads as a space
	tooLoose     = 1000 // of a justified line beyond maxRatio
	lookBack     = 7    // breaks considered for a line, from the fullest one on
	strayLatin   = 2.0  // em: a last word shorter than this is a stray
	strayEastern = 2    // characters: a last line of fewer is a stray
)

// fitter chooses the breaks of a text so that the sum of the costs of its lines
// is least: the total fit of Knuth and Plass ("Breaking paragraphs into lines",
// 1981), looking back a bounded number of breaks, which makes it linear.
type fitter struct {
	text   Prepared
	width  float64
	align  Align
	even   bool // the last line is to be as long as the others
	breaks []chance
	chosen []int
}

// chance is a place where a line may begin.
type chance struct {
	cell   int
	cost   int16
	total  float64 // of the best way here
	prev   int     // the break before it on that way
	forced bool
}

// fit returns the cells at which lines begin, and the number of cells at the
// end. The result is valid until the next call.
func (f *fitter) fit(text Prepared, width float64, align Align, even bool) []int {
	f.text, f.width, f.align, f.even = text, width, align, even
	f.chosen = append(f.chosen[:0], 0)
	from := 0
	for i := range text.cells {
		if text.cells[i].class == classBreak {
			f.paragraph(from, i+1)
			from = i + 1
		}
	}
	if from < len(text.cells) {
		f.paragraph(from, len(text.cells))
	}
	return f.chosen
}

// paragraph chooses the breaks in cells[from:to], a stretch without forced ends.
func (f *fitter) paragraph(from, to int) {
	if f.text.width(from, to) <= f.width+1e-6 {
		f.chosen = append(f.chosen, to)
		return
	}
	f.collect(from, to)
	low := 0
	for j := 1; j < len(f.breaks); j++ {
		for low < j-1 && !f.fits(low, j) {
			low++
		}
		f.choose(low, j, to)
	}
	f.trace()
}

// trace appends the chosen breaks of a paragraph.
func (f *fitter) trace() {
	first := len(f.chosen)
	for j := len(f.breaks) - 1; j > 0; j = f.breaks[j].prev {
		f.chosen = append(f.chosen, f.breaks[j].cell)
	}
	for a, b := first, len(f.chosen)-1; a < b; a, b = a+1, b-1 {
		f.chosen[a], f.chosen[b] = f.chosen[b], f.chosen[a]
	}
}

// collect lists the chances in cells[from:to]. A piece between two of them that
// is wider than a line may be broken anywhere.
func (f *fitter) collect(from, to int) {
	f.breaks = append(f.breaks[:0], chance{cell: from})
	last := from
	for i := from + 1; i <= to; i++ {
		if i < to && f.text.cells[i].brk < 0 {
			continue
		}
		if f.text.width(last, i) > f.width {
			f.shatter(last, i)
		}
		cost := int16(0)
		if i < to {
			cost = f.text.cells[i].brk
		}
		f.breaks = append(f.breaks, chance{cell: i, cost: cost})
		last = i
	}
}

// shatter allows breaks everywhere in a piece, except before what combines with
// the character before it.
func (f *fitter) shatter(from, to int) {
	for i := from + 1; i < to; i++ {
		if class := f.text.cells[i].class; class != classMark && class != classSpace {
			f.breaks = append(f.breaks, chance{cell: i, cost: costForced, forced: true})
		}
	}
}

// fits reports whether the cells between two chances fit in a line at all.
func (f *fitter) fits(i, j int) bool {
	a, b := f.breaks[i].cell, f.breaks[j].cell
	b = f.text.trimmed(a, b)
	if a >= b {
		return true
	}
	excess := f.text.cells[b-1].end - f.text.left(a) - f.width
	return excess <= f.give(a, b)+1e-6
}

// give is what a line may lose to fit: white of a mark at its end and, when
// justified, some of the white in it.
func (f *fitter) give(a, b int) float64 {
	give := f.text.endTrim(b - 1)
	if f.align == Justify {
		give += float64(f.text.cells[b-1].shrunk - f.text.cells[a].shrunk)
	}
	return give
}

// choose finds the best line that ends at chance j, given that those before low
// are too far away.
func (f *fitter) choose(low, j, to int) {
	best, prev := math.Inf(1), j-1
	high := j
	if f.breaks[j].cell < to {
		high = min(j, low+lookBack)
	}
	for i := low; i < high; i++ {
		if f.breaks[i].total+costLine >= best {
			continue
		}
		if cost := f.breaks[i].total + f.cost(i, j, to); cost < best {
			best, prev = cost, i
		}
	}
	f.breaks[j].total, f.breaks[j].prev = best, prev
}

// cost rates the line between two chances.
func (f *fitter) cost(i, j, to int) float64 {
	a, b := f.breaks[i].cell, f.breaks[j].cell
	cost := costLine + float64(f.breaks[j].cost)
	last := b == to
	if b = f.text.trimmed(a, b); a >= b {
		return cost
	}
	slack := f.width - (f.text.cells[b-1].end - f.text.left(a))
	if last {
		cost += f.strayCost(a, b)
	}
	switch {
	case slack >= 0 && last && !f.even:
		return cost
	case f.align == Justify && !last:
		return cost + f.justifiedCost(a, b, slack)
	}
	ems := slack / f.size(a)
	return cost + costRagged*ems*ems
}

// justifiedCost rates the white space in a justified line.
func (f *fitter) justifiedCost(a, b int, slack float64) float64 {
	first, last := &f.text.cells[a], &f.text.cells[b-1]
	if slack < 0 {
		slack += f.text.endTrim(b - 1)
	}
	limit := last.grown - first.grown
	if slack < 0 {
		limit = last.shrunk - first.shrunk
	}
	ratio := math.Abs(slack) / max(float64(limit), 1e-3)
	if ratio > maxRatio {
		ems := slack / f.size(a)
		return tooLoose + costRagged*ems*ems
	}
	return costRatio * ratio * ratio
}

// size is the size of the type at a cell.
func (f *fitter) size(a int) float64 { return f.text.spans[f.text.cells[a].span].Style.Size }

// strayCost rates how short a last line is.
func (f *fitter) strayCost(a, b int) float64 {
	switch {
	case f.stray(a, b):
		return costStray
	case f.align != Justify && !f.even && f.oneWord(a, b):
		return costWord
	}
	return 0
}

// oneWord reports whether a line holds one Latin word and nothing else.
func (f *fitter) oneWord(a, b int) bool {
	for i := a; i < b; i++ {
		if !f.text.cells[i].latin() {
			return false
		}
	}
	return true
}

// stray reports whether a last line is too short to be left alone: one
// character, not counting marks, or a very short word.
func (f *fitter) stray(a, b int) bool {
	ems := (f.text.cells[b-1].end - f.text.left(a)) / f.size(a)
	if ems > 2*strayLatin {
		return false
	}
	eastern := 0
	for i := a; i < b; i++ {
		if f.text.cells[i].square() {
			eastern++
		}
	}
	return eastern < strayEastern && (eastern > 0 || ems < strayLatin)
}
