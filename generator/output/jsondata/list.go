package jsondata

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
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
	data, err := marshal(entry)
	if l.err == nil {
		l.err = err
	}
	l.write(string(data))
}

// close ends the list and gives the first error of all.
func (l *list) close() error {
	if l.n > 0 {
		l.write("\n")
	}
	l.write("]}\n")
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
