package pdf

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output/conformance"
	"rolebook/generator/typeset"
	"rolebook/generator/typeset/clauses"
)

// TestClauses holds documents against PDF/UA-1 and PDF/A-2a: those of a build, every
// scenario of the longest role in three forms, the volumes, and one with every kind of block.
func TestClauses(t *testing.T) {
	t.Parallel()
	checkClauses(t, "every.pdf", written(t, every()))
	for _, b := range shipped(t).Books {
		for d := range b.Documents() {
			checkDocument(t, d)
		}
		for _, scenario := range book.Scenarios {
			for i, detail := range []catalog.Detail{catalog.Full, catalog.Standard, catalog.Brief} {
				checkDocument(t, b.Role("crm-system-administrator").Document(book.Form{Scenario: scenario, Detail: detail, Style: book.Styles[i]}))
			}
		}
		checkVolume(t, b, A4)
	}
}

// TestClausesOfHostileTexts holds what is made of hostile texts against the same
// standards. Those texts are in no language, so theirs is left out.
func TestClausesOfHostileTexts(t *testing.T) {
	t.Parallel()
	b := conformance.Hostile(t).Books[0]
	for d := range b.Documents() {
		checkDocument(t, d, "Matterhorn 11-007")
	}
	checkVolume(t, b, Letter, "Matterhorn 11-007")
}

// checkDocument checks a document, but for the rules that are named.
func checkDocument(t *testing.T, d *book.Document, but ...string) {
	t.Helper()
	checkClauses(t, d.File, written(t, d), but...)
}

// checkVolume checks a volume.
func checkVolume(t *testing.T, b *book.Book, paper Paper, but ...string) {
	t.Helper()
	var out bytes.Buffer
	v := b.Volume()
	if _, err := setVolume(typeset.NewCompositor(faces(t)), v, paper).WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	checkClauses(t, v.File, out.Bytes(), but...)
}

// checkClauses complains of a file's breaches, the first few of them.
func checkClauses(t *testing.T, name string, data []byte, but ...string) {
	t.Helper()
	breaches, err := clauses.Check(data)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	breaches = slices.DeleteFunc(breaches, func(b clauses.Breach) bool { return slices.Contains(but, b.Rule) })
	const most = 5
	for _, b := range breaches[:min(most, len(breaches))] {
		t.Errorf("%s: %s", name, b)
	}
	if more := len(breaches) - most; more > 0 {
		t.Errorf("%s: %d breaches more", name, more)
	}
}

// TestSignsAreSaid looks for the words of signs that are drawn: the dot of what is not
// granted, and boxes to tick.
func TestSignsAreSaid(t *testing.T) {
	t.Parallel()
	name := book.TableCell{Lines: []book.Text{text("zh-Hans", "客户")}}
	dot := book.TableCell{Mark: &book.Mark{State: book.NotGranted, Label: "未授予"}}
	out, err := tool(t.TempDir(), written(t, &book.Document{
		Lang: "zh-Hans", Title: text("zh-Hans", "样张"),
		Sections: []book.Section{{ID: "s", Title: "权限", Blocks: []book.Block{
			book.Table{Columns: []book.Column{{Title: "对象"}, {Title: "查看"}}, Groups: []book.RowGroup{{Rows: []book.TableRow{{Cells: []book.TableCell{name, dot}}}}}},
			book.Items{Ticks: true, Items: []book.Item{{Text: text("zh-Hans", "核对")}}},
		}}},
	}), "qpdf", "--json")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"/Alt": "u:未授予"`, `"/ActualText": "u:☐"`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s", want)
		}
	}
}
