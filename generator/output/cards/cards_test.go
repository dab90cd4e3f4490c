package cards

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"path/filepath"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
)

// hosted is the target for a site whose address is known.
type hosted struct{ Target }

func (h hosted) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	one := *set
	one.BaseURL = "https://roles.example/"
	return h.Target.Render(ctx, &one, sink)
}

func TestConformance(t *testing.T) {
	conformance.Run(t, hosted{}, conformance.Expect{Files: paths, Texts: func(*book.Set, *book.Book) []string { return nil }, Check: checkCards})
}

func paths(set *book.Set) []string {
	var out []string
	for _, b := range set.Books {
		out = append(out, b.Key+"/card.png")
		for _, r := range b.Roles {
			out = append(out, b.Key+"/roles/"+r.ID+"/card.png")
		}
	}
	return out
}

// checkCards reads every card: it is as large as it should be, small to load,
// and has a name in its middle that leaves the margins free.
func checkCards(t *testing.T, set *book.Set, files conformance.Files) {
	for name, data := range files {
		card, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := card.Bounds().Size(); got != image.Pt(width, height) || len(data) > 25_000 {
			t.Errorf("%s is %v in %d bytes", name, got, len(data))
		}
		if n := inked(card, image.Rect(margin, 105, width-margin, height-105)); n < 300 {
			t.Errorf("%s: the name inks %d pixels", name, n)
		}
		for _, edge := range []image.Rectangle{image.Rect(0, 0, margin-4, height), image.Rect(width-margin+4, 0, width, height), image.Rect(0, height-40, width, height)} {
			if n := inked(card, edge); n > 0 {
				t.Errorf("%s: %d pixels in the margin %v", name, n, edge)
			}
		}
	}
}

func inked(card image.Image, in image.Rectangle) int {
	n := 0
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if r, _, _, _ := card.At(x, y).RGBA(); r < 0x8000 {
				n++
			}
		}
	}
	return n
}

// TestNames holds that cards of different names differ, and that a name is
// drawn in the shapes of its language.
func TestNames(t *testing.T) {
	t.Parallel()
	fonts, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	set := conformance.Mini(t)
	draw := func(lang, name string) string {
		p := newPainter(fonts, set.Book(lang))
		card := p.ground("", "")
		p.title(card, name)
		return string(card.Pix)
	}
	for _, pair := range [][4]string{
		{"en", "", "en", "Order Clerk"}, {"en", "Order Clark", "en", "Order Clerk"}, {"zh", "订单专员", "zh", "订单主管"}, {"zh", "骨干", "ja", "骨干"},
	} {
		if draw(pair[0], pair[1]) == draw(pair[2], pair[3]) {
			t.Errorf("the same card for %q", pair)
		}
	}
}

// TestNoAddress holds that there are no cards where nobody could show them.
func TestNoAddress(t *testing.T) {
	t.Parallel()
	sink, err := output.NewSink(filepath.Join(t.TempDir(), "public"))
	if err != nil {
		t.Fatal(err)
	}
	if err := (Target{}).Render(t.Context(), conformance.Mini(t), sink); err != nil || len(sink.Files()) > 0 {
		t.Errorf("%v, %d files", err, len(sink.Files()))
	}
	if err := sink.Discard(); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkCard measures a card after the ground of its family is there.
func BenchmarkCard(b *testing.B) {
	fonts, err := builtin()
	if err != nil {
		b.Fatal(err)
	}
	for _, of := range conformance.Mini(b).Books {
		b.Run(of.Key, func(b *testing.B) {
			p := newPainter(fonts, of)
			ground := p.ground("Example Trading", "Sales")
			size := 0
			for i := 0; b.Loop(); i++ {
				card := *ground
				card.Pix = bytes.Clone(ground.Pix)
				p.title(&card, fmt.Sprint(of.Roles[i%len(of.Roles)].Name.Plain(), i%1000))
				var data bytes.Buffer
				encoder := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: p}
				if err := encoder.Encode(&data, &card); err != nil {
					b.Fatal(err)
				}
				size += data.Len()
			}
			b.ReportMetric(float64(size)/float64(b.N), "bytes")
		})
	}
}
