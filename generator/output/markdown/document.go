package markdown

import (
	"io"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/locale"
	"rolebook/generator/output"
)

// Write draws a document.
func Write(out io.Writer, d *book.Document) error {
	w := documentWriter{newWriter(out), speaker(d.Lang)}
	w.line("", heading(1, inline(d.Title)))
	w.line("", "")
	w.line("", "**"+escape(d.Kind)+"** — "+escape(d.Organization))
	w.line("", "")
	w.aliases(d.Aliases)
	w.facts(d.Facts)
	for _, s := range d.Sections {
		w.line("", heading(2, strings.TrimSpace(s.Number+" "+escape(s.Title))))
		w.line("", "")
		w.blocks(s.Blocks)
	}
	w.line("", "---")
	w.line("", "")
	w.line("", lineStart(escape(d.FooterNote)))
	return w.close()
}

// speaker says the few words about marks that differ from medium to medium.
func speaker(tag string) *locale.Locale {
	lang, ok := locale.Match(tag)
	if !ok {
		lang = catalog.English
	}
	return locale.New(lang)
}

// documentWriter draws the blocks of a document in its language.
type documentWriter struct {
	*writer
	words *locale.Locale
}

func (w documentWriter) aliases(list []book.Alias) {
	names := make([]string, len(list))
	for i, a := range list {
		names[i] = escape(a.Name) + fallbackMark(a.Lang)
	}
	w.line("", lineStart(w.words.Clauses(names)))
	w.line("", "")
}

// facts are a list.
func (w documentWriter) facts(list []book.Fact) {
	for _, f := range list {
		value := inline(f.Value)
		if f.Fill {
			value = room
		}
		w.line("- ", around("**", escape(f.Label))+w.words.T("colon")+value)
	}
	w.line("", "")
}

// rows writes the lines of a table and what separates it from what follows.
// A border within a cell can only be in code; every other one is an entity.
func (w documentWriter) rows(rows [][]string) {
	for _, cells := range rows {
		line := "|"
		for _, c := range cells {
			line += " " + strings.ReplaceAll(c, "|", `\|`) + " |"
		}
		w.line("", line)
	}
	w.line("", "")
}

func (w documentWriter) blocks(list []book.Block) {
	for i, block := range list {
		// Two lists in a row would be one, had they the same bullets.
		w.other = i > 0 && isList(list[i-1]) && isList(block) && !w.other
		switch b := block.(type) {
		case book.ProseBlock:
			w.prose(b.Prose, "")
		case book.Note:
			w.line("", lineStart(inline(b.Text)))
			w.line("", "")
		case book.Rows:
			w.entries(b)
		case book.Items:
			w.items(b)
		case book.Table:
			w.table(b)
		case book.Legend:
			w.legend(b)
		case book.Callout:
			w.callout(b)
		case book.Signatures:
			w.signatures(b)
		}
	}
}

// isList reports whether a block is drawn as a list with bullets.
func isList(block book.Block) bool {
	switch b := block.(type) {
	case book.Items:
		return b.Label.IsZero() && !b.Numbered && (len(b.Items) > 1 || b.Ticks)
	case book.Table:
		return len(b.Groups) > 0 && b.Groups[0].Title == ""
	case book.Signatures, book.Legend:
		return true
	}
	return false
}

func (w documentWriter) entries(b book.Rows) {
	for _, r := range b.Rows {
		w.line("", heading(3, strings.TrimSpace(r.Number+" "+inline(r.Label))))
		w.line("", "")
		w.blocks(r.Blocks)
	}
}

func (w documentWriter) items(b book.Items) {
	if !b.Label.IsZero() {
		w.line("", strong(b.Label))
		w.line("", "")
	}
	if len(b.Items) == 1 && !b.Numbered && !b.Ticks {
		w.single(b.Items[0])
		return
	}
	for _, item := range b.Items {
		marker := w.bullet()
		switch {
		case b.Numbered:
			marker = "1. " // readers count by themselves, and a diff stays small
		case b.Ticks:
			marker += "[ ] "
		}
		w.line(marker, lineStart(inline(item.Text)))
		if !item.Note.IsZero() {
			w.line("  ", "> "+inline(item.Note))
		}
	}
	w.line("", "")
}

// single writes a list of one entry as a paragraph.
func (w documentWriter) single(item book.Item) {
	w.line("", lineStart(inline(item.Text)))
	w.line("", "")
	if !item.Note.IsZero() {
		w.line("", "> "+lineStart(inline(item.Note)))
		w.line("", "")
	}
}

func (w documentWriter) callout(b book.Callout) {
	w.line("> ", "**"+output.Sign(b.Severity, b.Open)+" "+escape(b.Title)+"** "+inline(b.Name)+w.words.T("clause_separator")+escape(b.Status))
	w.line("> ", "")
	for _, f := range b.Lines {
		w.line("> - ", escape(f.Label)+w.words.T("colon")+inline(f.Value))
	}
	w.line("", "")
}

func (w documentWriter) signatures(b book.Signatures) {
	for _, s := range b.Signers {
		w.line(w.bullet(), lineStart(escape(s))+w.words.T("colon")+room+" "+escape(b.Date)+w.words.T("colon")+room)
	}
	w.line("", "")
}
