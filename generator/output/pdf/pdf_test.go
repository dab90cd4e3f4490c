package pdf

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
	"rolebook/generator/typeset"
	"rolebook/generator/typeset/clauses"
	"rolebook/roles"
)

var keep = flag.String("keep", "", "a folder to keep the documents of the shipped catalog in, to look at")

func TestConformance(t *testing.T) {
	dir := t.TempDir()
	conformance.Run(t, Target{}, conformance.Expect{
		Files: func(set *book.Set) []string {
			var out []string
			for _, b := range set.Books {
				out = append(out, b.Key+"/rolebook."+b.Key+".pdf")
				for d := range b.Documents() {
					out = append(out, b.Key+"/roles/"+d.Role+"/"+d.Role+"."+b.Key+"."+d.Scenario+".pdf")
				}
			}
			return out
		},
		Texts: func(set *book.Set, b *book.Book) []string {
			feet := longFooters(b)
			return slices.DeleteFunc(conformance.DocumentTexts(set, b), func(s string) bool { return feet[s] })
		},
		Read: func(name string, data []byte) (string, error) { return readText(dir, name, data) },
		Check: func(t *testing.T, _ *book.Set, files conformance.Files) {
			for name, data := range files {
				checkFile(t, dir, name, data)
			}
		},
	})
}

// longFooters are the feet of pages that have no room there. What they tell, the
// version, is among the facts too.
func longFooters(b *book.Book) map[string]bool {
	out := map[string]bool{}
	for d := range b.Documents() {
		if len(d.FooterNote) > 40 {
			out[d.FooterNote] = true
		}
	}
	return out
}

// readText is all that a document says: first the text, then running heads and
// feet. Where very long words make rows of tables go on to the next page, only
// the structure tells what belongs together.
func readText(dir, name string, data []byte) (string, error) {
	body, running, err := words(dir, data)
	long := strings.Contains(body, strings.Repeat("w", 400)) || strings.Contains(body, strings.Repeat("長", 400))
	if err == nil && long && !strings.Contains(name, "/rolebook.") {
		body, err = clauses.Aloud(data)
	}
	return body + running, err
}

// words are the words of a document in the order of drawing: those between the
// margins, and those of running heads and feet.
func words(dir string, data []byte) (body, running string, err error) {
	out, err := tool(dir, data, "pdftotext", "-raw", "-bbox")
	if err != nil {
		return "", "", err
	}
	var in, around strings.Builder
	for line := range strings.Lines(out) {
		place, text, found := strings.Cut(strings.TrimSpace(line), ">")
		var left, top float64
		if n, _ := fmt.Sscanf(place, "<word xMin=%q yMin=%q", new(string), new(string)); !found || n != 2 {
			continue
		}
		_, _ = fmt.Sscanf(strings.ReplaceAll(place, `"`, " "), "<word xMin= %f yMin= %f", &left, &top)
		text = html.UnescapeString(strings.TrimSuffix(text, "</word>"))
		if sheet := A4.sheet(); top > sheet.Top-12 && top < sheet.Height-sheet.Bottom {
			in.WriteString(text)
		} else {
			around.WriteString(text)
		}
	}
	return in.String(), around.String(), nil
}

// tool runs a PDF tool on a document. A complaint of the tool is an error.
func tool(dir string, data []byte, name string, args ...string) (string, error) {
	file := filepath.Join(dir, "document.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return "", err
	}
	after := []string{}
	if name == "pdftotext" {
		after = append(after, "-")
	}
	cmd := exec.Command(name, append(append(args, file), after...)...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err == nil && complaint.Len() > 0 {
		err = errors.New(complaint.String())
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return string(out), nil
}

// checkFile holds a file against what every document has to be.
func checkFile(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	if _, err := tool(dir, data, "qpdf", "--check"); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	info, err := tool(dir, data, "pdfinfo")
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, want := range []string{"Tagged:          yes", "Page size:       595.28 x 841.89 pts (A4)", "Title: ", "JavaScript:      no"} {
		if !strings.Contains(info, want) {
			t.Errorf("%s: pdfinfo does not say %q", name, want)
		}
	}
}

// shipped is the shipped catalog as books.
func shipped(t testing.TB) *book.Set { return conformance.Load(t, roles.Files) }

// faces are the program's faces.
func faces(t testing.TB) *typeset.Fonts {
	t.Helper()
	f, err := Fonts()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// written is a document as a file.
func written(t testing.TB, d *book.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	pages, err := Write(&out, d, faces(t), A4)
	if err != nil || pages == 0 {
		t.Fatal(pages, err)
	}
	return out.Bytes()
}

// TestShipped copies the job descriptions of the shipped catalog sentence by
// sentence. What the tools say of files as such, the tests of the whole build
// ask of all of them.
func TestShipped(t *testing.T) {
	for _, b := range shipped(t).Books {
		t.Run(b.Key, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for d := range b.Documents() {
				data := written(t, d)
				save(t, d.File, data)
				if d.Scenario != book.Scenarios[0] {
					continue
				}
				text, err := tool(dir, data, "pdftotext", "-raw")
				if err != nil {
					t.Error(err)
				}
				checkCopies(t, d, strings.Split(text, "\f"))
			}
		})
	}
}

// checkCopies looks for running texts and list items among the words of the
// pages, in their order and without a space that the author did not type.
func checkCopies(t *testing.T, d *book.Document, pages []string) {
	t.Helper()
	for i := range pages {
		pages[i] = unwrap(pages[i])
	}
	page, from, found := 0, 0, 0
	for _, want := range sentences(d) {
		want = unwrap(want)
		p, at := page, strings.Index(pages[page][from:], want)
		for at < 0 && p < len(pages)-1 {
			p++
			at = strings.Index(pages[p], want)
		}
		switch {
		case at < 0 && !straddles(want, pages):
			t.Errorf("%s: not to be copied in one piece, or not in its place: %s", d.File, want)
		case at >= 0:
			if p > page {
				page, from = p, 0
			}
			from += len(want)
			found++
		}
	}
	if found == 0 {
		t.Errorf("%s: nothing was found", d.File)
	}
}

// straddles reports whether a text begins at the foot of one page and ends on
// the next.
func straddles(text string, pages []string) bool {
	for cut := range text {
		for i := range pages[1:] {
			if cut > 0 && strings.Contains(pages[i], text[:cut]) && strings.Contains(pages[i+1], text[cut:]) {
				return true
			}
		}
	}
	return false
}

// unwrap joins lines as a reader does who copies them: without a space between
// Chinese or Japanese characters, with one elsewhere.
func unwrap(text string) string {
	var b strings.Builder
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if before, _ := utf8.DecodeLastRuneInString(b.String()); i > 0 && before < 0x2E80 {
			if after, _ := utf8.DecodeRuneInString(line); after < 0x2E80 {
				b.WriteByte(' ')
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

// sentences are the texts of overview and duties.
func sentences(d *book.Document) []string {
	var out []string
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case book.ProseBlock:
				for _, p := range b.Prose.Paragraphs {
					out = append(out, plain(p.Inlines))
				}
			case book.Rows:
				for _, r := range b.Rows {
					out = append(out, itemTexts(r.Blocks)...)
				}
			}
		}
	}
	return out
}

func itemTexts(blocks []book.Block) []string {
	var out []string
	for _, b := range blocks {
		if items, ok := b.(book.Items); ok {
			for _, item := range items.Items {
				out = append(out, plain(item.Text.Inlines))
			}
		}
	}
	return out
}

// TestLanguage looks for the language in the catalog of the file.
func TestLanguage(t *testing.T) {
	dir := t.TempDir()
	for _, b := range shipped(t).Books {
		root, err := tool(dir, written(t, slices.Collect(b.Documents())[0]), "qpdf", "--show-object=1")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(root, "/Lang ("+b.Tag+")") {
			t.Errorf("%s: no /Lang in %s", b.Key, root)
		}
	}
}

// TestCancel stops a build when its context is done.
func TestCancel(t *testing.T) {
	sink, err := output.NewSink(filepath.Join(t.TempDir(), "public"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := (Target{}).Render(ctx, conformance.Mini(t), sink); !errors.Is(err, context.Canceled) {
		t.Errorf("Render returned %v", err)
	}
	if files := sink.Files(); len(files) > 0 {
		t.Errorf("%d files were written", len(files))
	}
	if err := sink.Discard(); err != nil {
		t.Error(err)
	}
}

// save keeps a document if the tester wants to look at it.
func save(t testing.TB, name string, data []byte) {
	if *keep == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*keep, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}
