// Package xlsx writes the permission matrix as a workbook for auditors: the
// matrix, the flat list of effective permissions, the findings, and a legend.
//
// [Write] makes the workbook of one language. Every cell that holds words is a
// string with the number format "text": a spreadsheet program never takes it
// for a formula, not even after somebody has edited it. The same set gives the
// same bytes.
//
// Sheets are streamed, so that memory does not grow with them. Two traps of the
// library: setting a filter replaces a sheet's properties, so it comes last;
// and whatever touches a sheet behind its stream's end (conditional formats,
// the active sheet) reads all of it into memory again, or is lost.
package xlsx

import (
	"bytes"
	"context"
	"errors"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output"
)

// Target writes one workbook a language.
type Target struct{}

// Name is xlsx.
func (Target) Name() string { return "xlsx" }

// Render writes <lang>/matrix/matrix.<lang>.xlsx.
func (Target) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		var data bytes.Buffer
		if err := write(ctx, &data, set, b); err != nil {
			return err
		}
		if err := sink.Write(b.Key+"/matrix/matrix."+b.Key+".xlsx", data.Bytes()); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Write writes the workbook in the words of one of the set's books.
func Write(w io.Writer, set *book.Set, b *book.Book) error {
	return write(context.Background(), w, set, b)
}

func write(ctx context.Context, w io.Writer, set *book.Set, b *book.Book) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	k, err := newWorkbook(ctx, f, set, b)
	if err != nil {
		return err
	}
	for _, draw := range []func() error{k.matrix, k.permissions, k.findings, k.legend} {
		if err := draw(); err != nil {
			return err
		}
	}
	data, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	return repack(w, data.Bytes())
}

// workbook is a workbook in the making.
type workbook struct {
	ctx    context.Context
	file   *excelize.File
	set    *book.Set
	book   *book.Book
	styles *styles
	sheets int
	left   int // findings that the sheet has no room for
}

func newWorkbook(ctx context.Context, f *excelize.File, set *book.Set, b *book.Book) (*workbook, error) {
	k := &workbook{ctx: ctx, file: f, set: set, book: b, styles: newStyles(f, fonts[catalog.Lang(b.Key)])}
	day := timestamp(set.On)
	return k, errors.Join(
		f.SetDefaultFont(k.styles.font.family),
		f.SetDocProps(&excelize.DocProperties{
			Title: fit(b.T("sheet_title"), 255), Creator: "Rolebook", LastModifiedBy: "Rolebook",
			Subject: fit(output.Words(b.Organization), 255), Language: b.Tag, Created: day, Modified: day,
		}),
		f.SetAppProps(&excelize.AppProperties{Application: "Rolebook"}),
	)
}

// timestamp is the day of the set as properties want it. A set without a day
// gets a fixed one: the clock must not show.
func timestamp(on catalog.Date) string {
	if on.IsZero() {
		on = catalog.Date{Year: 2000, Month: time.January, Day: 1}
	}
	return on.Time().Format(time.RFC3339)
}
