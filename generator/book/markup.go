package book

import (
	"html"
	"html/template"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/width"
)

// Catalog text is Markdown without raw HTML: tags, scripts and comments are
// ordinary characters here, because no parser for them is installed.
var (
	inlineParsers = []util.PrioritizedValue{
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	}
	// An inline text is one paragraph, whatever it begins with.
	inlineMarkdown = parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(inlineParsers...),
	)
	blockMarkdown = parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(inlineParsers...),
	)
)

// parseInline reads an inline text. Most texts hold no Markdown at all; they
// are told by their characters and not parsed.
func parseInline(s string) []Inline {
	s = strings.TrimSpace(legible(s))
	if !strings.ContainsAny(s, "*_`[]\\&\n") {
		return []Inline{{Text: s}}
	}
	src := []byte(joinLines(s))
	doc := inlineMarkdown.Parse(text.NewReader(src))
	if doc.FirstChild() == nil {
		return []Inline{{Text: s}}
	}
	return inlines(doc.FirstChild(), src)
}

// joinLines makes one paragraph of a text with empty lines in it.
func joinLines(s string) string {
	lines := strings.Split(s, "\n")
	kept := lines[:0]
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// parseBlocks reads a long text.
func parseBlocks(s string) []Paragraph {
	src := []byte(legible(s))
	return paragraphs(blockMarkdown.Parse(text.NewReader(src)), src)
}

func paragraphs(parent ast.Node, src []byte) []Paragraph {
	var out []Paragraph
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			out = append(out, Paragraph{Kind: Heading, Inlines: inlines(n, src)})
		case *ast.List:
			out = append(out, listParagraph(n, src))
		case *ast.Blockquote:
			out = append(out, Paragraph{Kind: Quote, Items: [][]Paragraph{paragraphs(n, src)}})
		case *ast.FencedCodeBlock:
			code := Inline{Kind: Code, Text: strings.TrimRight(string(n.Lines().Value(src)), "\n")}
			out = append(out, Paragraph{Kind: CodeBlock, Inlines: []Inline{code}})
		default: // paragraphs and the tight text of list items
			out = append(out, Paragraph{Kind: Para, Inlines: inlines(n, src)})
		}
	}
	return out
}

func listParagraph(list *ast.List, src []byte) Paragraph {
	p := Paragraph{Kind: Bullets}
	if list.IsOrdered() {
		p.Kind = Numbers
	}
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		p.Items = append(p.Items, paragraphs(item, src))
	}
	return p
}

func inlines(parent ast.Node, src []byte) []Inline {
	var out []Inline
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			out = appendText(out, plainText(n.Segment.Value(src)))
			if n.HardLineBreak() {
				out = append(out, Inline{Kind: LineBreak})
			} else if n.SoftLineBreak() {
				out = appendText(out, softBreak(n, src))
			}
		case *ast.String:
			out = appendText(out, string(n.Value))
		case *ast.CodeSpan:
			out = append(out, Inline{Kind: Code, Text: rawText(n, src)})
		case *ast.Emphasis:
			kind := Emphasis
			if n.Level > 1 {
				kind = Strong
			}
			out = append(out, Inline{Kind: kind, Children: inlines(n, src)})
		case *ast.Link:
			out = append(out, link(n, src)...)
		default:
			out = append(out, inlines(n, src)...)
		}
	}
	return out
}

// link keeps links that a reader may follow and turns any other into its words.
func link(n *ast.Link, src []byte) []Inline {
	children := inlines(n, src)
	// Entities are resolved before the scheme is looked at, and what no URL may
	// hold is escaped.
	if to := string(util.URLEscape(n.Destination, true)); followable(to) {
		return []Inline{{Kind: Link, URL: to, Children: children}}
	}
	return children
}

// followable admits web and mail addresses only: no script, no file, no data.
func followable(to string) bool {
	u, err := url.Parse(to)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" ||
		err == nil && u.Scheme == "mailto" && u.Opaque != ""
}

// plainText undoes Markdown's escapes and entities.
func plainText(b []byte) string {
	b = util.UnescapePunctuations(b)
	return legible(string(util.ResolveEntityNames(util.ResolveNumericReferences(b))))
}

// legible replaces what no output can hold: control characters but tabs and
// line ends, which entities can bring in, and what Unicode keeps from exchange.
func legible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
		case r == '\u0085':
			return ' '
		case unicode.IsControl(r), r&0xfffe == 0xfffe, 0xfdd0 <= r && r <= 0xfdef:
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

func rawText(n ast.Node, src []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(src))
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

// softBreak is what the end of a source line stands for: nothing between two
// wide characters, as Chinese and Japanese put no spaces between words, else a
// space.
func softBreak(n *ast.Text, src []byte) string {
	before, _ := utf8.DecodeLastRune(n.Segment.Value(src))
	next, ok := n.NextSibling().(*ast.Text)
	if !ok {
		return " "
	}
	after, _ := utf8.DecodeRune(next.Segment.Value(src))
	if wide(before) && wide(after) {
		return ""
	}
	return " "
}

func wide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// appendText adds text, joined to text that precedes it.
func appendText(list []Inline, s string) []Inline {
	if s == "" {
		return list
	}
	if n := len(list); n > 0 && list[n-1].Kind == Plain {
		list[n-1].Text += s
		return list
	}
	return append(list, Inline{Text: s})
}

// Plain gives the words without any markup.
func (t Text) Plain() string { return plain(t.Inlines) }

// String is Plain, so that a Text can be printed.
func (t Text) String() string { return t.Plain() }

func plain(list []Inline) string {
	if len(list) == 1 && list[0].Kind == Plain {
		return list[0].Text
	}
	var b strings.Builder
	for _, i := range list {
		switch i.Kind {
		case Plain, Code:
			b.WriteString(i.Text)
		case LineBreak:
			b.WriteByte(' ')
		default:
			b.WriteString(plain(i.Children))
		}
	}
	return b.String()
}

// Plain gives the words of a long text, a paragraph a line.
func (p Prose) Plain() string {
	var b strings.Builder
	writePlain(&b, p.Paragraphs)
	return strings.TrimSuffix(b.String(), "\n")
}

func writePlain(b *strings.Builder, list []Paragraph) {
	for _, p := range list {
		if len(p.Inlines) > 0 {
			b.WriteString(plain(p.Inlines) + "\n")
		}
		for _, item := range p.Items {
			writePlain(b, item)
		}
	}
}

// HTML gives the text as phrasing content, everything escaped. Words in a
// language that is not the page's carry it, and a small mark that says so.
func (t Text) HTML() template.HTML {
	var b strings.Builder
	openFallback(&b, "span", t.Lang, t.Fallback)
	writeInlines(&b, t.Inlines)
	closeFallback(&b, "span", t.Lang, t.Fallback)
	return template.HTML(b.String())
}

// HTML gives the long text as flow content, likewise.
func (p Prose) HTML() template.HTML {
	var b strings.Builder
	openFallback(&b, "div", p.Lang, p.Fallback)
	writeParagraphs(&b, p.Paragraphs)
	closeFallback(&b, "div", p.Lang, p.Fallback)
	return template.HTML(b.String())
}

func openFallback(b *strings.Builder, tag, lang string, fallback bool) {
	if fallback {
		b.WriteString("<" + tag + ` class="fallback" lang="` + lang + `">`)
	}
}

func closeFallback(b *strings.Builder, tag, lang string, fallback bool) {
	if fallback {
		b.WriteString(`<sup class="fallback-mark">` + lang + "</sup></" + tag + ">")
	}
}

func writeInlines(b *strings.Builder, list []Inline) {
	for _, i := range list {
		switch i.Kind {
		case Plain:
			b.WriteString(Breakable(i.Text))
		case Code:
			b.WriteString("<code>" + Breakable(i.Text) + "</code>")
		case LineBreak:
			b.WriteString("<br>")
		case Emphasis:
			writeElement(b, "em", "", i.Children)
		case Strong:
			writeElement(b, "strong", "", i.Children)
		case Link:
			writeElement(b, "a", ` href="`+html.EscapeString(i.URL)+`" rel="noreferrer"`, i.Children)
		}
	}
}

func writeElement(b *strings.Builder, tag, attributes string, children []Inline) {
	b.WriteString("<" + tag + attributes + ">")
	writeInlines(b, children)
	b.WriteString("</" + tag + ">")
}

// blockTags are the elements of the paragraph kinds that hold words themselves.
var blockTags = map[ParagraphKind]string{Para: "p", Heading: "h3", CodeBlock: "pre"}

func writeParagraphs(b *strings.Builder, list []Paragraph) {
	for _, p := range list {
		switch p.Kind {
		case Bullets, Numbers:
			writeList(b, p)
		case Quote:
			b.WriteString("<blockquote>")
			writeParagraphs(b, p.Items[0])
			b.WriteString("</blockquote>")
		default:
			writeElement(b, blockTags[p.Kind], "", p.Inlines)
		}
	}
}

func writeList(b *strings.Builder, p Paragraph) {
	tag := "ul"
	if p.Kind == Numbers {
		tag = "ol"
	}
	b.WriteString("<" + tag + ">")
	for _, item := range p.Items {
		b.WriteString("<li>")
		if len(item) == 1 && item[0].Kind == Para { // a tight item needs no paragraph
			writeInlines(b, item[0].Inlines)
		} else {
			writeParagraphs(b, item)
		}
		b.WriteString("</li>")
	}
	b.WriteString("</" + tag + ">")
}
