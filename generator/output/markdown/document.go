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

// facts are a table without a head: every dialect with tables asks for one.
func (w documentWriter) facts(list []book.Fact) {
	rows := [][]string{{"", ""}, {"---", "---"}}
	for _, f := range list {
		rows = append(rows, []string{"**" + escape(f.Label) + "**", inline(f.Value)})
	}
	w.rows(rows)
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
	for _, block := range list {
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

func (w documentWriter) entries(b book.Rows) {
	for _, r := range b.Rows {
		w.line("", heading(3, strings.TrimSpace(r.Number+" "+inline(r.Label))))
		w.line("", "")
		w.blocks(r.Blocks)
	}
}

func (w documentWriter) items(b book.Items) {
	if !b.Label.IsZero() {
		w.line("", "**"+inline(b.Label)+"**")
		w.line("", "")
	}
	for _, item := range b.Items {
		marker := "- "
		switch {
		case b.Numbered:
			marker = "1. " // readers count by themselves, and a diff stays small
		case b.Ticks:
			marker = "- [ ] "
		}
		w.line(marker, lineStart(inline(item.Text)))
		if !item.Note.IsZero() {
			w.line("  ", "> "+inline(item.Note))
		}
	}
	w.line("", "")
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
	rows := [][]string{{"", "", escape(b.Date)}, {"---", "---", "---"}}
	for _, s := range b.Signers {
		rows = append(rows, []string{escape(s), "", ""})
	}
	w.rows(rows)
}
