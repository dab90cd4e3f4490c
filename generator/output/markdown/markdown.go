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
	"rolebook/generator/catalog"
	"rolebook/generator/output"
)

// Target writes the job description of every role beside its page. The other
// documents are forms to fill in, which [Write] draws for who asks for them:
// they would make a large site half as heavy again.
type Target struct{}

// Name is markdown.
func (Target) Name() string { return "markdown" }

// Render writes <lang>/roles/<id>/<id>.<lang>.job-description.md, and llms.txt,
// which lists them, for the site and for each language.
func (Target) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	form := book.Form{Scenario: book.Scenarios[0], Detail: catalog.Standard, Style: book.Formal}
	for _, b := range set.Books {
		for _, r := range b.Roles {
			if err := ctx.Err(); err != nil {
				return err
			}
			doc := r.Document(form)
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
