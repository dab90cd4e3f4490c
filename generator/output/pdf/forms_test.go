package pdf

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output/conformance"
)

// TestEveryForm sets a role in every scenario and style, in full: all its words
// come back, and setting it again gives the same bytes.
func TestEveryForm(t *testing.T) {
	dir := t.TempDir()
	for _, b := range shipped(t).Books {
		for _, scenario := range book.Scenarios {
			for _, style := range book.Styles {
				d := b.Role("customer-service-agent").Document(book.Form{Scenario: scenario, Detail: catalog.Full, Style: style})
				name := d.Lang + " " + scenario + " " + style
				data := written(t, d)
				if !bytes.Equal(data, written(t, d)) {
					t.Errorf("%s: other bytes the second time", name)
				}
				checkFile(t, dir, name, data)
				text, err := readText(dir, name, data)
				if err != nil {
					t.Fatal(err)
				}
				for _, piece := range conformance.Words(d) {
					if !strings.Contains(dense(text), dense(piece)) {
						t.Errorf("%s lacks %q", name, piece)
					}
				}
			}
		}
	}
}

// dense is a text without white space.
func dense(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
