package conformance

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
)

// checkHarmless looks for texts of the catalog that have become more than text.
func checkHarmless(t *testing.T, files Files) {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data := files[name]
		checkCharacters(t, name, data)
		switch path.Ext(name) {
		case ".html":
			checkPage(t, name, data)
		case ".md":
			page, err := renderMarkdown(data)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			checkMarkdown(t, name, page)
		case ".csv":
			checkCSV(t, name, data)
		case ".xlsx":
			checkXLSX(t, name, data)
		case ".js", ".css", ".svg":
			if bytes.Contains(data, []byte("pwn")) {
				t.Errorf("%s holds text of the catalog", name)
			}
		}
	}
}

// checkCharacters fails where a file that people and programs read as text has
// characters that neither should meet.
func checkCharacters(t *testing.T, name string, data []byte) {
	t.Helper()
	if !slices.Contains([]string{".html", ".md", ".csv", ".xml", ".txt"}, path.Ext(name)) {
		return
	}
	for _, r := range string(data) {
		if unicode.IsControl(r) && !strings.ContainsRune("\t\n\r", r) || noncharacter(r) {
			t.Errorf("%s has the character %U", name, r)
			return
		}
	}
}

// checkPage fails where a page would run, load or hide a text of the catalog.
func checkPage(t *testing.T, name string, data []byte) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for n := range doc.Descendants() {
		switch n.Type {
		case html.CommentNode:
			t.Errorf("%s: a comment: %.60q", name, n.Data)
		case html.TextNode:
			if runs(n.Parent) && strings.Contains(n.Data, "pwn") {
				t.Errorf("%s: <%s> holds text of the catalog: %.60q", name, n.Parent.Data, n.Data)
			}
		case html.ElementNode:
			for _, a := range n.Attr {
				checkAttribute(t, name, n.Data, a)
			}
		}
	}
}

// runs reports whether browsers act on the text of the element.
func runs(n *html.Node) bool {
	switch n.Data {
	case "style", "iframe", "noscript", "template":
		return true
	case "script":
		for _, a := range n.Attr {
			if a.Key == "type" && strings.Contains(a.Val, "json") {
				return false
			}
		}
		return true
	}
	return false
}

// loads are the attributes that make a browser fetch or follow something.
var loads = []string{"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "ping", "style", "content", "srcdoc", "xlink:href"}

func checkAttribute(t *testing.T, name, element string, a html.Attribute) {
	t.Helper()
	value := strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, a.Val))
	scripted := strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "vbscript:") || strings.HasPrefix(value, "data:text")
	switch {
	case a.Key == "data-pwn",
		strings.HasPrefix(a.Key, "on") && strings.Contains(value, "pwn"),
		slices.Contains(loads, a.Key) && scripted,
		// Descriptions in <meta content> are texts.
		slices.Contains(loads, a.Key) && element != "meta" && strings.Contains(value, "pwn"):
		t.Errorf("%s: <%s %s=%.60q>", name, element, a.Key, a.Val)
	}
}

// plainElements are those that a document written as Markdown comes to.
var plainElements = strings.Fields("html head body h1 h2 h3 h4 p em strong code pre ul ol li table thead tbody tr th td blockquote hr br a input")

// checkMarkdown fails where Markdown has become anything but the elements of a
// document: raw HTML, pictures, notes, links that nobody wrote as such.
func checkMarkdown(t *testing.T, name string, page []byte) {
	t.Helper()
	checkPage(t, name, page)
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(plainElements, n.Data) {
			t.Errorf("%s: <%s>", name, n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "href" && !strings.HasPrefix(a.Val, "https://example.com/") {
				t.Errorf("%s: a link to %s", name, a.Val)
			}
		}
	}
}

// checkCSV fails where a spreadsheet program would see a formula.
func checkCSV(t *testing.T, name string, data []byte) {
	t.Helper()
	rows, err := readCSV(data)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for i, row := range rows {
		for _, cell := range row {
			if strings.IndexAny(strings.TrimSpace(cell), "=+-@＝＋－＠") == 0 || strings.ContainsAny(cell, "\t\r\x00") {
				t.Errorf("%s:%d: %.60q is a formula", name, i+1, cell)
			}
		}
	}
	if !bytes.HasPrefix(data, []byte("\ufeff")) {
		t.Errorf("%s: no byte-order mark", name)
	}
	if bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) {
		t.Errorf("%s: lines end in LF alone", name)
	}
}

// checkXLSX fails where a workbook has a formula, a link or a macro.
func checkXLSX(t *testing.T, name string, data []byte) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for _, part := range r.File {
		text := readPart(t, part)
		for _, bad := range []string{"<f>", "<f ", "<hyperlink", "externalLink", "vbaProject", "DDE"} {
			if strings.Contains(text, bad) || strings.Contains(part.Name, bad) {
				t.Errorf("%s: %s has %s", name, part.Name, bad)
			}
		}
	}
}

func readPart(t *testing.T, part *zip.File) string {
	t.Helper()
	in, err := part.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close() //nolint:errcheck // only read
	data, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
