// Package csv writes the effective permissions as a list that spreadsheet
// programs open and databases load: UTF-8 with a byte-order mark, lines ending
// in CR LF, a head line, one line a grant.
//
// Programs that open such a file take some cells for formulas. [Write] puts an
// apostrophe before those, see [Neutral]; ids never need one, so whoever joins
// lists should use the columns of ids.
package csv

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"strings"
	"unicode"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// byteOrderMark tells spreadsheet programs that the file is UTF-8.
const byteOrderMark = "\ufeff"

// Target writes one list a language.
type Target struct{}

// Name is csv.
func (Target) Name() string { return "csv" }

// Render writes <lang>/matrix/matrix.<lang>.csv.
func (Target) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		var data bytes.Buffer
		if err := write(ctx, &data, set, b); err != nil {
			return err
		}
		if err := sink.Write(b.Key+"/matrix/matrix."+b.Key+".csv", data.Bytes()); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Write writes the list in the words of one of the set's books.
func Write(w io.Writer, set *book.Set, b *book.Book) error {
	return write(context.Background(), w, set, b)
}

func write(ctx context.Context, w io.Writer, set *book.Set, b *book.Book) error {
	buffer := bufio.NewWriter(w)
	if _, err := buffer.WriteString(byteOrderMark); err != nil {
		return err
	}
	lines := csv.NewWriter(buffer)
	lines.UseCRLF = true
	if err := lines.Write(neutral(output.PermissionHead(b))); err != nil {
		return err
	}
	role := ""
	for p := range output.Permissions(set, b) {
		if p.RoleID != role {
			if err := ctx.Err(); err != nil {
				return err
			}
			role = p.RoleID
		}
		if err := lines.Write(neutral(p.Cells())); err != nil {
			return err
		}
	}
	lines.Flush()
	if err := lines.Error(); err != nil {
		return err
	}
	return buffer.Flush()
}

func neutral(cells []string) []string {
	for i, c := range cells {
		cells[i] = Neutral(c)
	}
	return cells
}

// Neutral puts an apostrophe before a cell that a spreadsheet program might
// take for a formula: one that begins with = + - @, a tab or a carriage return,
// or with the full-width form of a sign, be it behind white space.
func Neutral(cell string) string {
	rest := strings.TrimLeftFunc(cell, unicode.IsSpace)
	if strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") || strings.ContainsAny(firstRune(rest), "=+-@＝＋－＠") {
		return "'" + cell
	}
	return cell
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}
