package pdf

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/output/conformance"
	"rolebook/generator/typeset"
)

// boundVolume is the volume of a book, as its readers' tools see it.
type boundVolume struct {
	*volume
	data  []byte
	pages []string // their texts, from the first
}

// bindVolume sets and writes the volume of a book.
func bindVolume(t *testing.T, b *book.Book, paper Paper) *boundVolume {
	t.Helper()
	v := newVolume(typeset.NewCompositor(faces(t)), b.Volume(), paper)
	var out bytes.Buffer
	if _, err := v.doc.WriteTo(&out); err != nil { // also if a link leads nowhere
		t.Fatal(err)
	}
	text, err := tool(t.TempDir(), out.Bytes(), "pdftotext", "-raw")
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	for i := range pages {
		pages[i] = unwrap(pages[i])
	}
	return &boundVolume{v, out.Bytes(), pages}
}

// on reports whether a text is on the page that a place is on.
func (v *boundVolume) on(place, text string) bool {
	page := v.doc.PageOf(place)
	return page > 0 && strings.Contains(strings.ReplaceAll(v.pages[page-1], " ", ""), strings.ReplaceAll(unwrap(text), " ", ""))
}

// TestVolume holds the table of contents, the index and the matrix against the
// pages they lead to.
func TestVolume(t *testing.T) {
	for _, b := range shipped(t).Books {
		v := bindVolume(t, b, A4)
		if !strings.Contains(v.pages[0], v.v.Title) || !strings.Contains(v.pages[1], v.v.Contents) {
			t.Errorf("%s: no cover or no contents", b.Key)
		}
		contents, err := tool(t.TempDir(), v.data, "pdftotext", "-layout", "-f", "2", "-l", "2")
		if err != nil {
			t.Fatal(err)
		}
		for i := range v.v.Parts {
			dests, titles := v.within(&v.v.Parts[i])
			for j, dest := range dests {
				if got, want := numberBehind(contents, titles[j]), v.doc.PageOf(dest); got != want || want < 3 {
					t.Errorf("%s: the contents have page %d for %q, which is on %d", b.Key, got, titles[j], want)
				}
				if !v.on(dest, titles[j]) {
					t.Errorf("%s: %q is not on its page", b.Key, titles[j])
				}
			}
		}
		v.checkMatrix(t, b)
		v.checkIndex(t, b)
	}
}

// checkMatrix looks for every object with its roles on pages that lie across.
func (v *boundVolume) checkMatrix(t *testing.T, b *book.Book) {
	t.Helper()
	shown := 0
	for _, m := range b.Matrix.Modules {
		for _, row := range m.Rows {
			for _, place := range v.inMatrix[row.Object.ID] {
				width, height := v.doc.Pages()[v.doc.PageOf(place)-1].Size()
				if width < height || !v.on(place, row.Object.Name.Plain()) {
					t.Errorf("%s: %s is not in the matrix, or upright", b.Key, place)
				}
				shown++
			}
			if granted := slices.ContainsFunc(row.Roles, func(c book.MatrixCell) bool { return len(c.Cells) > 0 }); granted != (len(v.inMatrix[row.Object.ID]) > 0) {
				t.Errorf("%s: %s is in %d bands", b.Key, row.Object.ID, len(v.inMatrix[row.Object.ID]))
			}
		}
	}
	if shown == 0 {
		t.Errorf("%s: no matrix", b.Key)
	}
}

// checkIndex looks for the pages of the index: each has the object among the
// permissions of the role.
func (v *boundVolume) checkIndex(t *testing.T, b *book.Book) {
	t.Helper()
	entries := v.v.Parts[len(v.v.Parts)-1].Index.Entries
	roles := 0
	for _, n := range entries {
		if !v.on(objectPlace(n.Object.ID), n.Object.Name.Plain()) {
			t.Errorf("%s: %s is not in the index", b.Key, n.Object.ID)
		}
		for _, f := range n.Families {
			for _, r := range f.Roles {
				place := rolePlace(r.ID) + "/perm-" + n.Object.ID
				says := fmt.Sprintf("%s %d", r.Name.Plain(), v.doc.PageOf(place))
				if !v.on(place, n.Object.Name.Plain()) || !v.on(objectPlace(n.Object.ID), says) {
					t.Errorf("%s: the index does not lead from %s to %q", b.Key, n.Object.ID, says)
				}
				roles++
			}
		}
	}
	if len(entries) != countObjects(b) || roles == 0 {
		t.Errorf("%s: %d objects and %d roles in the index", b.Key, len(entries), roles)
	}
}

// countObjects counts the objects of a book.
func countObjects(b *book.Book) int {
	n := 0
	for _, m := range b.Modules {
		n += len(m.Objects)
	}
	return n
}

// numberBehind is the number at the end of the line with a title, in the
// contents.
func numberBehind(contents, title string) int {
	for line := range strings.Lines(contents) {
		if _, rest, found := strings.Cut("  "+strings.TrimSpace(line), "  "+title+" "); found {
			number := 0
			if n, _ := fmt.Sscan(strings.Trim(rest, " .\n"), &number); n == 1 {
				return number
			}
		}
	}
	return 0
}

// TestOutline holds the bookmarks against the chapters: three levels, and none
// below the wrong one.
func TestOutline(t *testing.T) {
	type bookmark struct {
		Title string
		Kids  []bookmark
	}
	for _, b := range shipped(t).Books {
		v := bindVolume(t, b, A4)
		out, err := tool(t.TempDir(), v.data, "qpdf", "--json", "--json-key=outlines")
		if err != nil {
			t.Fatal(err)
		}
		var read struct{ Outlines []bookmark }
		if err := json.Unmarshal([]byte(out), &read); err != nil {
			t.Fatal(err)
		}
		chapters := read.Outlines[2:] // behind cover and contents
		if len(chapters) != len(v.v.Parts) {
			t.Fatalf("%s: %d bookmarks for %d chapters", b.Key, len(chapters), len(v.v.Parts))
		}
		for i, chapter := range chapters {
			part := &v.v.Parts[i]
			if _, titles := v.within(part); chapter.Title != part.Title || len(chapter.Kids) != len(titles) {
				t.Errorf("%s: bookmark %q has %d below it; chapter %q has %d", b.Key, chapter.Title, len(chapter.Kids), part.Title, len(titles))
			}
			for _, role := range chapter.Kids {
				if part.Papers != nil && len(role.Kids) < 3 {
					t.Errorf("%s: bookmark %q has %d sections", b.Key, role.Title, len(role.Kids))
				}
			}
		}
	}
}

// TestVolumeLetter sets a volume on another paper.
func TestVolumeLetter(t *testing.T) {
	v := bindVolume(t, shipped(t).Default(), Letter)
	for _, p := range v.doc.Pages() {
		if w, h := p.Size(); min(w, h) != 612 || max(w, h) != 792 {
			t.Fatalf("page %d is %g by %g", p.Number(), w, h)
		}
	}
}

// TestSmallVolume binds a catalog that has no glossary.
func TestSmallVolume(t *testing.T) {
	for _, b := range conformance.Mini(t).Books {
		v := bindVolume(t, b, A4)
		for _, part := range v.v.Parts {
			if part.Document != nil && part.Document.Scenario == "glossary" {
				t.Errorf("%s: a glossary from nowhere", b.Key)
			}
		}
	}
}
