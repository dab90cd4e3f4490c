// Package output is the door through which everything that a build makes
// leaves: a [Target] draws a [book.Set] and hands the files to a [Sink], which
// alone touches the disk.
package output

import (
	"context"

	"rolebook/generator/book"
)

// Target is one kind of output: the site, the PDF documents, a sheet. Targets
// know nothing of each other, and every one passes the suite in conformance.
type Target interface {
	// Name is the target's own word, as in "pdf"; it names no language.
	Name() string
	// Render writes every file of the target into the sink. It stops soon
	// after ctx is done and returns ctx.Err() then.
	Render(ctx context.Context, set *book.Set, sink *Sink) error
}
