package markdown

import (
	"bytes"
	"context"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/change"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
)

// changes writes what has changed in a set since another one, so that the suite
// reads it.
type changes struct{ since *book.Set }

func (changes) Name() string { return "changes" }

func (c changes) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	set.Compare(c.since, change.Between(c.since.Analysis, set.Analysis), "`<b>main", "*HEAD*")
	for _, b := range set.Books {
		var out bytes.Buffer
		if err := WriteChanges(&out, b); err != nil {
			return err
		}
		if err := sink.Write(b.Key+"/changes.md", out.Bytes()); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// toldTexts are the titles and lines of the changes.
func toldTexts(_ *book.Set, b *book.Book) []string {
	out := []string{b.Changes.Lead}
	for _, s := range b.Changes.Sections {
		out = append(append(out, s.Title), lineTexts(s.Lines)...)
	}
	return out
}

func lineTexts(lines []book.ChangeLine) []string {
	var out []string
	for _, l := range lines {
		if l.Text != "" {
			out = append(out, l.Text)
		}
		out = append(out, lineTexts(l.Lines)...)
	}
	return out
}

// Every line is told, and no text acts, neither of what came nor of
// what went.
func TestChanges(t *testing.T) {
	for name, since := range map[string]*book.Set{"what came": conformance.Mini(t), "what went": conformance.Hostile(t)} {
		t.Run(name, func(t *testing.T) { conformance.Run(t, changes{since}, conformance.Expect{Texts: toldTexts}) })
	}
}
