package pdf

import (
	"strconv"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// Places of the running head and foot.
const (
	headTop  = 13 * mm
	footTop  = 297*mm - 10*mm - 10
	headRule = 1.6 * mm
)

// runningText is what stands at the head and the foot of a page, left and right.
type runningText struct{ headLeft, headRight, footLeft, footRight string }

// runningTitle is the title of a document with what it is.
func runningTitle(d *book.Document) string {
	title := plain(d.Title.Inlines)
	if d.Kind == title {
		return title
	}
	return d.Kind + "\u2002" + title
}

// pageOf numbers a page.
func pageOf(pattern string, page, pages int) string {
	return strings.NewReplacer("{page}", strconv.Itoa(page), "{pages}", strconv.Itoa(pages)).Replace(pattern)
}

// running draws the head and the foot of a page, which are no part of the text.
func (s *setter) running(p *typeset.Page, t runningText) {
	p.Artifact("Header")
	s.runningLine(p, headTop, t.headLeft, t.headRight)
	bottom := headTop + s.look.running.leading + headRule
	p.Line(a4.Left, bottom, a4.Left+s.width, bottom, thin, rule)
	p.Artifact("Footer")
	s.runningLine(p, footTop, t.footLeft, t.footRight)
}

// runningLine sets a text at the left and one at the right. Where they would
// meet, each is cut to what its half of the line holds.
func (s *setter) runningLine(p *typeset.Page, top float64, left, right string) {
	f := s.look.running
	width := s.width/2 - 2*mm
	baseline := top + f.leading/2 + 0.38*f.size
	pen := typeset.Artifact(p)
	for _, line := range s.firstLine(f, left, width, typeset.Start) {
		line.Draw(pen, a4.Left, baseline, nil)
	}
	for _, line := range s.firstLine(f, right, width, typeset.End) {
		line.Draw(pen, a4.Left+s.width-width, baseline, nil)
	}
}

// firstLine is the first line of a text.
func (s *setter) firstLine(f face, text string, width float64, align typeset.Align) []typeset.Line {
	lines := s.c.Break(s.c.Prepare(s.words(f, text), false), width, align, false)
	return lines[:min(1, len(lines))]
}
