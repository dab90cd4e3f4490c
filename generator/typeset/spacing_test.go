package typeset

import (
	"math"
	"testing"
)

// TestSpacing measures texts in em: what the marks lose where they meet, and
// what parts Han from Latin.
func TestSpacing(t *testing.T) {
	a := shipped().Glyph("zh-Hans", Regular, 'A').Advance
	for _, c := range []struct {
		lang, text string
		want       float64
	}{
		{"zh-Hans", "中文", 2},
		{"zh-Hans", "中A文", 2.5 + a},
		{"zh-Hans", "中 A 文", 2.5 + a},
		{"zh-Hans", "中，A", 2 + a},
		{"zh-Hans", "中。」", 2.5},
		{"zh-Hans", "中」「文", 3.5},
		{"zh-Hans", "中」（「文", 4},
		{"zh-Hans", "中：「文", 3.5},
		{"ja", "中：「文", 3.75},
		{"ja", "中！「文", 4},
		{"ja", "中・「文", 3.75},
		{"ja", "中」・文", 3.5},
		{"zh-Hans", "「中」", 2.5},
		{"zh-Hans", "（「中", 2},
		{"zh-Hans", "——……", 4},
		{"zh-Hans", "中\n文", 2},
		{"zh-Hans", "中\u2003文", 3},
		{"zh-Hans", "中  文", 2 + shipped().Glyph("zh-Hans", Regular, ' ').Advance},
		{"zh-Hans", "中\u200b文\u202e", 2},
		{"zh-Hans", " 中 ", 1},
	} {
		p := NewCompositor(shipped()).Prepare([]Span{{Text: c.text, Style: Style{Lang: c.lang, Size: 10}}}, false)
		if got := p.Width() / 10; math.Abs(got-c.want) > 1e-3 {
			t.Errorf("%s %q is %.3f em wide, want %.3f", c.lang, c.text, got, c.want)
		}
	}
}

// TestLatinSigns looks for the narrow forms of signs among Latin words.
func TestLatinSigns(t *testing.T) {
	for text, narrow := range map[string]bool{"don’t": true, "他说’": false, "a — b": true, "中——文": false, "wait…": true, "中…": false, "“SLA”是": false, "a “b” c": true, "他说“yes”了": false} {
		p := NewCompositor(shipped()).Prepare([]Span{{Text: text, Style: Style{Lang: "zh-Hans", Size: 10}}}, false)
		for i := range p.cells {
			c := &p.cells[i]
			switch c.Rune {
			case '’', '—', '…', '“', '”':
				latin := shipped().Glyph("en", Regular, c.Rune).Face
				if (c.Face == latin) != narrow {
					t.Errorf("%q: %c is set in %s", text, c.Rune, c.Face.family)
				}
			}
		}
	}
}

// TestMarksCombine keeps combining characters on the character before them.
func TestMarksCombine(t *testing.T) {
	lines := compose("ja", "か\u3099e\u0301葛\U000E0100か\u3099e\u0301", 11, Start)
	if len(lines) < 4 {
		t.Fatalf("%d lines", len(lines))
	}
	for i := range lines {
		if c := classOf([]rune(lines[i].String())[0]); c == classMark {
			t.Errorf("line %d begins with a mark: %q", i, lines[i].String())
		}
	}
}
