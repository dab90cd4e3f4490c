package conformance

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	markup "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
)

// readText gives the text that readers see in a file.
func readText(expect Expect, name string, data []byte) (string, error) {
	if wordless(name) {
		return "", nil
	}
	switch path.Ext(name) {
	case ".html":
		return htmlText(data)
	case ".md":
		page, err := renderMarkdown(data)
		if err != nil {
			return "", err
		}
		return htmlText(page)
	case ".csv":
		rows, err := readCSV(data)
		return joinRows(rows), err
	case ".xlsx":
		return xlsxText(data)
	case ".json":
		var v any
		err := json.Unmarshal(data, &v)
		return jsonText(v), err
	case ".xml", ".txt":
		return string(data), nil
	}
	if expect.Read == nil {
		return "", fmt.Errorf("nothing reads %s files", path.Ext(name))
	}
	return expect.Read(name, data)
}

func htmlText(data []byte) (string, error) {
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
			b.WriteString(n.Data)
		}
	}
	return b.String(), nil
}

// renderMarkdown turns Markdown into HTML as GitHub would, but lets raw HTML
// through: what got into the file as such is to be seen.
func renderMarkdown(data []byte) ([]byte, error) {
	var b bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList), goldmark.WithRendererOptions(markup.WithUnsafe()))
	err := md.Convert(data, &b)
	return b.Bytes(), err
}

func readCSV(data []byte) ([][]string, error) {
	return csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
}

func joinRows(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.Join(r, "\t") + "\n")
	}
	return b.String()
}

func xlsxText(data []byte) (string, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			return "", err
		}
		b.WriteString(sheet + "\n" + joinRows(rows))
	}
	return b.String(), nil
}

// jsonText joins all strings of a value, keys too.
func jsonText(v any) string {
	var b strings.Builder
	switch v := v.(type) {
	case string:
		b.WriteString(v + "\n")
	case []any:
		for _, x := range v {
			b.WriteString(jsonText(x))
		}
	case map[string]any:
		for k, x := range v {
			b.WriteString(k + "\n" + jsonText(x))
		}
	}
	return b.String()
}
