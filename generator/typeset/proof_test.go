package typeset

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// proofOf is what is drawn of a galley.
func proofOf(set func(c *Compositor, d *Document)) []Printed {
	var out []Printed
	c := NewCompositor(shipped())
	c.Proof(func(p Printed) { out = append(out, p) })
	set(c, New(shipped(), sampleInfo))
	return out
}

// TestRepeatedHead looks where the head of a table that is not at the left margin
// comes again.
func TestRepeatedHead(t *testing.T) {
	lines := proofOf(func(c *Compositor, d *Document) {
		in, g := NewGalley(c, page.Measure()-50), NewGalley(c, page.Measure())
		in.Table(tableOf(d.Root(), 40, "文字"))
		g.Append(in, 50)
		d.Flow(g, page)
	})
	again := 0
	for _, l := range lines {
		if l.String() != "表头甲" {
			continue
		}
		if math.Abs(l.X-page.Left-50) > 1e-6 {
			t.Errorf("the head stands at %.1f on page %d", l.X, l.Page.Number())
		}
		if l.Artifact {
			again++
		}
	}
	if again == 0 {
		t.Error("the head does not come again")
	}
}

// TestSqueezedTable sets a table that is too wide: the column that can spare
// something gives way, the narrow ones keep their words whole.
func TestSqueezedTable(t *testing.T) {
	cell := func(s string) Cell { return Cell{Text: []Text{{Spans: []Span{{Text: s, Style: style}}, Leading: 14}}} }
	lines := proofOf(func(c *Compositor, d *Document) {
		g := NewGalley(c, page.Measure())
		g.Table(&Table{
			Element: d.Root().Open("Table", Attr{}), Columns: []Column{{Pad: 2}, {Weight: 1, Pad: 2}, {Pad: 2}, {}},
			Head:   []Cell{cell("1"), cell("May the role holder do this, or may nobody do it at all?"), cell("Yes"), cell("Conditional")},
			Groups: []Group{{Rows: []Row{{Cells: []Cell{cell("2")}}}}},
		})
		d.Flow(g, page)
	})
	var got []string
	for _, l := range lines {
		if l.Forced() || l.Right() > page.Width-page.Right+1e-6 {
			t.Errorf("%q is broken or too wide", l.String())
		}
		got = append(got, l.String())
	}
	if !slices.Contains(got, "Yes") || !slices.Contains(got, "Conditional") {
		t.Errorf("the lines are %q", got)
	}
}

// TestLastWord sets ragged text that would end in a line of one word.
func TestLastWord(t *testing.T) {
	const text = "Design roles, profiles, and permission sets, and define the role hierarchy."
	whole := NewCompositor(shipped()).Prepare([]Span{{Text: text, Style: Style{Lang: "en", Size: 10}}}, false).Width()
	lines := compose("en", text, whole-20, Start)
	if len(lines) != 2 || !strings.Contains(strings.TrimSpace(lines[1].String()), " ") {
		t.Errorf("the last of %d lines is %q", len(lines), lines[len(lines)-1].String())
	}
}
