package hugosite

import (
	"html"
	"html/template"
	"strings"

	"rolebook/generator/book"
)

// markup is HTML in the making. What comes from the catalog goes in through
// text or name, which escape it.
type markup struct{ b strings.Builder }

// expect makes room for so many bytes, so that long markup need not be copied
// while it grows.
func (m *markup) expect(bytes int) { m.b.Grow(bytes) }

// put writes pieces of finished HTML.
func (m *markup) put(pieces ...string) {
	for _, p := range pieces {
		m.b.WriteString(p)
	}
}

// text writes a string as text.
func (m *markup) text(s string) { m.b.WriteString(html.EscapeString(s)) }

// html writes a text of the catalog with its own markup. Most have none.
func (m *markup) html(t book.Text) {
	if !t.Fallback && len(t.Inlines) == 1 && t.Inlines[0].Kind == book.Plain {
		m.b.WriteString(book.Breakable(t.Inlines[0].Text))
		return
	}
	m.b.WriteString(string(t.HTML()))
}

// HTML is what was written.
func (m *markup) HTML() template.HTML { return template.HTML(m.b.String()) }

// foreign writes a string as text that is in another language when lang, its
// tag, is not empty.
func (m *markup) foreign(s, lang string) { m.put(inLanguage(book.Breakable(s), lang)) }

// words writes a name without markup of its own, as links and rows of names
// need it: a link in a link is none. Words of another language say so.
func words(t book.Text) string {
	if !t.Fallback {
		return book.Breakable(t.Plain())
	}
	return inLanguage(book.Breakable(t.Plain()), t.Lang)
}

// inLanguage marks finished HTML as words of another language than the page's.
func inLanguage(s, lang string) string {
	if lang == "" {
		return s
	}
	return `<span class="fallback" lang="` + lang + `">` + s + `<sup class="fallback-mark">` + lang + `</sup></span>`
}
