package typeset

import "strings"

// Line is a line of set text.
type Line struct {
	Indent  float64 // of the first character from the left edge of the column
	Width   float64 // from there to the end of the last character
	runs    []run
	forced  bool // begins where no line may begin
	follows bool // goes on with what the line before it begins
	ended   bool // ends where the author wants
	last    bool // ends its paragraph
	proof   func(Printed)
	short   bool // justified, but with more white than letters may part by
}

// run is what a line has of one span.
type run struct {
	span   *Span
	x      float64 // from the left edge of the column
	width  float64
	glyphs []Placed
}

// String returns the characters of the line in the order they are drawn, a
// space at its end included.
func (l *Line) String() string {
	var text strings.Builder
	for i := range l.runs {
		for _, g := range l.runs[i].glyphs {
			text.WriteRune(g.Rune)
		}
	}
	return text.String()
}

// Forced reports whether the line begins within what no line was wide enough
// for, so that no rule could be kept.
func (l *Line) Forced() bool { return l.forced }

// Follows reports whether the line goes on with the text of the line before it,
// because that one was full.
func (l *Line) Follows() bool { return l.follows }

// Ended reports whether the author ends the line.
func (l *Line) Ended() bool { return l.ended }

// Last reports whether the line is the last one of its text.
func (l *Line) Last() bool { return l.last }

// Short reports whether a justified line does not reach the edge, because its
// characters would stand too far apart.
func (l *Line) Short() bool { return l.short }

// Break sets prepared text in lines of a width. Even asks for lines of like
// length, which suits headings and names in narrow columns.
func (c *Compositor) Break(text Prepared, width float64, align Align, even bool) []Line {
	if text.Empty() {
		return nil
	}
	starts := c.fit.fit(text, width, align, even)
	first := len(c.lines)
	for i := 1; i < len(starts); i++ {
		a, b := starts[i-1], starts[i]
		ended := text.cells[b-1].class == classBreak
		c.lines = append(c.lines, c.line(text, a, b, width, align, ended || i == len(starts)-1))
		l := &c.lines[len(c.lines)-1]
		l.ended, l.last, l.follows = ended, i == len(starts)-1, a > 0 && text.cells[a-1].class != classBreak
		l.proof = c.proof
		l.forced = l.follows && text.cells[a].brk < 0
	}
	return c.lines[first:len(c.lines):len(c.lines)]
}

// Set is Prepare and Break for a text that needs no measuring before.
func (c *Compositor) Set(spans []Span, width float64, align Align, even bool) []Line {
	used := len(c.cells)
	lines := c.Break(c.Prepare(spans, false), width, align, even)
	c.cells = c.cells[:used] // the lines do without
	return lines
}

// Lines returns every line that was set since Reset, in the order of setting.
func (c *Compositor) Lines() []Line { return c.lines }

// line places the characters of cells[a:b].
func (c *Compositor) line(text Prepared, a, b int, width float64, align Align, last bool) Line {
	l := Line{}
	end := text.trimmed(a, b)
	if a >= end {
		return l
	}
	natural := text.cells[end-1].end - text.left(a)
	slack, trim := width-natural, 0.0
	if slack < -1e-6 {
		trim = text.endTrim(end - 1)
		slack += trim
	}
	ratio := 0.0
	if align == Justify && (!last || slack < 0) {
		ratio = text.ratio(a, end, slack)
		l.short = ratio >= maxRatio
	}
	switch align {
	case Center:
		l.Indent = slack / 2
	case End:
		l.Indent = slack
	}
	l.Width = c.place(&l, text, a, b, ratio) - trim
	return l
}

// ratio is how far the white of a line is to grow (above 0) or shrink (below).
func (p Prepared) ratio(a, b int, slack float64) float64 {
	first, last := &p.cells[a], &p.cells[b-1]
	if slack < 0 {
		return -min(1, -slack/max(float64(last.shrunk-first.shrunk), 1e-9))
	}
	return min(maxRatio, slack/max(float64(last.grown-first.grown), 1e-9))
}

// place fills the line's runs and returns the width of the line.
func (c *Compositor) place(l *Line, text Prepared, a, b int, ratio float64) float64 {
	firstRun := len(c.runs)
	x := l.Indent - text.startTrim(a)
	right := x
	for i := a; i < b; i++ {
		cl := &text.cells[i]
		if i > a {
			x += float64(cl.gap) + cl.spread(ratio)
		}
		if cl.class == classChance || cl.class == classBreak || cl.Rune == wordJoiner {
			continue
		}
		c.glyph(firstRun, &text.spans[cl.span], cl, x)
		if x += float64(cl.width); cl.class != classSpace {
			right = x
		}
	}
	l.runs = c.runs[firstRun:len(c.runs):len(c.runs)]
	for i := range l.runs {
		r := &l.runs[i]
		lastGlyph := &r.glyphs[len(r.glyphs)-1]
		r.width = min(lastGlyph.X+lastGlyph.Advance*r.span.Style.Size, right-r.x)
	}
	return right - l.Indent
}

// spread is what the white before the cell gains at a ratio.
func (c *cell) spread(ratio float64) float64 {
	if ratio < 0 {
		return ratio * float64(c.shrink)
	}
	return ratio * float64(c.grow)
}

// glyph adds a character to the run of its span.
func (c *Compositor) glyph(firstRun int, span *Span, cl *cell, x float64) {
	n := len(c.runs)
	if n == firstRun || c.runs[n-1].span != span {
		c.runs = append(c.runs, run{span: span, x: x, glyphs: c.placed[len(c.placed):len(c.placed)]})
		n++
	}
	r := &c.runs[n-1]
	c.placed = append(c.placed, Placed{Glyph: cl.glyph(), X: x - r.x})
	r.glyphs = c.placed[len(c.placed)-len(r.glyphs)-1 : len(c.placed) : len(c.placed)]
}

// Pen draws on a page, on behalf of elements of the structure or, for what is
// repeated on every page, of none.
type Pen struct {
	Page     *Page
	Owner    *Element // of the cell that a mark stands in
	artifact string
}

// Artifact is a pen for what is no part of the text, such as running heads. It
// goes on with the page's present kind of artifact.
func Artifact(p *Page) *Pen { return &Pen{Page: p, artifact: p.kind} }

// Own makes what follows part of the cell that the mark stands in.
func (p *Pen) Own() { p.In(p.Owner) }

// In makes what follows part of the element.
func (p *Pen) In(e *Element) {
	if p.artifact != "" {
		p.Page.Artifact(p.artifact)
		return
	}
	p.Page.In(e)
}

// Decor makes what follows decoration.
func (p *Pen) Decor() {
	if p.artifact != "" {
		p.Page.Artifact(p.artifact)
		return
	}
	p.Page.Artifact("Layout")
}

// Draw draws the line for the element, with the left edge of its column at x.
func (l *Line) Draw(pen *Pen, x, baseline float64, e *Element) {
	if l.proof != nil {
		l.show(pen, x, baseline, e)
	}
	for i := range l.runs {
		l.runs[i].draw(pen, x, baseline, e)
	}
}

// draw draws what belongs to one span.
func (r *run) draw(pen *Pen, x, baseline float64, e *Element) {
	s, x := &r.span.Style, x+r.x
	if s.Tint != nil {
		pen.Decor()
		pen.Page.Rect(x-0.1*s.Size, baseline-0.95*s.Size, r.width+0.2*s.Size, 1.25*s.Size, *s.Tint)
	}
	if s.Under != nil {
		pen.Decor()
		pen.Page.Line(x, baseline+0.18*s.Size, x+r.width, baseline+0.18*s.Size, 0.35, *s.Under)
	}
	pen.In(r.span.owner(pen, e))
	pen.Page.Text(x, baseline-s.Rise, s.Size, s.Color, r.glyphs)
	if s.Dots {
		r.dots(pen, x, baseline)
	}
	if r.span.Link != "" && pen.artifact == "" {
		r.link(pen.Page, x, baseline)
	}
}

// owner is the element that the span's characters belong to. It is opened where
// the span begins, so that it is read in its place.
func (s *Span) owner(pen *Pen, e *Element) *Element {
	if s.Tag == "" || pen.artifact != "" || e == nil {
		return e
	}
	if s.element == nil {
		s.element = e.Open(s.Tag, Attr{Lang: s.Lang})
	}
	return s.element
}

// dots sets the emphasis dots of a run.
func (r *run) dots(pen *Pen, x, baseline float64) {
	s := &r.span.Style
	size := 0.14 * s.Size
	y := baseline - 1.04*s.Size
	if s.Lang != "ja" {
		y = baseline + 0.22*s.Size
	}
	pen.Decor()
	for _, g := range r.glyphs {
		if c := classOf(g.Rune); c == classIdeograph || c == classTrailer {
			pen.Page.RoundRect(x+g.X+(g.Advance*s.Size-size)/2, y, size, size, size/2, &s.Color, nil, 0)
		}
	}
}

// link makes a run lead somewhere.
func (r *run) link(p *Page, x, baseline float64) {
	if r.span.element == nil {
		return
	}
	size := r.span.Style.Size
	top, height := baseline-0.95*size, 1.25*size
	if dest, inside := strings.CutPrefix(r.span.Link, "#"); inside {
		p.LinkTo(x, top, r.width, height, dest, r.span.element, r.span.Text)
		return
	}
	p.Link(x, top, r.width, height, r.span.Link, r.span.element, r.span.Text)
}
