package e2e

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"rolebook/generator/typeset/clauses"
)

// paper is a PDF document of a site.
type paper struct {
	name string // from the site's root
	path string

	once [3]sync.Once
	read [3]string
	info map[string]string
}

var papers sync.Map // from path to *paper

// paper finds a document of the site. What the tools say of it is asked once.
func (s *site) paper(t testing.TB, name string) *paper {
	t.Helper()
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	p, _ := papers.LoadOrStore(path, &paper{name: name, path: path})
	return p.(*paper)
}

// The margins of the pages in points, and a little room for rounding.
const (
	leftMargin  = 24 * 72 / 25.4
	rightMargin = 18 * 72 / 25.4
	sideMargin  = 15 * 72 / 25.4 // of pages that lie on their sides
	rounding    = 0.6
	headRoom    = 60 // below it stands the text, above it the running head
	footRoom    = 50
	a4Width     = 595
	a4Height    = 842
)

// text is the text between the running heads and feet, in the order in which it
// is drawn.
func (p *paper) text(t testing.TB) string {
	t.Helper()
	p.once[0].Do(func() {
		p.read[0] = string(printed(t, "pdftotext", "-raw", "-x", "0", "-y", strconv.Itoa(headRoom), "-W", strconv.Itoa(a4Width+1),
			"-H", strconv.Itoa(a4Height-headRoom-footRoom), p.path, "-"))
	})
	return p.read[0]
}

// structText is a line of text in what pdfinfo says of a document's structure.
// logical is the text in the order of the document's structure, as it is read
// aloud: without running heads and feet, and whole where a page ends.
func (p *paper) logical(t testing.TB) string {
	t.Helper()
	p.once[1].Do(func() {
		data, err := os.ReadFile(p.path)
		if err == nil {
			p.read[1], err = clauses.Aloud(data)
		}
		if err != nil {
			t.Errorf("%s: %v", p.name, err)
		}
	})
	return p.read[1]
}

// properties are what pdfinfo says of the document as a whole.
func (p *paper) properties(t testing.TB) map[string]string {
	t.Helper()
	p.once[2].Do(func() {
		p.info = map[string]string{}
		for line := range strings.Lines(string(printed(t, "pdfinfo", p.path))) {
			key, value, _ := strings.Cut(line, ":")
			p.info[key] = strings.TrimSpace(value)
		}
	})
	return p.info
}

func (p *paper) pages(t testing.TB) int {
	t.Helper()
	n, err := strconv.Atoi(p.properties(t)["Pages"])
	if err != nil {
		t.Fatalf("%s: %v", p.name, err)
	}
	return n
}

// sound fails the test for anything wrong with the file itself: its syntax, its
// fonts, its title, tags and language.
func (p *paper) sound(t testing.TB) {
	t.Helper()
	check := string(printed(t, "qpdf", "--check", p.path))
	if !strings.Contains(check, "No syntax or stream encoding errors found") || strings.Contains(check, "WARNING") {
		t.Errorf("%s: qpdf: %s", p.name, check)
	}
	p.fonts(t)
	info := p.properties(t)
	if info["Tagged"] != "yes" || info["Title"] == "" || info["JavaScript"] != "no" || info["Suspects"] == "yes" {
		t.Errorf("%s: pdfinfo: %v", p.name, info)
	}
	if !strings.Contains(info["Page size"], "A4") {
		t.Errorf("%s: pages of %s", p.name, info["Page size"])
	}
	lang, _, _ := strings.Cut(p.name, "/")
	if got := p.root(t)["/Lang"]; got != "u:"+tags[lang] {
		t.Errorf("%s: language %v, want %s", p.name, got, tags[lang])
	}
}

// fonts fails the test unless every font is embedded, a subset, and knows what
// its glyphs mean.
func (p *paper) fonts(t testing.TB) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(string(printed(t, "pdffonts", p.path))), "\n")
	if len(lines) < 3 {
		t.Fatalf("%s: no fonts", p.name)
	}
	for _, line := range lines[2:] {
		fields := strings.Fields(line)
		if got := strings.Join(fields[len(fields)-5:len(fields)-2], " "); got != "yes yes yes" {
			t.Errorf("%s: font %s (embedded, subset, Unicode: %s)", p.name, fields[0], got)
		}
	}
}

// root is the document's catalog, as qpdf shows it.
func (p *paper) root(t testing.TB) map[string]any {
	t.Helper()
	var file struct {
		QPDF []map[string]json.RawMessage `json:"qpdf"` // the header, then the objects
	}
	if err := json.Unmarshal(printed(t, "qpdf", "--json", "--json-key=qpdf", "--json-stream-data=none", p.path), &file); err != nil || len(file.QPDF) != 2 {
		t.Fatalf("%s: %v", p.name, err)
	}
	for _, object := range file.QPDF[1] {
		var o struct {
			Value map[string]any `json:"value"`
		}
		if json.Unmarshal(object, &o) == nil && o.Value["/Type"] == "/Catalog" { // most objects are no dictionaries
			return o.Value
		}
	}
	t.Fatalf("%s: no catalog", p.name)
	return nil
}

// word is a run of characters without a gap, in points from the top left.
type word struct {
	Left   float64 `xml:"xMin,attr"`
	Right  float64 `xml:"xMax,attr"`
	Top    float64 `xml:"yMin,attr"`
	Bottom float64 `xml:"yMax,attr"`
	Text   string  `xml:",chardata"`
}

// words lists the words of each page, as poppler finds them.
func (p *paper) words(t testing.TB) [][]word {
	t.Helper()
	var file struct {
		Pages []struct {
			Words []word `xml:"word"`
		} `xml:"body>doc>page"`
	}
	text := regexp.MustCompile(`[\x00-\x08\x0b\x0c\x0e-\x1f]`).ReplaceAll(printed(t, "pdftotext", "-bbox", p.path, "-"), nil)
	d := xml.NewDecoder(strings.NewReader(string(text)))
	d.Strict = false
	if err := d.Decode(&file); err != nil {
		t.Fatalf("%s: %v", p.name, err)
	}
	pages := make([][]word, len(file.Pages))
	found := 0
	for i, page := range file.Pages {
		pages[i] = page.Words
		found += len(page.Words)
	}
	if found == 0 {
		t.Fatalf("%s: no words", p.name)
	}
	return pages
}

// within fails the test for words that stand outside the margins.
func (p *paper) within(t testing.TB) {
	t.Helper()
	complaints := 0
	across := p.across(t)
	for i, words := range p.words(t) {
		left, right, width, height := float64(leftMargin), float64(rightMargin), float64(a4Width), float64(a4Height)
		if across[i+1] {
			left, right, width, height = sideMargin, sideMargin, height, width
		}
		for _, w := range words {
			if w.inkStart() < left-rounding || w.ink() > width-right+rounding || w.Top < 20 || w.Bottom > height-20 {
				if complaints++; complaints <= 5 {
					t.Errorf("%s, page %d: %.30q stands from %.1f to %.1f across and %.1f to %.1f down", p.name, i+1, w.Text, w.Left, w.Right, w.Top, w.Bottom)
				}
			}
		}
	}
}

// acrossPage is what pdfinfo says of a page that lies on its side.
var acrossPage = regexp.MustCompile(`(?m)^Page +(\d+) size: +841\.\d+ x 595`)

// across tells which pages, counted from 1, lie on their sides.
func (p *paper) across(t testing.TB) map[int]bool {
	t.Helper()
	out := map[int]bool{}
	for _, m := range acrossPage.FindAllSubmatch(printed(t, "pdfinfo", "-f", "1", "-l", "-1", p.path), -1) {
		n, err := strconv.Atoi(string(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		out[n] = true
	}
	return out
}

// ink is where the word's ink ends at the right: full-width punctuation at the
// end of a line keeps the empty half of its box outside.
func (w word) ink() float64 {
	if last, _ := utf8.DecodeLastRuneInString(w.Text); strings.ContainsRune("、。，．：；？！）〕］｝〉》」』】”’", last) {
		return w.Right - (w.Bottom-w.Top)/2
	}
	return w.Right
}

// inkStart is where the word's ink begins: a full-width bracket that opens a line
// keeps the empty half of its box outside.
func (w word) inkStart() float64 {
	if first, _ := utf8.DecodeRuneInString(w.Text); strings.ContainsRune("（〔［｛〈《「『【“‘", first) {
		return w.Left + (w.Bottom-w.Top)/2
	}
	return w.Left
}

func (w word) String() string { return fmt.Sprintf("%q at %.0f, %.0f", w.Text, w.Left, w.Top) }
