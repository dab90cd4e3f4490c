package xlsx

import (
	"github.com/xuri/excelize/v2"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
)

// The palette, the same as the site's light one: ink and rules, the ramp of
// data scopes with the ink to write on it, the severities.
const (
	ink      = "16181B"
	ink2     = "45494F"
	ink3     = "63676D"
	paper2   = "F6F6F4"
	hairline = "DCDCD7"
	rule2    = "A9AAA6"
)

var (
	ramp       = []struct{ fill, ink string }{{"EDF3F8", ink}, {"D3E2EE", ink}, {"A9C6DE", "0F1A24"}, {"3F77A6", "FFFFFF"}, {"0F3F69", "FFFFFF"}}
	severities = map[string]string{"critical": "98103A", "high": "9C3C05", "medium": "6B5200", "low": "4B5560"}
)

// font is the face of a language, one that its readers have. The character set
// helps programs that do not have it to a like one.
type font struct {
	family  string
	charset int
	line    float64 // height of a line at 10 points
}

var fonts = map[catalog.Lang]font{
	catalog.Chinese:  {"等线", 134, 14},
	catalog.English:  {"Calibri", 0, 13.5},
	catalog.Japanese: {"Yu Gothic", 128, 17},
}

// textFormat is the built-in number format "@": what is typed stays text.
const textFormat = 49

// Border styles of the file format.
const (
	thin         = 1
	medium       = 2
	mediumDashed = 8
)

// look is how a cell looks. Cells that look alike share a style: a workbook
// may have some ten thousand, and gets by with dozens.
type look struct {
	size     float64 // 0: 10 points
	bold     bool
	color    string // of the letters; empty: ink
	fill     string // empty: none
	top      string // colour of the line above; empty: a hairline, "none": none
	frame    string // colour of a frame; empty: none
	dashed   bool   // the frame is
	centered bool
	wrap     bool
	head     bool // above a strong line
	blank    bool // not written at all
}

// styles makes each look once.
type styles struct {
	file *excelize.File
	font font
	ids  map[look]int
}

func newStyles(f *excelize.File, face font) *styles {
	return &styles{file: f, font: face, ids: map[look]int{}}
}

// id gives the number of a style.
func (s *styles) id(l look) (int, error) {
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(s.style(l))
	if err == nil {
		s.ids[l] = id
	}
	return id, err
}

func (s *styles) style(l look) *excelize.Style {
	out := &excelize.Style{
		NumFmt:    textFormat,
		Font:      &excelize.Font{Family: s.font.family, Charset: &s.font.charset, Size: l.size, Bold: l.bold, Color: l.color},
		Border:    l.borders(),
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: l.wrap},
	}
	if l.size == 0 {
		out.Font.Size = 10
	}
	if l.color == "" {
		out.Font.Color = ink
	}
	if l.fill != "" {
		out.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if l.centered {
		out.Alignment.Horizontal = "center"
	}
	return out
}

func (l look) borders() []excelize.Border {
	switch {
	case l.frame != "":
		style := medium
		if l.dashed {
			style = mediumDashed
		}
		var out []excelize.Border
		for _, side := range []string{"left", "right", "top", "bottom"} {
			out = append(out, excelize.Border{Type: side, Color: l.frame, Style: style})
		}
		return out
	case l.head:
		return []excelize.Border{{Type: "bottom", Color: ink, Style: medium}}
	case l.top == "none":
		return nil
	case l.top != "":
		return []excelize.Border{{Type: "top", Color: l.top, Style: thin}}
	}
	return []excelize.Border{{Type: "top", Color: hairline, Style: thin}}
}

// marked gives the look of a permission mark.
func marked(m *book.Mark, top string) look {
	l := look{top: top, centered: true, wrap: true}
	switch m.State {
	case book.Granted:
		step := ramp[tint(m.Rank, m.Scopes)]
		l.fill, l.color = step.fill, step.ink
		if m.Severity != "" {
			l.frame, l.dashed, l.bold = severities[m.Severity], !m.Open, m.Open
		}
	case book.Denied:
		l.color, l.fill = ink2, paper2
	}
	return l
}

// tint spreads the scopes of a catalog over the ramp: the widest is always the
// darkest.
func tint(rank, scopes int) int {
	last := len(ramp) - 1
	if scopes < 2 {
		return last
	}
	return ((rank-1)*last + (scopes-1)/2) / (scopes - 1)
}
