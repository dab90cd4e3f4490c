package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"rolebook/generator/typeset"
)

// TestVolume holds the table of contents against the pages it leads to.
func TestVolume(t *testing.T) {
	dir := t.TempDir()
	for _, b := range shipped(t).Books {
		v := b.Volume()
		var out bytes.Buffer
		doc := setVolume(typeset.NewCompositor(faces(t)), v, A4)
		if _, err := doc.WriteTo(&out); err != nil {
			t.Fatal(err)
		}
		text, err := tool(dir, out.Bytes(), "pdftotext", "-raw")
		if err != nil {
			t.Fatal(err)
		}
		pages := strings.Split(text, "\f")
		contents, err := tool(dir, out.Bytes(), "pdftotext", "-layout", "-f", "2", "-l", "2")
		if err != nil {
			t.Fatal(err)
		}
		places, err := tool(dir, out.Bytes(), "pdfinfo", "-dests")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(unwrap(pages[0]), v.Title) || !strings.Contains(pages[1], v.Contents) {
			t.Errorf("%s: no cover or no contents", b.Key)
		}
		for i, part := range v.Parts {
			for j, title := range part.Titles {
				number := pageOfEntry(contents, title)
				if number < 3 || number > len(doc.Pages()) {
					t.Errorf("%s: the contents have no page for %q", b.Key, title)
					continue
				}
				// The running head, which has the title on every page, is read last.
				if at := strings.Index(unwrap(pages[number-1]), title); at < 0 || at > 100 {
					t.Errorf("%s: %q does not begin on page %d", b.Key, title, number)
				}
				if at := place(i, j); !leadsTo(places, number, at) {
					t.Errorf("%s: %s does not lead to page %d", b.Key, at, number)
				}
			}
		}
	}
}

// pageOfEntry is the number behind a title in the table of contents.
func pageOfEntry(contents, title string) int {
	for line := range strings.Lines(contents) {
		var number int
		if rest, found := strings.CutPrefix(strings.TrimSpace(line), title+" "); found {
			if n, _ := fmt.Sscan(rest, &number); n == 1 {
				return number
			}
		}
	}
	return 0
}

// leadsTo reports whether a named place is on a page, by what pdfinfo says.
func leadsTo(places string, page int, name string) bool {
	for line := range strings.Lines(places) {
		fields := strings.Fields(line)
		if len(fields) > 2 && fields[0] == fmt.Sprint(page) && fields[len(fields)-1] == `"`+name+`"` {
			return true
		}
	}
	return false
}
