package book

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestInlineText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, html, plain string }{
		{"Plain words", "Plain words", "Plain words"},
		{"Keeps them *complete* and **right**", "Keeps them <em>complete</em> and <strong>right</strong>", "Keeps them complete and right"},
		{"保证订单信息*完整*，并解答", "保证订单信息<em>完整</em>，并解答", "保证订单信息完整，并解答"},
		{"run `x < y`", "run <code>x &lt; y</code>", "run x < y"},
		{"see [the *guide*](https://example.org/?a=1&b=2)", `see <a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">the <em>guide</em></a>`, "see the guide"},
		{"[mail](mailto:hr@example.org)", `<a href="mailto:hr@example.org" rel="noreferrer">mail</a>`, "mail"},
		{"[x](javascript:alert(1))", "x", "x"},
		{"[x](JaVaScRiPt:alert(1))", "x", "x"},
		{"[x](javascript&colon;alert(1))", "x", "x"},
		{"[x](https://example.org/?q=\"><b>)", `<a href="https://example.org/?q=%22%3E%3Cb%3E" rel="noreferrer">x</a>`, "x"},
		{"[表](https://example.org/表?a=1&amp;b=2)", `<a href="https://example.org/%E8%A1%A8?a=1&amp;b=2" rel="noreferrer">表</a>`, "表"},
		{"[x](data:text/html,y)", "x", "x"},
		{"[x](//host/path)", "x", "x"},
		{"[x](file:///etc/passwd)", "x", "x"},
		{"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"},
		{"<b>*x*</b>", "&lt;b&gt;<em>x</em>&lt;/b&gt;", "<b>x</b>"},
		{"<https://example.org>", "&lt;https://example.org&gt;", "<https://example.org>"},
		{"![alt](https://example.org/x.png)", "alt", "alt"},
		{"# no heading", "# no heading", "# no heading"},
		{"- no list", "- no list", "- no list"},
		{"1. no list", "1. no list", "1. no list"},
		{"    no code", "no code", "no code"},
		{"one\n\ntwo", "one two", "one two"},
		{"销售\n数据", "销售数据", "销售数据"},
		{"a &amp; b &lt; c", "a &amp; b &lt; c", "a & b < c"},
		{`\*stars\*`, "*stars*", "*stars*"},
		{"{{ .Site }} {{< x >}}", "{{ .Site }} {{&lt; x &gt;}}", "{{ .Site }} {{< x >}}"},
		{"  ", "", ""},
	} {
		text := Text{Inlines: parseInline(c.in)}
		if got := string(text.HTML()); got != c.html {
			t.Errorf("%q as HTML:\n got %s\nwant %s", c.in, got, c.html)
		}
		if got := text.Plain(); got != c.plain {
			t.Errorf("%q plain: got %q, want %q", c.in, got, c.plain)
		}
	}
}

func TestLongText(t *testing.T) {
	t.Parallel()
	in := "First *one*.\n\nSecond\nline.\n\n- a\n- b\n  - c\n\n1. x\n\n> quoted\n\n```\n<raw>\n```\n\n<div>no markup</div>\n\n# Head"
	want := "<p>First <em>one</em>.</p><p>Second line.</p><ul><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ul>" +
		"<ol><li>x</li></ol><blockquote><p>quoted</p></blockquote><pre><code>&lt;raw&gt;</code></pre>" +
		"<p>&lt;div&gt;no markup&lt;/div&gt;</p><h3>Head</h3>"
	p := Prose{Paragraphs: parseBlocks(in)}
	if got := string(p.HTML()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := p.Plain(), "First one.\nSecond line.\na\nb\nc\nx\nquoted\n<raw>\n<div>no markup</div>\nHead"; got != want {
		t.Errorf("plain: %q, want %q", got, want)
	}
}

func TestFallbackIsMarked(t *testing.T) {
	t.Parallel()
	text := Text{Inlines: parseInline("Decide"), Lang: "en", Fallback: true}
	if got, want := string(text.HTML()), `<span class="fallback" lang="en">Decide<sup class="fallback-mark">en</sup></span>`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFirstSentence(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"One. Two.":             "One.",
		"Version 1.2 runs. Two": "Version 1.2 runs.",
		"一句。二句。":                "一句。",
		"no stop\nnext line":    "no stop",
		"":                      "",
	} {
		if got := firstSentence(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// FuzzMarkup holds that no text becomes markup of its own making, and that
// none of its words is lost on the way to HTML.
func FuzzMarkup(f *testing.F) {
	for _, s := range []string{"*a* **b**", "[x](javascript:y)", "<script>", "- a\n  - b", "```\nx", "> q", "&#x3c;", "\\<b\\>", "a*\n*b"} {
		f.Add(s)
	}
	allowed := strings.NewReplacer(
		"<em>", "", "</em>", "", "<strong>", "", "</strong>", "", "<code>", "", "</code>", "", "<br>", "", "<p>", "", "</p>", "",
		"<ul>", "", "</ul>", "", "<ol>", "", "</ol>", "", "<li>", "", "</li>", "", "<blockquote>", "", "</blockquote>", "",
		"<pre>", "", "</pre>", "", "<h3>", "", "</h3>", "", `rel="noreferrer">`, "", "</a>", "", `<a href="http`, "", `<a href="mailto:`, "",
	)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return // the reader of catalogs refuses such a file
		}
		for _, out := range []string{string(Text{Inlines: parseInline(s)}.HTML()), string(Prose{Paragraphs: parseBlocks(s)}.HTML())} {
			if rest := allowed.Replace(out); strings.Contains(rest, "<") {
				t.Errorf("%q became markup: %s", s, out)
			}
		}
	})
}
