package pdf

import (
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// inliner turns inline content of the book into spans.
type inliner struct {
	lang  string // of the document
	face  face
	text  string // language of the words
	bound bool   // names lead to what they name
	spans []typeset.Span
}

// style is the face as a style in a language.
func (f face) style(lang string) typeset.Style {
	return typeset.Style{Lang: lang, Weight: f.weight, Size: f.size, Color: f.color}
}

// words is a plain string in the document's language.
func (s *setter) words(f face, text string) []typeset.Span {
	return []typeset.Span{{Text: text, Style: f.style(s.lang)}}
}

// inline is a text of the book. Words in another language than the document's
// carry their language and end in its code, small and raised.
func (s *setter) inline(f face, t book.Text) []typeset.Span {
	in := inliner{lang: s.lang, face: f, text: t.Lang, bound: s.bound}
	if in.text == "" {
		in.text = s.lang
	}
	in.add(t.Inlines, f.style(in.text))
	if t.Fallback && len(in.spans) > 0 {
		in.code()
	}
	return in.spans
}

// code marks a fallback.
func (in *inliner) code() {
	code, _, _ := strings.Cut(in.text, "-")
	style := in.face.style("en")
	style.Size, style.Rise, style.Color, style.Weight = 0.62*style.Size, 0.36*style.Size, inkFaint, typeset.Regular
	in.spans = append(in.spans, typeset.Span{Text: "\u2060" + code, Style: style, Tag: "Span", Lang: "en"})
}

// add appends inline content in a style.
func (in *inliner) add(list []book.Inline, style typeset.Style) {
	for i := range list {
		n := &list[i]
		switch n.Kind {
		case book.Plain:
			in.leaf(n.Text, style)
			if in.bound && n.Ref != "" {
				last := &in.spans[len(in.spans)-1]
				last.Tag, last.Link = "Link", "#"+n.Ref
			}
		case book.Emphasis:
			in.add(n.Children, emphasis(style))
		case book.Strong:
			bold := style
			bold.Weight = typeset.Bold
			in.add(n.Children, bold)
		case book.Code:
			code := style
			code.Tint, code.Size = &sunken, 0.94*code.Size
			in.leaf(n.Text, code)
		case book.Link:
			in.link(n, style)
		case book.LineBreak:
			in.leaf("\u2028", style)
		}
	}
}

// emphasis is dots in Chinese and Japanese. The Latin faces have no italics;
// bold does their work.
func emphasis(style typeset.Style) typeset.Style {
	if style.Lang == "en" {
		style.Weight = typeset.Bold
		return style
	}
	style.Dots = true
	return style
}

// leaf appends words.
func (in *inliner) leaf(text string, style typeset.Style) {
	span := typeset.Span{Text: text, Style: style}
	if style.Lang != in.lang {
		span.Tag, span.Lang = "Span", style.Lang
	}
	in.spans = append(in.spans, span)
}

// link appends the words of a link, all as one span, so that they are one link
// even over several lines.
func (in *inliner) link(n *book.Inline, style typeset.Style) {
	if !typeset.LinkAllowed(n.URL) {
		in.add(n.Children, style)
		return
	}
	style.Color, style.Under = accent, &rule
	span := typeset.Span{Text: plain(n.Children), Style: style, Tag: "Link", Link: n.URL}
	if style.Lang != in.lang {
		span.Lang = style.Lang
	}
	in.spans = append(in.spans, span)
}

// plain is inline content without its markup.
func plain(list []book.Inline) string {
	var b strings.Builder
	for i := range list {
		switch list[i].Kind {
		case book.LineBreak:
			b.WriteByte(' ')
		case book.Plain, book.Code:
			b.WriteString(list[i].Text)
		default:
			b.WriteString(plain(list[i].Children))
		}
	}
	return b.String()
}
