package typeset

import (
	"math"
	"strconv"
	"time"
	"unicode/utf16"
)

// This file writes the basic objects of PDF (ISO 32000-1, 7.3): each function
// appends to a byte slice.

// appendInt writes a whole number.
func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// appendNumber writes a number with up to two decimals, fine enough for lengths in
// points. What is no number, or beyond any page, becomes 0.
func appendNumber(b []byte, v float64) []byte {
	if !(math.Abs(v) < 1e7) {
		v = 0
	}
	return appendThousandths(b, 10*int64(math.Round(v*100)))
}

// appendThousandths writes n/1000 without needless digits.
func appendThousandths(b []byte, n int64) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	if n >= 1000 || n == 0 {
		b = strconv.AppendInt(b, n/1000, 10)
	}
	n %= 1000
	if n == 0 {
		return b
	}
	b = append(b, '.', '0'+byte(n/100))
	if n%100 != 0 {
		b = append(b, '0'+byte(n/10%10))
	}
	if n%10 != 0 {
		b = append(b, '0'+byte(n%10))
	}
	return b
}

// appendRef writes a reference to an object.
func appendRef(b []byte, id int) []byte { return append(appendInt(b, id), " 0 R"...) }

// appendName writes a name; unusual bytes are escaped.
func appendName(b []byte, name string) []byte {
	const hex = "0123456789ABCDEF"
	b = append(b, '/')
	for _, c := range []byte(name) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '+', c == '.':
			b = append(b, c)
		case c != 0:
			b = append(b, '#', hex[c>>4], hex[c&15])
		}
	}
	return b
}

// appendBytes writes a byte string.
func appendBytes(b []byte, s string) []byte {
	b = append(b, '(')
	for _, c := range []byte(s) {
		b = appendStringByte(b, c)
	}
	return append(b, ')')
}

// appendStringByte writes one byte of a literal string.
func appendStringByte(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r': // a bare one would be read as a line feed
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

// appendText writes a text string: as it is if it is plain ASCII, else in UTF-16.
func appendText(b []byte, s string) []byte {
	if plain(s) {
		return appendBytes(b, s)
	}
	b = append(b, "(\xFE\xFF"...)
	for _, unit := range utf16.Encode([]rune(s)) {
		b = appendStringByte(b, byte(unit>>8))
		b = appendStringByte(b, byte(unit))
	}
	return append(b, ')')
}

// plain tells whether the text is printable ASCII.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// appendDate writes a point of time.
func appendDate(b []byte, t time.Time) []byte {
	return t.UTC().AppendFormat(b, "(D:20060102150405Z)")
}

// appendRect writes a rectangle of a page of the given height, from left, top,
// right and bottom.
func appendRect(b []byte, left, top, right, bottom, height float64) []byte {
	b = append(b, '[')
	for i, v := range [4]float64{left, height - bottom, right, height - top} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendNumber(b, v)
	}
	return append(b, ']')
}
