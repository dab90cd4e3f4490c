package pdf

import (
	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// Measurements of a finding's box.
const (
	boxPadX  = 3.5 * mm
	boxPadY  = 2 * mm
	boxLabel = 30 * mm // where what a label says begins
	boxSign  = 4.2 * mm
	boxWhole = 70 * mm // a lower one is not divided
)

// callout sets a finding in a box, its severity told by a shape and a colour.
func (s *setter) callout(g *typeset.Galley, b *book.Callout, e *typeset.Element) {
	color := severityColor(b.Severity)
	frame := typeset.Frame{Color: color, Edge: color, Thickness: medium, Bar: 2.5, PadX: boxPadX, PadY: boxPadY}
	if !b.Open {
		frame.Thickness, frame.Edge = thin, rule
	}
	in := s.galley(s.width - 2*boxPadX)
	sect := e.Open("Sect", typeset.Attr{})
	s.calloutHead(in, b, color, s.heading(sect, 2))
	if len(b.Lines) > 0 {
		in.Keep()
		in.Skip(0.8 * mm)
		s.calloutLines(in, b.Lines, sect.Open("L", typeset.Attr{}))
	}
	from, short := g.Len(), in.Height() < boxWhole
	g.Frame(frame, in)
	if short {
		g.Together(from, typeset.Never)
	}
}

// calloutHead sets the severity, the name and the status.
func (s *setter) calloutHead(g *typeset.Galley, b *book.Callout, color typeset.Color, heading *typeset.Element) {
	f := s.box
	f.weight = typeset.Bold
	colored := f
	colored.color = color
	spans := append(s.words(colored, b.Title+"\u2002"), s.inline(f, b.Name)...)
	if b.Status != "" {
		spans = append(spans, s.words(s.note, "\u2002"+b.Status)...)
	}
	label := s.galley(boxSign)
	label.Mark(sign{b.Severity, b.Open, s.box.leading}, 0, s.box.leading, s.box.leading/2+0.38*s.box.size)
	in := s.galley(g.Width() - boxSign)
	in.Text(typeset.Text{Spans: spans, Leading: s.box.leading, Phrases: true, Element: heading})
	g.Beside(label, in, boxSign)
}

// calloutLines sets what a finding says, label by label.
func (s *setter) calloutLines(g *typeset.Galley, lines []book.Fact, list *typeset.Element) {
	for i := range lines {
		item := list.Open("LI", typeset.Attr{})
		label, content := s.galley(boxLabel-3*mm), s.galley(g.Width()-boxLabel)
		faint := s.note
		faint.leading = s.box.leading
		label.Text(typeset.Text{Spans: s.words(faint, lines[i].Label), Leading: faint.leading, Phrases: true, Element: item.Open("Lbl", typeset.Attr{})})
		content.Text(typeset.Text{Spans: s.inline(s.box, lines[i].Value), Leading: s.box.leading, Phrases: true, Element: item.Open("LBody", typeset.Attr{})})
		g.Beside(label, content, boxLabel)
	}
}

// sign is the shape of a severity, filled for an open finding.
type sign struct {
	severity string
	open     bool
	leading  float64
}

// Draw implements typeset.Mark.
func (m sign) Draw(pen *typeset.Pen, x, y float64) {
	const side = 2.5 * mm
	pen.Decor()
	color := severityColor(m.severity)
	top := y + (m.leading-side)/2 + 0.1*mm
	m.shape(pen.Page, x, top, side, color)
	if !m.open {
		m.shape(pen.Page, x+0.2*side, top+m.inset(side), 0.6*side, typeset.Color{R: 0xff, G: 0xff, B: 0xff})
	}
}

// inset is how far the hole of a hollow shape is below its top.
func (m sign) inset(side float64) float64 {
	if m.severity == "high" {
		return 0.27 * side
	}
	return 0.2 * side
}

// shape fills the shape of the severity in a square.
func (m sign) shape(p *typeset.Page, x, y, side float64, color typeset.Color) {
	half := side / 2
	switch m.severity {
	case "critical":
		p.Polygon([]typeset.Point{{X: x + half, Y: y}, {X: x + side, Y: y + half}, {X: x + half, Y: y + side}, {X: x, Y: y + half}}, color)
	case "high":
		p.Polygon([]typeset.Point{{X: x + half, Y: y + 0.06*side}, {X: x + side, Y: y + 0.94*side}, {X: x, Y: y + 0.94*side}}, color)
	case "medium":
		p.RoundRect(x+0.06*side, y+0.06*side, 0.88*side, 0.88*side, half, &color, nil, 0)
	default:
		p.Rect(x, y+0.3*side, side, 0.4*side, color)
	}
}
