package people

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"rolebook/generator/source"
)

// blockSize is how much of a file is read at once, and the most that a record
// may take.
const blockSize = 1 << 20

// block is a stretch of a file that holds whole records.
type block struct {
	data   []byte
	from   int  // where its records begin: behind a byte-order mark and the head
	line   int  // number of the line on which data starts, from 1
	quotes bool // whether there is a quote in it
	torn   bool // it ends within a record, which is too long, and the file's rest is not read
}

// place gives the line and the column of a byte, counted in characters.
func (b *block) place(at int) source.Position {
	before := b.data[:at]
	start := bytes.LastIndexByte(before, '\n') + 1
	return source.Position{
		Line:   b.line + bytes.Count(before[:start], lineFeed),
		Column: 1 + utf8.RuneCount(bytes.TrimPrefix(before[start:], byteOrderMark)),
	}
}

// around gives the line that a byte stands on, without its end.
func (b *block) around(at int) string {
	start := bytes.LastIndexByte(b.data[:at], '\n') + 1
	line, _, _ := bytes.Cut(b.data[start:], lineFeed)
	return string(bytes.TrimPrefix(bytes.TrimSuffix(line, carriageReturn), byteOrderMark))
}

var (
	lineFeed      = []byte("\n")
	byteOrderMark = []byte("\ufeff")
)

// blocks cuts a file into blocks.
type blocks struct {
	in   io.Reader
	line int
	rest []byte // read, and not yet part of a block
	end  bool
}

func newBlocks(in io.Reader) *blocks { return &blocks{in: in, line: 1} }

// next gives the next block, in buf; nil at the end.
func (s *blocks) next(buf []byte) (*block, error) {
	if s.end && len(s.rest) == 0 {
		return nil, nil
	}
	n := copy(buf, s.rest)
	s.rest = s.rest[:0]
	if !s.end {
		more, err := io.ReadFull(s.in, buf[n:])
		n += more
		if s.end = errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF); err != nil && !s.end {
			return nil, err
		}
	}
	if n == 0 {
		return nil, nil
	}
	b := &block{data: buf[:n], line: s.line, quotes: bytes.IndexByte(buf[:n], '"') >= 0}
	if !s.end {
		s.cut(b)
	}
	s.line += bytes.Count(b.data, lineFeed)
	return b, nil
}

// cut ends a block behind its last record that is whole. Quotes come in pairs,
// so a line that ends a record has an even number of them before it.
func (s *blocks) cut(b *block) {
	end := bytes.LastIndexByte(b.data, '\n') + 1
	if b.quotes {
		end = 0
		quotes := 0
		for at := 0; at < len(b.data); {
			line, _, whole := bytes.Cut(b.data[at:], lineFeed)
			quotes += bytes.Count(line, quote)
			at += len(line) + 1
			if whole && quotes%2 == 0 {
				end = at
			}
		}
	}
	if end == 0 {
		b.torn, s.end = true, true
		return
	}
	s.rest = append(s.rest, b.data[end:]...)
	b.data = b.data[:end]
}

var quote = []byte(`"`)
