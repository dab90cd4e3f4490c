package pdf

import "rolebook/generator/typeset"

// mm is a millimetre in points.
const mm = 72 / 25.4

// Two verticals carry a document: labels stand on the left margin, what they
// label on the axis.
const (
	labelWidth = 38 * mm
	axis       = 43 * mm
)

// The colours of ink on paper.
var (
	ink      = typeset.Color{R: 0x16, G: 0x18, B: 0x1b}
	inkSoft  = typeset.Color{R: 0x45, G: 0x49, B: 0x4f}
	inkFaint = typeset.Color{R: 0x63, G: 0x67, B: 0x6d}
	hairline = typeset.Color{R: 0xd4, G: 0xd4, B: 0xcf}
	rule     = typeset.Color{R: 0xa0, G: 0xa1, B: 0x9d}
	accent   = typeset.Color{R: 0x11, G: 0x4b, B: 0x7c}
	sunken   = typeset.Color{R: 0xf1, G: 0xf1, B: 0xee}
)

// Thickness of rules: between rows, below heads, above sections.
const (
	thin   = 0.35
	medium = 0.7
	strong = 0.9
)

// face is a size of type with its leading.
type face struct {
	size, leading float64
	weight        typeset.Weight
	color         typeset.Color
}

// look is the type of a language. Han and kana want more leading than Latin.
type look struct {
	title, kind, alias  face
	section, row, prose face
	factLabel, fact     face
	table, head, remark face
	note, box, list     face
	running             face
	proseLeft           float64 // where running text begins: long Latin lines are hard to follow
	prosePad            float64 // between paragraphs
	rowPad              float64 // above and below a row
	proseAlign          typeset.Align
}

// eastern is the look of Chinese.
func eastern() look {
	return look{
		title:     face{22, 29, typeset.Bold, ink},
		kind:      face{9.5, 16, typeset.Regular, inkSoft},
		alias:     face{8.5, 13, typeset.Regular, inkSoft},
		section:   face{13, 18, typeset.Bold, ink},
		prose:     face{9.5, 16, typeset.Regular, ink},
		row:       face{9, 14.5, typeset.Bold, ink},
		list:      face{9, 14.5, typeset.Regular, ink},
		factLabel: face{7.5, 11, typeset.Regular, inkFaint},
		fact:      face{8.5, 13, typeset.Bold, ink},
		table:     face{8, 12, typeset.Regular, ink},
		head:      face{7.5, 11, typeset.Bold, inkSoft},
		remark:    face{7.5, 11, typeset.Regular, ink},
		note:      face{7.5, 11, typeset.Regular, inkSoft},
		box:       face{8.5, 13.5, typeset.Regular, ink},
		running:   face{7.5, 10, typeset.Regular, inkSoft},

		prosePad: 2 * mm, rowPad: 1.5 * mm, proseAlign: typeset.Justify,
	}
}

// lookOf is the look of a language, a BCP 47 tag.
func lookOf(lang string) look {
	l := eastern()
	switch lang {
	case "ja":
		l.row.leading, l.list.leading, l.rowPad = 14, 14, 1.3*mm
	case "en":
		l.prose.leading, l.kind.leading = 15, 15
		l.row.leading, l.list.leading = 13.5, 13.5
		l.table.leading, l.remark.leading, l.box.leading = 11.5, 10.5, 12.5
		l.proseLeft, l.proseAlign = axis, typeset.Start
	}
	return l
}

// severities are the colours of findings.
var severities = map[string]typeset.Color{
	"critical": {R: 0x98, G: 0x10, B: 0x3a},
	"high":     {R: 0x9c, G: 0x3c, B: 0x05},
	"medium":   {R: 0x6b, G: 0x52, B: 0x00},
	"low":      {R: 0x4b, G: 0x55, B: 0x60},
}

// severityColor is the colour of a severity.
func severityColor(severity string) typeset.Color {
	if c, ok := severities[severity]; ok {
		return c
	}
	return severities["low"]
}

// tint is the ground of a scope and the colour of the words on it.
type tint struct{ ground, word typeset.Color }

// ramp darkens with the reach of a scope, so that it survives grey printing.
var ramp = [5]tint{
	{typeset.Color{R: 0xed, G: 0xf3, B: 0xf8}, typeset.Color{R: 0x16, G: 0x18, B: 0x1b}},
	{typeset.Color{R: 0xd3, G: 0xe2, B: 0xee}, typeset.Color{R: 0x16, G: 0x18, B: 0x1b}},
	{typeset.Color{R: 0xa9, G: 0xc6, B: 0xde}, typeset.Color{R: 0x0f, G: 0x1a, B: 0x24}},
	{typeset.Color{R: 0x3f, G: 0x77, B: 0xa6}, typeset.Color{R: 0xff, G: 0xff, B: 0xff}},
	{typeset.Color{R: 0x0f, G: 0x3f, B: 0x69}, typeset.Color{R: 0xff, G: 0xff, B: 0xff}},
}

// tintOf is the tint of the rank-th of so many scopes: the narrowest has the
// lightest, the widest the darkest.
func tintOf(rank, scopes int) tint {
	if scopes <= 1 || rank >= scopes {
		return ramp[4]
	}
	return ramp[min(4, max(0, (rank-1)*4/(scopes-1)))]
}
