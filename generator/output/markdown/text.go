package markdown

import (
	"strconv"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// inline writes a text on one line. Words in another language than the
// document's end in a mark that says which.
func inline(t book.Text) string {
	s := strings.TrimSpace(inlines(t.Inlines, " "))
	if !t.Fallback || s == "" {
		return s
	}
	return s + fallbackMark(t.Lang)
}

func fallbackMark(lang string) string {
	primary, _, _ := strings.Cut(lang, "-")
	return ` \[` + primary + `\]`
}

// inlines writes running text; lineBreak is how the place it goes to breaks a
// line.
func inlines(list []book.Inline, lineBreak string) string {
	var b strings.Builder
	for _, i := range list {
		switch i.Kind {
		case book.Plain:
			b.WriteString(escape(i.Text))
		case book.Code:
			b.WriteString(codeSpan(i.Text))
		case book.LineBreak:
			b.WriteString(lineBreak)
		case book.Emphasis:
			b.WriteString(around("*", inlines(i.Children, lineBreak)))
		case book.Strong:
			b.WriteString(around("**", inlines(i.Children, lineBreak)))
		case book.Link:
			b.WriteString("[" + inlines(i.Children, lineBreak) + "](" + address(i.URL) + ")")
		}
	}
	return b.String()
}

// strong writes a text as a head. Emphasis within it would end the head where
// CommonMark cannot tell which mark belongs to which.
func strong(t book.Text) string {
	t.Inlines = unmarked(t.Inlines)
	return around("**", inline(t))
}

// unmarked is running text without emphasis.
func unmarked(list []book.Inline) []book.Inline {
	var out []book.Inline
	for _, i := range list {
		switch i.Kind {
		case book.Emphasis, book.Strong:
			out = append(out, unmarked(i.Children)...)
		case book.Link:
			i.Children = unmarked(i.Children)
			out = append(out, i)
		default:
			out = append(out, i)
		}
	}
	return out
}

// around puts emphasis around words: it holds only where no space is inside.
func around(mark, s string) string {
	words := strings.Trim(s, " ")
	if words == "" {
		return s
	}
	start := strings.Index(s, words)
	return s[:start] + mark + words + mark + s[start+len(words):]
}

// prose writes a long text, block by block, every line behind the indent.
func (w *writer) prose(p book.Prose, indent string) {
	w.paragraphs(p.Paragraphs, indent)
	if p.Fallback {
		w.line(indent, strings.TrimSpace(fallbackMark(p.Lang)))
		w.line(indent, "")
	}
}

func (w *writer) paragraphs(list []book.Paragraph, indent string) {
	for _, p := range list {
		switch p.Kind {
		case book.Heading:
			w.line(indent, heading(4, inlines(p.Inlines, " ")))
		case book.Bullets, book.Numbers:
			w.list(p, indent)
			continue
		case book.Quote:
			w.paragraphs(p.Items[0], indent+"> ")
			continue
		case book.CodeBlock:
			w.codeBlock(p.Inlines, indent)
		default:
			w.paragraph(inlines(p.Inlines, "\\\n"), indent)
		}
		w.line(indent, "")
	}
}

// paragraph writes lines that break where the text says so.
func (w *writer) paragraph(s, indent string) {
	for line := range strings.SplitSeq(s, "\n") {
		w.line(indent, lineStart(line))
	}
}

func (w *writer) list(p book.Paragraph, indent string) {
	for i, item := range p.Items {
		marker := "- "
		if p.Kind == book.Numbers {
			marker = strconv.Itoa(i+1) + ". "
		}
		w.marker = indent + marker
		w.paragraphs(item, indent+strings.Repeat(" ", len(marker)))
		w.marker = ""
	}
}

// codeBlock writes lines as they are, between fences longer than any in them.
func (w *writer) codeBlock(list []book.Inline, indent string) {
	var code string
	for _, i := range list {
		code += i.Text
	}
	fence := strings.Repeat("`", max(3, longestRun(code, '`')+1))
	w.line(indent, fence)
	for line := range strings.Lines(code) {
		w.line(indent, strings.TrimRight(output.Clean(strings.TrimRight(line, "\r\n")), " "))
	}
	w.line(indent, fence)
}
