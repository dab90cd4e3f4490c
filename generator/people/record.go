package people

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"rolebook/generator/diag"
)

// records reads one record of comma-separated values after another (RFC 4180),
// as strictly as encoding/csv does and with the same results: empty lines are
// no records, lines may end in CR LF, a quote stands only round a field or
// doubled in one. It reads from memory, and fields are not copied, which makes
// it several times as fast.
type records struct {
	data   []byte
	quotes bool // whether there is a quote anywhere in data
	at     int  // where the next record starts
	start  int  // where the last one does
	fields []field
}

// field is one value, and where it starts in the data.
type field struct {
	at    int
	value []byte
}

// fault is where the data stop being records.
type fault struct {
	at  int
	msg diag.Message
}

// next reads a record into fields. At the end of the data it gives false.
func (r *records) next() (ok bool, f *fault) {
	for r.at < len(r.data) {
		r.start, r.fields = r.at, r.fields[:0]
		for more := true; more; {
			if more, f = r.field(); f != nil {
				return false, f
			}
		}
		if len(r.fields) > 1 || len(r.fields[0].value) > 0 || r.data[r.start] == '"' {
			return true, nil
		}
	}
	return false, nil
}

// field reads a field and what ends it. It gives true behind a comma.
func (r *records) field() (more bool, f *fault) {
	at := r.at
	value, end := []byte(nil), 0
	if r.quotes && at < len(r.data) && r.data[at] == '"' {
		if value, end, f = r.quoted(at); f != nil {
			return false, f
		}
	} else {
		end = r.ends(at)
		value = r.data[at:end]
		if r.quotes {
			if bare := bytes.IndexByte(value, '"'); bare >= 0 {
				return false, &fault{at + bare, diag.Msg("people_bare_quote")}
			}
		}
	}
	if end < len(r.data) && r.data[end] == ',' {
		r.fields = append(r.fields, field{at, value})
		r.at = end + 1
		return true, nil
	}
	if n := len(value) - 1; n >= 0 && value[n] == '\r' && r.data[at] != '"' {
		value = value[:n]
	}
	r.fields = append(r.fields, field{at, value})
	r.at = min(end+1, len(r.data))
	return false, nil
}

// In every byte of a word:
const (
	ones      = 0x0101010101010101
	highBits  = 0x80 * ones
	commas    = ',' * ones
	lineFeeds = '\n' * ones
)

// ends finds the comma or the line feed that ends a plain field, or the end of
// the data. It looks at eight bytes at once: in x and y a byte is zero where a
// sign stands, and taking one from such a byte sets its high bit (Mycroft, 1987).
func (r *records) ends(at int) int {
	for ; at+8 <= len(r.data); at += 8 {
		word := binary.LittleEndian.Uint64(r.data[at:])
		x, y := word^commas, word^lineFeeds
		if found := ((x-ones)&^x | (y-ones)&^y) & highBits; found != 0 {
			return at + bits.TrailingZeros64(found)/8
		}
	}
	for at < len(r.data) && r.data[at] != ',' && r.data[at] != '\n' {
		at++
	}
	return at
}

// quoted reads a field from its opening quote on, and gives the place of the
// comma or line feed behind it, or the end of the data.
func (r *records) quoted(open int) (value []byte, end int, f *fault) {
	for at := open + 1; ; {
		quote := bytes.IndexByte(r.data[at:], '"')
		if quote < 0 {
			return nil, 0, &fault{open, diag.Msg("people_open_quote")}
		}
		value = append(value, r.data[at:at+quote]...)
		at += quote + 1
		switch rest := r.data[at:]; {
		case len(rest) > 0 && rest[0] == '"':
			value = append(value, '"')
			at++
			continue
		case bytes.HasPrefix(rest, lineEnd), len(rest) == 1 && rest[0] == '\r':
			at++
		case len(rest) > 0 && rest[0] != ',' && rest[0] != '\n':
			return nil, 0, &fault{at, diag.Msg("people_behind_quote")}
		}
		return bytes.ReplaceAll(value, lineEnd, lineFeed), at, nil
	}
}

var (
	lineEnd        = []byte("\r\n")
	carriageReturn = lineEnd[:1]
)
