package typeset

import (
	"io"
	"sync"
	"syscall"
	"testing"

	"rolebook/fonts"
)

// report lays a document of three pages out: 4,000 characters, 690 different ones,
// in 130 paragraphs, as a job description in Chinese has.
func report(f *Fonts) *Document {
	d := New(f, sampleInfo)
	chars, n := commonCharacters(), 0
	for range 3 {
		p := d.AddPage(595.28, 841.89)
		for line := range 44 {
			weight, of := Regular, chars
			if line%11 == 0 {
				weight, of = Bold, chars[:100]
			}
			run, x := make([]Placed, 0, 31), 0.0
			for range 31 {
				g := f.Glyph("zh", weight, of[n*389%len(of)])
				run = append(run, Placed{g, x})
				x, n = x+g.Advance*9.5, n+1
			}
			p.In(d.Root().Open("LI", Attr{}).Open("LBody", Attr{}))
			p.Text(68, 80+float64(line)*16, 9.5, ink, run)
		}
	}
	return d
}

// commonCharacters are 690 characters that the Chinese face has, not the most
// intricate ones: 220 bytes of outline each, as common words have.
var commonCharacters = sync.OnceValue(func() (chars []rune) {
	face := shipped().first("zh", Regular)
	for r := '一'; len(chars) < 690; r += 3 {
		if n := len(face.outline(face.gid(r))); face.gid(r) != 0 && n < 280 {
			chars = append(chars, r)
		}
	}
	return chars
})

func BenchmarkDocument(b *testing.B) {
	f := shipped()
	size := int64(0)
	commonCharacters()
	start := processorTime()
	for b.Loop() {
		n, err := report(f).WriteTo(io.Discard)
		if err != nil {
			b.Fatal(err)
		}
		size = n
	}
	b.ReportMetric(float64(processorTime()-start)/float64(b.N), "cpu-ns/op")
	b.ReportMetric(float64(size), "bytes/doc")
}

func BenchmarkLoadFonts(b *testing.B) {
	for b.Loop() {
		if _, err := LoadFonts(fonts.FS); err != nil {
			b.Fatal(err)
		}
	}
}

// processorTime is what the process has used so far, in nanoseconds: on a busy
// machine it tells more than the clock on the wall.
func processorTime() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}
