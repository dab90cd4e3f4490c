package people

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"testing"
	"time"
)

// FuzzRecords holds the reader against encoding/csv.
func FuzzRecords(f *testing.F) {
	for _, s := range []string{
		"person,role\np1,clerk\n", "a,b\r\nc,d", "\n\r\n\na\n", `"a ""b""",c` + "\n", "\"a\r\nb\",c\r\n", `a"b,c`, `"a"b`, `"a`, `"",""`, `""`, "a,\n,b\n,\n",
		"a\r", "\"a\"\r", "\r", "\r\r\n", "a\rb\n", "12345678,123456789\n1234567\n", "\"a\"\"\n\"\"b\"\n", "岗位,役割\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		want, wrong := reference(data)
		r := records{data: data, quotes: bytes.IndexByte(data, '"') >= 0}
		for i := 0; ; i++ {
			ok, fault := r.next()
			if !ok {
				if i != len(want) || (fault != nil) != wrong {
					t.Fatalf("%q: %d records, fault %v; want %d, %t", data, i, fault, len(want), wrong)
				}
				return
			}
			if i == len(want) || !slices.Equal(values(r), want[i]) {
				t.Fatalf("%q: record %d is %q, want %q", data, i, values(r), want)
			}
		}
	})
}

func values(r records) []string {
	var out []string
	for _, f := range r.fields {
		out = append(out, string(f.value))
	}
	return out
}

func reference(data []byte) (out [][]string, wrong bool) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	for {
		record, err := r.Read()
		if err != nil {
			return out, !errors.Is(err, io.EOF)
		}
		out = append(out, record)
	}
}

// FuzzBlocks cuts a file at every size and finds the same records in the parts.
func FuzzBlocks(f *testing.F) {
	f.Add([]byte("a,b\nc,d\n\n\"e\nf\",g\n"), 8)
	f.Add([]byte("a\n\"b\n\n\"\n\"c\"\"\n\"\nd"), 9)
	f.Fuzz(func(t *testing.T, data []byte, size int) {
		want, wrong := reference(data)
		if size < 1 || size > 1000 || wrong {
			return
		}
		blocks, got, line := newBlocks(bytes.NewReader(data)), 0, 1
		for {
			b, err := blocks.next(make([]byte, size))
			if err != nil {
				t.Fatal(err)
			}
			if b == nil {
				break
			}
			if b.line != line {
				t.Fatalf("%q in parts of %d: line %d, want %d", data, size, b.line, line)
			}
			line += bytes.Count(b.data, lineFeed)
			if b.torn {
				return
			}
			r := records{data: b.data, quotes: b.quotes}
			for ok, _ := r.next(); ok; ok, _ = r.next() {
				if !slices.Equal(values(r), want[got]) {
					t.Fatalf("%q in parts of %d: record %d is %q, want %q", data, size, got, values(r), want[got])
				}
				got++
			}
		}
		if got != len(want) {
			t.Fatalf("%q in parts of %d: %d records, want %d", data, size, got, len(want))
		}
	})
}

// FuzzDay holds the reader of dates against package time.
func FuzzDay(f *testing.F) {
	for _, s := range []string{"2026-11-22", "2024-02-29", "2023-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-1", "０2026-01", "1900-02-29", "0000-02-29"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		day, ok := parseDay([]byte(s))
		d, err := time.Parse(time.DateOnly, s)
		if ok != (err == nil) || ok && day != d.Year()*10000+int(d.Month())*100+d.Day() {
			t.Errorf("%q: %d %t, want %v %v", s, day, ok, d, err)
		}
	})
}
