package book

import (
	"html"
	"strings"
	"testing"
)

func TestBreakable(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 41)
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"a < b", "a &lt; b"},
		{long[:40], long[:40]},
		{long, long[:20] + "<wbr>" + long[:20] + "<wbr>x"},
		{"表 " + long + " 表", "表 " + long[:19] + "<wbr>" + long[:20] + "<wbr>xx 表"},
		{strings.Repeat("销售数据", 20), strings.Repeat("销售数据", 20)},
		{strings.Repeat("self-service ", 9), strings.Repeat("self-service ", 9)},
		{strings.Repeat("e\u0301", 21), strings.Repeat("e\u0301", 10) + "<wbr>" + strings.Repeat("e\u0301", 10) + "<wbr>e\u0301"},
		{strings.Repeat("<", 41), strings.Repeat("&lt;", 20) + "<wbr>" + strings.Repeat("&lt;", 20) + "<wbr>&lt;"},
	} {
		got := Breakable(c.in)
		if got != c.want {
			t.Errorf("%q: got %s, want %s", c.in, got, c.want)
		}
		if back := html.UnescapeString(strings.ReplaceAll(got, "<wbr>", "")); back != c.in {
			t.Errorf("%q reads %q", c.in, back)
		}
	}
}
