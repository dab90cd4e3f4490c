package conformance

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// harms collects what in a file has become more than text.
type harms []string

func (h *harms) addf(format string, args ...any) { *h = append(*h, fmt.Sprintf(format, args...)) }

// findHarm looks through a file for texts of the catalog that have become more
// than text. It knows the hostile ones by what they would run.
func findHarm(name string, data []byte) harms {
	var h harms
	h.characters(name, data)
	switch path.Ext(name) {
	case ".html":
		h.page(data)
	case ".md":
		h.markdown(data)
	case ".csv":
		h.csv(data)
	case ".xlsx":
		h.xlsx(data)
	case ".js", ".css", ".svg":
		if bytes.Contains(data, []byte("pwn")) && !isData(data) {
			h.addf("text of the catalog")
		}
	}
	return h
}

// assignment begins a script that holds data for another one.
var assignment = regexp.MustCompile(`^self\.rolebook\w+(\.\w+|\["[a-z0-9-]+"\])?\s*=`)

// isData reports whether a script does nothing but keep JSON: all its texts are
// strings then, whatever they say.
func isData(script []byte) bool {
	begin := assignment.Find(script)
	return begin != nil && json.Valid(bytes.TrimSuffix(bytes.TrimSpace(script[len(begin):]), []byte(";")))
}

// characters looks for those that neither people nor programs should meet in a
// file that they read as text.
func (h *harms) characters(name string, data []byte) {
	if !slices.Contains([]string{".html", ".md", ".csv", ".xml", ".txt"}, path.Ext(name)) {
		return
	}
	for _, r := range string(data) {
		if unicode.IsControl(r) && !strings.ContainsRune("\t\n\r", r) || noncharacter(r) {
			h.addf("the character %U", r)
			return
		}
	}
}

// page looks for what a browser would run, load or hide of a text.
func (h *harms) page(data []byte) {
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		h.addf("%v", err)
		return
	}
	for n := range doc.Descendants() {
		switch n.Type {
		case html.CommentNode:
			h.addf("a comment: %.60q", n.Data)
		case html.TextNode:
			if runs(n.Parent) && strings.Contains(n.Data, "pwn") {
				h.addf("<%s> holds text of the catalog: %.60q", n.Parent.Data, n.Data)
			}
		case html.ElementNode:
			for _, a := range n.Attr {
				h.attribute(n.Data, a)
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

func (h *harms) attribute(element string, a html.Attribute) {
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
		h.addf("<%s %s=%.60q>", element, a.Key, a.Val)
	}
}

// plainElements are those that a document written as Markdown comes to.
var plainElements = strings.Fields("html head body h1 h2 h3 h4 p em strong code pre ul ol li table thead tbody tr th td blockquote hr br a input")

// markdown looks for anything but the elements of a document: raw HTML,
// pictures, notes, links that nobody wrote as such.
func (h *harms) markdown(data []byte) {
	page, err := renderMarkdown(data)
	if err != nil {
		h.addf("%v", err)
		return
	}
	h.page(page)
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		h.addf("%v", err)
		return
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(plainElements, n.Data) {
			h.addf("<%s>", n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "href" && !strings.HasPrefix(a.Val, "https://example.com/") {
				h.addf("a link to %s", a.Val)
			}
		}
	}
}

// csv looks for what a spreadsheet program would take for a formula, and for
// what it would not read right.
func (h *harms) csv(data []byte) {
	rows, err := readCSV(data)
	if err != nil {
		h.addf("%v", err)
	}
	for i, row := range rows {
		for _, cell := range row {
			if strings.IndexAny(strings.TrimSpace(cell), "=+-@＝＋－＠") == 0 || strings.ContainsAny(cell, "\t\r\x00") {
				h.addf("line %d: the formula %.60q", i+1, cell)
			}
		}
	}
	if !bytes.HasPrefix(data, []byte("\ufeff")) {
		h.addf("no byte-order mark")
	}
	if bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) {
		h.addf("lines that end in LF alone")
	}
}

// xlsx looks for formulas, links and macros in a workbook.
func (h *harms) xlsx(data []byte) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		h.addf("%v", err)
		return
	}
	for _, part := range r.File {
		text, err := fs.ReadFile(r, part.Name)
		if err != nil {
			h.addf("%v", err)
		}
		for _, bad := range []string{"<f>", "<f ", "<hyperlink", "externalLink", "vbaProject", "DDE"} {
			if bytes.Contains(text, []byte(bad)) || strings.Contains(part.Name, bad) {
				h.addf("%s in %s", bad, part.Name)
			}
		}
	}
}
