package typeset

import (
	"encoding/binary"
	"math"
	"testing"
)

// kernTable is a kern table of one subtable with the pairs.
func kernTable(pairs ...[3]int) []byte {
	b := make([]byte, 4, 18+6*len(pairs))
	be.PutUint16(b[2:], 1)
	for _, v := range []int{0, 14 + 6*len(pairs), 1, len(pairs), 0, 0, 0} {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	for _, pair := range pairs {
		for _, v := range pair {
			b = binary.BigEndian.AppendUint16(b, uint16(v))
		}
	}
	return b
}

func TestReadKerning(t *testing.T) {
	good := kernTable([3]int{1, 2, -100}, [3]int{1, 5, 50}, [3]int{3, 0, -1000})
	k := readKerning(good, 1000, 6)
	for _, c := range []struct {
		left, right uint16
		want        float32
	}{{1, 2, -0.1}, {1, 5, 0.05}, {3, 0, -1}, {1, 3, 0}, {0, 2, 0}, {5, 5, 0}, {6, 0, 0}, {math.MaxUint16, 0, 0}} {
		if got := k.between(c.left, c.right); got != c.want {
			t.Errorf("between %d and %d: %v, want %v", c.left, c.right, got, c.want)
		}
	}
	for name, table := range map[string][]byte{
		"none": nil, "short": good[:17], "unsorted": kernTable([3]int{3, 2, 1}, [3]int{1, 2, 1}), "beyond the face": kernTable([3]int{6, 0, 1}),
		"another format": append(append([]byte{}, good[:8]...), append([]byte{2, 1}, good[10:]...)...),
	} {
		if k := readKerning(table, 1000, 6); k.between(1, 2) != 0 || k.between(3, 2) != 0 {
			t.Errorf("%s: there are pairs", name)
		}
	}
	if k := readKerning(good[:len(good)-4], 1000, 6); k.between(1, 5) != 0.05 || k.between(3, 0) != 0 {
		t.Error("a table that was cut off does not keep the pairs before")
	}
}

// TestKerned holds a pair of every face against the widths of its letters.
func TestKerned(t *testing.T) {
	c := NewCompositor(shipped())
	for _, lang := range []string{"en", "zh-Hans", "ja"} {
		for _, weight := range []Weight{Regular, Bold} {
			style := Style{Lang: lang, Weight: weight, Size: 10}
			width := func(spans ...string) float64 {
				list := make([]Span, len(spans))
				for i := range spans {
					list[i] = Span{Text: spans[i], Style: style}
				}
				return c.Prepare(list, false).Width()
			}
			if kerned, apart := width("To"), width("T")+width("o"); kerned > apart-0.4 {
				t.Errorf("%s: To is %.2f wide, its letters %.2f", lang, kerned, apart)
			}
			if kerned, apart := width("11"), 2*width("1"); math.Abs(kerned-apart) > 1e-4 {
				t.Errorf("%s: figures are kerned", lang)
			}
			if kerned, apart := width("T", "o"), width("T")+width("o"); math.Abs(kerned-apart) > 1e-4 {
				t.Errorf("%s: pairs of two spans are kerned", lang)
			}
		}
	}
}
