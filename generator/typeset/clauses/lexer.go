package clauses

import (
	"bytes"
	"strconv"
)

// The operands of a page's program and of a CMap. Numbers are float64, arrays []any
// and dictionaries map[string]any.
type (
	nameOperand   string
	stringOperand string
)

// lexer reads operands and operators.
type lexer struct {
	data []byte
	at   int
}

// closer is the end of an array or a dictionary.
type closer string

// operator is anything that is no operand.
type operator string

// next returns the next operand or operator; nil at the end.
func (l *lexer) next() any {
	l.skip()
	if l.at >= len(l.data) {
		return nil
	}
	switch rest := l.data[l.at:]; {
	case rest[0] == '/':
		l.at++
		return nameOperand(l.word())
	case rest[0] == '(':
		return stringOperand(l.literal())
	case bytes.HasPrefix(rest, []byte("<<")):
		l.at += 2
		return pairs(l.until(">>"))
	case rest[0] == '<':
		return stringOperand(l.hexadecimal())
	case rest[0] == '[':
		l.at++
		return l.until("]")
	case bytes.HasPrefix(rest, []byte(">>")):
		l.at += 2
		return closer(">>")
	case bytes.IndexByte([]byte("]>{})"), rest[0]) >= 0:
		l.at++
		return closer(rest[:1])
	}
	word := l.word()
	if n, err := strconv.ParseFloat(word, 64); err == nil {
		return n
	}
	return operator(word)
}

// skip passes white space and comments.
func (l *lexer) skip() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		case bytes.IndexByte([]byte("\x00\t\n\f\r "), c) >= 0:
			l.at++
		default:
			return
		}
	}
}

// word reads up to white space or a delimiter.
func (l *lexer) word() string {
	start := l.at
	for l.at < len(l.data) && bytes.IndexByte([]byte("\x00\t\n\f\r ()<>[]{}/%"), l.data[l.at]) < 0 {
		l.at++
	}
	return string(l.data[start:l.at])
}

// literal reads a string in brackets.
func (l *lexer) literal() []byte {
	var out []byte
	depth := 0
	for ; l.at < len(l.data); l.at++ {
		switch c := l.data[l.at]; c {
		case '\\':
			l.at++
			out = append(out, l.escaped()...)
			continue
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				l.at++
				return out
			}
		}
		out = append(out, l.data[l.at])
	}
	return out
}

// escaped is what follows a backslash in a string; the last byte of it is left to
// be passed.
func (l *lexer) escaped() []byte {
	if l.at >= len(l.data) {
		return nil
	}
	c := l.data[l.at]
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return []byte{"\n\r\t\b\f"[i]}
	}
	if c == '\n' {
		return nil
	}
	if c < '0' || c > '7' {
		return []byte{c}
	}
	value, end := 0, min(l.at+3, len(l.data))
	for ; l.at < end && l.data[l.at] >= '0' && l.data[l.at] <= '7'; l.at++ {
		value = 8*value + int(l.data[l.at]-'0')
	}
	l.at--
	return []byte{byte(value)}
}

// hexadecimal reads a string of digits.
func (l *lexer) hexadecimal() []byte {
	l.at++
	end := bytes.IndexByte(l.data[l.at:], '>')
	if end < 0 {
		end = len(l.data) - l.at
	}
	digits := bytes.Join(bytes.Fields(l.data[l.at:l.at+end]), nil)
	l.at = min(l.at+end+1, len(l.data))
	var out []byte
	for i := 0; i+1 < len(digits); i += 2 {
		v, _ := strconv.ParseUint(string(digits[i:i+2]), 16, 8)
		out = append(out, byte(v))
	}
	return out
}

// until reads operands up to a closing mark.
func (l *lexer) until(end closer) []any {
	var list []any
	for v := l.next(); v != nil && v != end; v = l.next() {
		list = append(list, v)
	}
	return list
}

// pairs makes a dictionary of keys and values.
func pairs(list []any) map[string]any {
	out := map[string]any{}
	for i := 0; i+1 < len(list); i += 2 {
		if key, ok := list[i].(nameOperand); ok {
			out[string(key)] = list[i+1]
		}
	}
	return out
}
