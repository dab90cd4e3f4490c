package markdown

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	markup "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

func TestEscape(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"Order entry", "Order entry"},
		{"订单（含退款）", "订单（含退款）"},
		{"R&D", "R&D"},
		{"a &amp; b &#60;", `a \&amp; b \&#60;`},
		{"*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"},
		{"<script>", `\<script\>`},
		{"[x](javascript:y)", `\[x\](javascript:y)`},
		{"see https://a.example now", `see https\://a.example now`},
		{"www.a.example", `www\.a.example`},
		{"a@b.c", `a\@b.c`},
		{":smile: at 10:30", `\:smile: at 10:30`},
		{"{{ x }} {% y %}", `{\{ x }} {\% y %}`},
		{"a | b", "a &#124; b"},
		{`C:\dir`, `C:\\dir`},
		{"~~s~~ $x$", `\~\~s\~\~ \$x\$`},
	} {
		if got := escape(c.in); got != c.want {
			t.Errorf("escape(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestLineStart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"plain", "plain"},
		{"# h", `\# h`},
		{"- x", `\- x`},
		{"+ x", `\+ x`},
		{"=== ", `\=== `},
		{"  - x", `\- x`},
		{"1. x", `1\. x`},
		{"12) x", `12\) x`},
		{"2026 plan", "2026 plan"},
		{"7", "7"},
		{": x", `\: x`},
	} {
		if got := lineStart(c.in); got != c.want {
			t.Errorf("lineStart(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestInline(t *testing.T) {
	t.Parallel()
	text := func(list ...book.Inline) book.Text { return book.Text{Inlines: list} }
	for _, c := range []struct {
		in   book.Text
		want string
	}{
		{text(book.Inline{Text: "a"}, book.Inline{Kind: book.Emphasis, Children: []book.Inline{{Text: "b*"}}}), `a*b\**`},
		{text(book.Inline{Kind: book.Strong, Children: []book.Inline{{Text: " b "}}}), "**b**"},
		{text(book.Inline{Kind: book.Code, Text: "a`b|c"}), "``a`b|c``"},
		{text(book.Inline{Kind: book.Code, Text: "`"}), "`` ` ``"},
		{text(book.Inline{Kind: book.Link, URL: "https://a.example/x y)<z>|", Children: []book.Inline{{Text: "l"}}}), "[l](<https://a.example/x%20y)%3Cz%3E%7C>)"},
		{book.Text{Inlines: []book.Inline{{Text: "審計"}}, Lang: "ja", Fallback: true}, `審計 \[ja\]`},
	} {
		if got := inline(c.in); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// places are where a text may stand in a document.
var places = map[string]func(string) string{
	"paragraph": lineStart,
	"heading":   func(s string) string { return heading(2, s) },
	"item":      func(s string) string { return "- " + lineStart(s) },
	"quote":     func(s string) string { return "> " + lineStart(s) },
	"cell":      func(s string) string { return "| x | y |\n|---|---|\n| a | " + s + " |" },
}

// FuzzEscape holds that whatever a text is, a reader of the Markdown sees that
// text and no markup, wherever it stands.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{
		"", "a", "# h", "- x\n- y", "1. x", "| a |", "`c`", "<b>", "[a](b)", "![a](b)", "&amp;", "a_b_c", "***", "---", "===", "~~~", "```",
		"www.a.example", "http://a.example", "a@b.c", ":smile:", "[^1]", "{{<x>}}", "\\", "\\\\*", "\t x", "x  ", "x #", "全*角*", "\u202e", "\x00", "http://", "xmpp:a@b.c", "mailto:a@b.c", "ftp://a.b", ":-", "|-|", "[ ] x", "    x",
	} {
		f.Add(s)
	}
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList), goldmark.WithRendererOptions(markup.WithUnsafe()))
	f.Fuzz(func(t *testing.T, s string) {
		want := strings.TrimSpace(output.Clean(strings.ToValidUTF8(s, "")))
		if want == "" {
			return
		}
		for name, place := range places {
			var page bytes.Buffer
			source := place(strings.TrimSpace(escape(want)))
			if err := md.Convert([]byte(source), &page); err != nil {
				t.Fatal(err)
			}
			got, elements := read(t, page.Bytes())
			if name == "cell" {
				got = strings.TrimPrefix(got, "xya")
			}
			if got != want {
				t.Errorf("%s: %q became %q by way of %q", name, want, got, source)
			}
			for _, e := range elements {
				if !strings.Contains(" html head body p h2 ul li blockquote table thead tbody tr th td ", " "+e+" ") {
					t.Errorf("%s: %q became <%s> by way of %q", name, want, e, source)
				}
			}
		}
	})
}

// read gives the text of a page, its line ends aside, and its elements.
func read(t *testing.T, page []byte) (text string, elements []string) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		switch n.Type {
		case html.TextNode:
			text += strings.Trim(n.Data, "\n")
		case html.ElementNode:
			elements = append(elements, n.Data)
		}
	}
	return text, elements
}
