package jsondata

import (
	"encoding/json"
	"io"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// The shape of a document: its words, plain, in the document's language. Marks
// are told in words, so the legend of a table, which explains them, is left out.
type (
	document struct {
		Role         string    `json:"role"`
		Scenario     string    `json:"scenario"`
		Detail       string    `json:"detail"`
		Style        string    `json:"style"`
		Lang         string    `json:"lang"` // BCP 47
		Kind         string    `json:"kind"`
		Title        string    `json:"title"`
		Aliases      []alias   `json:"aliases"` // the title in the other languages
		Organization string    `json:"organization"`
		Modified     string    `json:"modified"`
		Facts        []fact    `json:"facts"`
		Sections     []section `json:"sections"`
		Footer       string    `json:"footer"`
	}
	alias struct {
		Lang string `json:"lang"`
		Name string `json:"name"`
	}
	fact struct {
		Label string `json:"label"`
		Value string `json:"value"`
	}
	section struct {
		ID     string `json:"id"`
		Number string `json:"number"`
		Title  string `json:"title"`
		Blocks []any  `json:"blocks"` // of the types below, told apart by "type"
	}
	proseBlock struct {
		Type string `json:"type"` // prose or note
		Text string `json:"text"`
	}
	rowsBlock struct {
		Type string `json:"type"` // rows
		Rows []row  `json:"rows"`
	}
	row struct {
		Number string `json:"number"`
		Label  string `json:"label"`
		Blocks []any  `json:"blocks"`
	}
	itemsBlock struct {
		Type     string `json:"type"` // items
		Label    string `json:"label"`
		Numbered bool   `json:"numbered"`
		Ticks    bool   `json:"ticks"` // boxes to tick stand in place of signs
		Items    []item `json:"items"`
	}
	item struct {
		Text string `json:"text"`
		Note string `json:"note"`
	}
	tableBlock struct {
		Type    string     `json:"type"` // table
		Columns []string   `json:"columns"`
		Groups  []rowGroup `json:"groups"`
	}
	rowGroup struct {
		Title string     `json:"title"`
		Rows  [][]string `json:"rows"`
	}
	calloutBlock struct {
		Type     string `json:"type"` // callout
		Severity string `json:"severity"`
		Open     bool   `json:"open"`
		Title    string `json:"title"`
		Name     string `json:"name"`
		Status   string `json:"status"`
		Lines    []fact `json:"lines"`
	}
	signaturesBlock struct {
		Type    string   `json:"type"` // signatures
		Signers []string `json:"signers"`
		Date    string   `json:"date"` // what the place for the date is called
	}
)

// WriteDocument writes a document as {"role", "scenario", "lang", "kind",
// "title", "facts", "sections": [{"title", "blocks": [{"type", …}]}], …}.
func WriteDocument(w io.Writer, d *book.Document) error {
	out := document{
		Role: d.Role, Scenario: d.Scenario, Detail: d.Detail, Style: d.Style, Lang: d.Lang, Kind: d.Kind, Title: output.Words(d.Title),
		Aliases:      each(d.Aliases, func(a book.Alias) alias { return alias{a.Lang, a.Name} }),
		Organization: d.Organization, Modified: d.Modified, Facts: each(d.Facts, factOf), Footer: d.FooterNote,
		Sections: each(d.Sections, func(s book.Section) section {
			return section{s.ID, s.Number, s.Title, blocksOf(s.Blocks)}
		}),
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func factOf(f book.Fact) fact { return fact{f.Label, output.Words(f.Value)} }

func blocksOf(list []book.Block) []any {
	out := []any{}
	for _, b := range list {
		if x := blockOf(b); x != nil {
			out = append(out, x)
		}
	}
	return out
}

func blockOf(b book.Block) any {
	switch b := b.(type) {
	case book.ProseBlock:
		return proseBlock{"prose", b.Prose.Plain()}
	case book.Note:
		return proseBlock{"note", output.Words(b.Text)}
	case book.Rows:
		return rowsBlock{"rows", each(b.Rows, func(r book.Row) row {
			return row{r.Number, output.Words(r.Label), blocksOf(r.Blocks)}
		})}
	case book.Items:
		return itemsBlock{"items", output.Words(b.Label), b.Numbered, b.Ticks, each(b.Items, func(i book.Item) item {
			return item{output.Words(i.Text), output.Words(i.Note)}
		})}
	case book.Table:
		return tableOf(b)
	case book.Callout:
		return calloutBlock{"callout", b.Severity, b.Open, b.Title, output.Words(b.Name), b.Status, each(b.Lines, factOf)}
	case book.Signatures:
		return signaturesBlock{"signatures", b.Signers, b.Date}
	}
	return nil
}

func tableOf(t book.Table) tableBlock {
	return tableBlock{
		"table",
		each(t.Columns, func(c book.Column) string { return c.Title }),
		each(t.Groups, func(g book.RowGroup) rowGroup {
			return rowGroup{g.Title, each(g.Rows, func(r book.TableRow) []string { return each(r.Cells, cellWords) })}
		}),
	}
}

// cellWords tells a cell in words, a line each.
func cellWords(c book.TableCell) string {
	switch {
	case c.Mark != nil:
		return c.Mark.Label
	case c.Target != nil:
		return c.Target.String()
	case c.Level != nil:
		return c.Level.Word
	case c.Box:
		return "☐"
	}
	return strings.Join(output.AllWords(c.Lines), "\n")
}
