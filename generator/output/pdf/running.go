package pdf

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// Places of the running head and foot.
const (
	headTop  = 13 * mm
	footEnd  = 10 * mm // from the foot of the page
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
	p.Line(s.sheet.Left, bottom, s.sheet.Left+s.width, bottom, thin, rule)
	p.Artifact("Footer")
	s.runningLine(p, s.sheet.Height-footEnd-s.look.running.leading, t.footLeft, t.footRight)
}

// runningLine sets a text at the left and one at the right. Where they would
// meet, each is cut to what its half of the line holds.
func (s *setter) runningLine(p *typeset.Page, top float64, left, right string) {
	width := s.width/2 - 2*mm
	baseline := top + s.look.running.leading/2 + 0.38*s.look.running.size
	pen := typeset.Artifact(p)
	for _, line := range s.firstLine(left, width, typeset.Start) {
		line.Draw(pen, s.sheet.Left, baseline, nil)
	}
	for _, line := range s.firstLine(right, width, typeset.End) {
		line.Draw(pen, s.sheet.Left+s.width-width, baseline, nil)
	}
}

// lineKey tells running lines apart.
type lineKey struct {
	text  string
	width float64
	align typeset.Align
}

// firstLine is a text in one line, cut if need be. Lines are set once, as they
// come again on every page.
func (s *setter) firstLine(text string, width float64, align typeset.Align) []typeset.Line {
	key := lineKey{text, width, align}
	if lines, ok := s.headlines[key]; ok {
		return lines
	}
	spaced := strings.NewReplacer("\u2028", " ", "  ", "\u2002").Replace(clip(text, mostClipped))
	lines := s.c.Set(s.words(s.look.running, spaced), width, align, false)
	if len(lines) > 1 {
		first := strings.TrimSpace(lines[0].String())
		first = clip(first, max(utf8.RuneCountInString(first)-2, 1)) + "…"
		lines = s.c.Set(s.words(s.look.running, first), width, align, false)[:1]
	}
	s.headlines[key] = lines
	return lines
}

// mostClipped is more characters than half a line can hold.
const mostClipped = 200

// clip is the first so many characters of a text.
func clip(text string, most int) string {
	for i := range text {
		if most--; most < 0 {
			return text[:i]
		}
	}
	return text
}
