package people

import (
	"bytes"
	"context"
	"io"
	"os"

	"rolebook/generator/analysis"
	"rolebook/generator/diag"
)

// checker is the work on one file.
type checker struct {
	judge   *analysis.Judge
	file    *os.File
	size    int64
	columns columns
	body    int // where the first row starts
	roles   *roleTable
	units   *units
	workers int
}

// open takes a file; one that can be read only once is copied.
func (c *checker) open(in *os.File) (release func(), err error) {
	c.file, release = in, func() {}
	info, err := in.Stat()
	if err == nil && !info.Mode().IsRegular() {
		if c.file, release, err = newTemporary(); err != nil {
			return nil, err
		}
		if _, err = io.Copy(c.file, in); err == nil {
			info, err = c.file.Stat()
		}
	}
	if err != nil {
		release()
		return nil, err
	}
	c.size = info.Size()
	return release, nil
}

// newTemporary makes a file that only this user can read. Where the system
// allows, it has no name any more, and so is gone with the program.
func newTemporary() (f *os.File, release func(), err error) {
	if f, err = os.CreateTemp("", "rolebook-"); err != nil {
		return nil, nil, err
	}
	unlinked := os.Remove(f.Name()) == nil
	return f, func() {
		f.Close() //nolint:errcheck // nobody wants it any more
		if !unlinked {
			os.Remove(f.Name()) //nolint:errcheck // the system clears its folder for temporary files
		}
	}, nil
}

// check reads the file in the hope that people are in order, and if not, again.
func (c *checker) check(ctx context.Context) (*Report, problems, error) {
	wrong, err := c.readHead()
	if err != nil || wrong.total > 0 {
		return nil, wrong, err
	}
	report, wrong, ordered, err := c.inOrder(ctx)
	if err == nil && !ordered {
		report, wrong, err = c.scattered(ctx)
	}
	if err != nil {
		return nil, wrong, err
	}
	report.Units, report.Ignored = c.columns.unit >= 0, c.columns.ignored
	return report, wrong, nil
}

// readHead finds the columns.
func (c *checker) readHead() (wrong problems, err error) {
	b, err := newBlocks(c.content()).next(make([]byte, blockSize))
	if err != nil {
		return wrong, err
	}
	if b == nil {
		b = &block{line: 1}
	}
	if bytes.HasPrefix(b.data, byteOrderMark) {
		c.body = len(byteOrderMark)
	}
	r := records{data: b.data, quotes: b.quotes, at: c.body}
	ok, f := r.next()
	switch at := firstInvalid(b.data[:r.at]); {
	case at >= 0:
		wrong.add(b, at, 1, diag.Encoding, diag.Msg("people_encoding"), diag.Msg("people_encoding_help"))
	case f != nil:
		wrong.add(b, f.at, 1, diag.Syntax, f.msg, diag.Msg("people_quote_help"))
	case !ok:
		wrong.add(b, 0, 0, diag.MissingKey, diag.Msg("people_empty"), diag.Msg("people_head_help", "Names", names))
	default:
		c.columns = newColumns(b, r.fields, &wrong)
		c.body = r.at
	}
	return wrong, nil
}

// content reads the file from its beginning.
func (c *checker) content() io.Reader { return io.NewSectionReader(c.file, 0, c.size) }

// newReader makes a reader for one goroutine.
func (c *checker) newReader() *reader {
	return &reader{columns: c.columns, roles: c.roles, on: dayOf(c.judge.Result().On), units: c.units, unitHere: map[string]int32{}}
}
