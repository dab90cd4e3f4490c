package pdf

import (
	"io"
	"slices"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// BenchmarkJobDescription sets and writes the longest job description of the
// shipped catalog, as a worker of a build does.
func BenchmarkJobDescription(b *testing.B) {
	faces, err := Fonts()
	if err != nil {
		b.Fatal(err)
	}
	for _, bk := range shipped(b).Books {
		d := longest(slices.Collect(bk.Documents()))
		b.Run(bk.Key, func(b *testing.B) {
			c := typeset.NewCompositor(faces)
			pages := 0
			b.ReportAllocs()
			before := processorTime(b)
			for b.Loop() {
				c.Reset()
				doc := setDocument(c, d, A4)
				pages = len(doc.Pages())
				if _, err := doc.WriteTo(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			cpu := processorTime(b) - before
			b.ReportMetric(cpu.Seconds()*1e3/float64(b.N)/float64(pages), "cpu-ms/page")
			b.ReportMetric(float64(pages), "pages")
		})
	}
}

// longest is the document with the most sections and rows.
func longest(list []*book.Document) *book.Document {
	best, most := list[0], 0
	for _, d := range list {
		n := 0
		for _, s := range d.Sections {
			for _, b := range s.Blocks {
				if t, ok := b.(book.Table); ok {
					for _, g := range t.Groups {
						n += len(g.Rows)
					}
				}
			}
		}
		if n > most {
			best, most = d, n
		}
	}
	return best
}
