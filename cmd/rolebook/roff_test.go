package main

import "testing"

func TestRoff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"plain words", "plain words"},
		{"words\nand more", "words\nand more"},
		{"rolebook build -o x", `rolebook build \-o x`},
		{`a\b`, `a\eb`},
		{".SH no request\n'nor this", "\\&.SH no request\n\\&'nor this"},
		{"目录", "目录"},
	} {
		if got := roff(c.text); got != c.want {
			t.Errorf("roff(%q) = %q, not %q", c.text, got, c.want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"plain\nwords", "plain\nwords"},
		{"目录", `目\:录`},
		{"程序\n核对", `程\:序\:核\:对`},
		{"用 -o 写", `用 \-o 写`},
		{"（例）。次", `（例）。\:次`},
	} {
		if got := flowing(c.text); got != c.want {
			t.Errorf("flowing(%q) = %q, not %q", c.text, got, c.want)
		}
	}
	if got, want := quoted(`say "yes"`), `"say \(dqyes\(dq"`; got != want {
		t.Errorf("quoted: %s, not %s", got, want)
	}
}
