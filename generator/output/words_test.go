package output

import (
	"slices"
	"testing"

	"rolebook/generator/book"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Order 订单 注文 👩‍👧", "Order 订单 注文 👩‍👧"},
		{"white space", "a\tb\r\nc\u00a0d\u2028e\u0085f", "a b  c d e f"},
		{"wide space", "全\u3000角", "全\u3000角"},
		{"control", "a\x00b\x1b[31mc\x7fd\u009be", "a�b�[31mc�d�e"},
		{"noncharacters", "a\ufffeb\ufdd0c\U0001ffffd", "a�b�c�d"},
		{"override", "abc\u202egnp.exe", "abc\u202egnp.exe\u202c"},
		{"nested", "\u2067a\u202eb", "\u2067a\u202eb\u202c\u2069"},
		{"balanced", "\u202ea\u202c b", "\u202ea\u202c b"},
		{"stray end", "a\u2069\u202c", "a\u2069\u202c"},
		{"right to left", "مرحبا שלום", "مرحبا שלום"},
		{"empty", "", ""},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
		if got := Clean(Clean(c.in)); got != c.want {
			t.Errorf("%s: cleaned twice: %q", c.name, got)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	text := func(s, lang string, fallback bool) book.Text {
		return book.Text{Inlines: []book.Inline{{Text: s}}, Lang: lang, Fallback: fallback}
	}
	got := AllWords([]book.Text{text("Auditor", "en", false), text("Auditor", "en", true), text("审计员", "zh-Hans", true), {}})
	want := []string{"Auditor", "Auditor [en]", "审计员 [zh]", ""}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMarkText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		mark book.Mark
		want string
	}{
		{book.Mark{}, ""},
		{book.Mark{State: book.NotGranted, Label: "not granted"}, "–"},
		{book.Mark{State: book.Denied, Label: "denied"}, "denied"},
		{book.Mark{State: book.Granted, Scope: "Team"}, "Team"},
		{book.Mark{State: book.Granted, Scope: "Team", Conditional: true}, "Team *"},
		{book.Mark{State: book.Granted, Scope: "团队", Severity: "high", Open: true, Rules: []string{"s01", "s02"}}, "团队 ▲S01 S02"},
		{book.Mark{State: book.Granted, Scope: "Team", Conditional: true, Severity: "critical", Rules: []string{"s01"}}, "Team * ◇S01"},
	} {
		if got := MarkText(&c.mark); got != c.want {
			t.Errorf("%+v: %q, want %q", c.mark, got, c.want)
		}
	}
}
