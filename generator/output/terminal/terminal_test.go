package terminal

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"rolebook/generator/output/conformance"
)

func TestTable(t *testing.T) {
	t.Parallel()
	table := Table{Head: []string{"角色", "n"}, Right: []bool{false, true}, Indent: "> "}
	table.Row("Order Clerk", "1")
	table.Group("審批")
	table.Row("注文の承認者", "200")
	table.Row("short")
	table.Row("\x1b[31mred\u202e", "3")
	var out bytes.Buffer
	if err := table.Write(&out); err != nil {
		t.Fatal(err)
	}
	want := strings.TrimPrefix(`
> 角色                       n
> -----------------------  ---
> Order Clerk                1
> 審批
> 注文の承認者             200
> short
> <U+001B>[31mred<U+202E>    3
`, "\n")
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestWidth(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		want int
	}{{"", 0}, {"abc", 3}, {"角色", 4}, {"ロール", 6}, {"ﾛｰﾙ", 3}, {"Ａ", 2}, {"e\u0301", 1}, {"…–·", 3}} {
		if got := Width(c.in); got != c.want {
			t.Errorf("Width(%q) = %d, want %d", c.in, got, c.want)
		}
	}
}

func TestMatrix(t *testing.T) {
	t.Parallel()
	for _, b := range conformance.Mini(t).Books {
		var out bytes.Buffer
		if err := WriteMatrix(&out, b); err != nil {
			t.Fatal(err)
		}
		conformance.Golden(t, "matrix."+b.Key+".txt", out.String())
	}
}

// TestHostileMatrix holds that nothing a terminal obeys gets through.
func TestHostileMatrix(t *testing.T) {
	t.Parallel()
	for _, b := range conformance.Hostile(t).Books {
		var out bytes.Buffer
		if err := WriteMatrix(&out, b); err != nil {
			t.Fatal(err)
		}
		for _, r := range out.String() {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
				t.Fatalf("%s: %U", b.Key, r)
			}
		}
		if strings.Contains(out.String(), "⟦") {
			t.Errorf("%s: a message is missing", b.Key)
		}
	}
}
