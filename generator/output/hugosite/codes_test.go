package hugosite

import (
	"strings"
	"testing"
)

// decode reads a number as the script of the page does.
func decode(line string, place, width int) int {
	n := 0
	for _, c := range line[place*width : (place+1)*width] {
		n = n*len(alphabet) + strings.IndexRune(alphabet, c)
	}
	return n
}

// TestCodes numbers more things than fit in a character, and in two.
func TestCodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ things, width int }{{0, 1}, {len(alphabet) - 1, 1}, {len(alphabet), 2}, {len(alphabet) * len(alphabet), 3}} {
		var numbers codes[int]
		line := make([]int, c.things+1)
		for i := range c.things {
			line[i] = numbers.of(i)
		}
		if got := numbers.width(); got != c.width {
			t.Errorf("%d things take %d characters each, want %d", c.things, got, c.width)
		}
		text := encode(line, numbers.width())
		for i, want := range line {
			if got := decode(text, i, numbers.width()); got != want {
				t.Fatalf("%d things: number %d is read as %d", c.things, want, got)
			}
		}
		if c.things > 0 && numbers.of(0) != 1 {
			t.Error("a thing has two numbers")
		}
	}
}

// TestAlphabet holds that the characters stand for themselves in JSON and in a
// script, and that a browser's ASCII table is enough to read them.
func TestAlphabet(t *testing.T) {
	t.Parallel()
	if got := quoted(alphabet); got != `"`+alphabet+`"` {
		t.Errorf("JSON writes %s", got)
	}
	seen := map[rune]bool{}
	for _, c := range alphabet {
		if c < ' ' || c > '~' || seen[c] {
			t.Errorf("%q is not fit, or is there twice", c)
		}
		seen[c] = true
	}
}
