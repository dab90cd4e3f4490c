// Package markdown writes documents as CommonMark, for wikis, mails, chats and
// whoever reads plain text: headings, lists and quotes, no raw HTML, and tables
// told as lists. The permission matrix, which is nothing but a table, takes
// those of GitHub.
//
// [Write] draws a [book.Document], [WriteMatrix] the matrix; [Target] also lists
// the documents in llms.txt. Text from the
// catalog comes out as text: what Markdown, or one of the programs that
// commonly read it (GitHub, Hugo, Jekyll), would act on is escaped, and only
// emphasis, code and links that the book has admitted are written as such.
package markdown

import (
	"bytes"
	"context"
	"path"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// Target writes the documents of every role beside their PDF.
type Target struct{}

// Name is markdown.
func (Target) Name() string { return "markdown" }

// Render writes <lang>/roles/<id>/<id>.<lang>.<scenario>.md, and llms.txt, which
// lists them, for the site and for each language.
func (Target) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		for doc := range b.Documents() {
			if err := ctx.Err(); err != nil {
				return err
			}
			var data bytes.Buffer
			if err := Write(&data, doc); err != nil {
				return err
			}
			name := strings.TrimSuffix(doc.File, path.Ext(doc.File)) + ".md"
			if err := sink.Write(path.Join(b.Key, "roles", doc.Role, name), data.Bytes()); err != nil {
				return err
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return writeLists(set, sink)
}
