package generator

import (
	"io"

	"rolebook/generator/book"
	"rolebook/generator/output/html"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/markdown"
	"rolebook/generator/output/pdf"
)

// DocumentFormats are the forms in which a document can be had, the usual one
// first.
var DocumentFormats = []string{"markdown", "html", "pdf", "json"}

// WriteDocument writes a document in one of [DocumentFormats]. The fonts and the
// paper are a PDF's.
func WriteDocument(w io.Writer, d *book.Document, format string, fonts *Fonts, paper pdf.Paper) error {
	switch format {
	case "html":
		return html.Write(w, d)
	case "json":
		return jsondata.WriteDocument(w, d)
	case "pdf":
		faces, err := fonts.Load()
		if err != nil {
			return err
		}
		_, err = pdf.Write(w, d, faces, paper)
		return err
	}
	return markdown.Write(w, d)
}
