package csv

import (
	"encoding/csv"
	"io"

	"rolebook/generator/book"
	"rolebook/generator/review"
)

// WriteReview writes the sheet of a pack in the words of a book: a line for all
// that a reviewer decides on, with empty cells for decision and comment. Each
// line has the stamp of the pack, so that nothing is lost where lines are sorted
// or filtered.
func WriteReview(w io.Writer, b *book.Book, p *review.Pack) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	lines := csv.NewWriter(w)
	lines.UseCRLF = true
	head := make([]string, len(review.Columns))
	for i, c := range review.Columns {
		head[i] = b.T("review_column_" + string(c))
	}
	if err := lines.Write(head); err != nil {
		return err
	}
	stamp := p.Stamp().String()
	for _, l := range b.ReviewLines(p) {
		if err := lines.Write(neutral([]string{l.Role, l.Subject, l.Reach, l.Note, "", "", l.ID, stamp})); err != nil {
			return err
		}
	}
	lines.Flush()
	return lines.Error()
}
