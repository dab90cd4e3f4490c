package jsondata

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"reflect"
)

// list writes {"<key>": [ … ]} with an entry a line, which is compact, comes
// through a diff well and needs no more memory than an entry.
type list struct {
	out *bufio.Writer
	n   int
	err error
}

func newList(w io.Writer, key string) *list {
	l := &list{out: bufio.NewWriter(w)}
	l.write(`{"` + key + `": [`)
	return l
}

// newListBehind writes the members of an object, and begins a list under a key
// of its own behind them.
func newListBehind(w io.Writer, object any, key string) *list {
	l := &list{out: bufio.NewWriter(w)}
	var data []byte
	data, l.err = marshal(object)
	l.write(string(bytes.TrimSuffix(data, []byte("}"))) + `,
"` + key + `": [`)
	return l
}

func (l *list) write(s string) {
	if l.err == nil {
		_, l.err = l.out.WriteString(s)
	}
}

// add writes one entry.
func (l *list) add(entry any) {
	if l.n++; l.n > 1 {
		l.write(",")
	}
	l.write("\n  ")
	l.value(entry)
}

// value writes something as it is, without white space.
func (l *list) value(v any) {
	data, err := marshal(v)
	if l.err == nil {
		l.err = err
	}
	l.write(string(data))
}

// addAll writes a slice as a list of its own.
func (l *list) addAll(slice reflect.Value) {
	l.n = 0
	l.write("[")
	for i := range slice.Len() {
		l.add(slice.Index(i).Interface())
	}
	l.write("]")
}

// next ends the list and begins another under its own key.
func (l *list) next(key string) {
	if l.n > 0 {
		l.write("\n")
	}
	l.n = 0
	l.write(`],
"` + key + `": [`)
}

// close ends the list.
func (l *list) close() error {
	if l.n > 0 {
		l.write("\n")
	}
	l.write("]}\n")
	return l.flush()
}

// flush gives the first error of all.
func (l *list) flush() error {
	if l.err != nil {
		return l.err
	}
	return l.out.Flush()
}

// marshal is json.Marshal that leaves <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// indented writes a report that is short enough to be read as it is.
func indented(w io.Writer, report any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(report)
}
