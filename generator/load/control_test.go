package load

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Every character there is, alone and among others, is judged as the
// definition of a control character has it.
func TestControlIn(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		wrong := r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 && r != 0x85 || r == 0xfffe || r == 0xffff
		for _, before := range []string{"", "审a，é\u0085"} {
			want := -1
			if wrong {
				want = len(before)
			}
			if got := controlIn(before + string(r) + "批"); got != want {
				t.Fatalf("%U behind %q: %d, not %d", r, before, got, want)
			}
		}
	}
	if got := controlIn(strings.Repeat("权限", 100)); got != -1 {
		t.Errorf("found at %d", got)
	}
}
