package typeset

import (
	"bytes"
	"compress/flate"
	"hash/adler32"
	"io"
	"math/rand/v2"
	"sync"
	"testing"
)

// unpack decodes one block of DEFLATE made of pieces.
func unpack(t testing.TB, p *packer, pieces ...*piece) []byte {
	t.Helper()
	var b bitString
	b.join(&p.head)
	for _, piece := range pieces {
		b.join(&piece.bits)
	}
	p.literal.write(&b, endOfBlock)
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(b.bytes(nil))))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestPackAnything packs data of many kinds, none of which the code is fitted to,
// and puts it together in one block.
func TestPackAnything(t *testing.T) {
	t.Parallel()
	face := shipped().first("zh", Regular)
	random := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 3000)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	var pieces []*piece
	var want []byte
	digest := uint32(1)
	for _, data := range [][]byte{
		nil,
		{7},
		[]byte("abcd"), noise, bytes.Repeat([]byte{0}, 1000), bytes.Repeat([]byte("abcde"), 300),
		append(append(noise[:400:400], make([]byte, 40000)...), noise[:400]...), // a distance beyond the farthest
		append(append(noise[:3000:3000], noise...), noise[:9]...),
	} {
		made := face.pack(data)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
		if made.size != len(data) || made.sum != checksum(data) {
			t.Errorf("%d bytes became a piece of %d", len(data), made.size)
		}
		pieces, want = append(pieces, made), append(want, data...)
		digest = joinDigests(digest, made.digest, made.size)
	}
	if got := unpack(t, face.packer, pieces...); !bytes.Equal(got, want) {
		t.Errorf("%d bytes came back as %d others", len(want), len(got))
	}
	if digest != adler32.Checksum(want) {
		t.Errorf("digest %08x, want %08x", digest, adler32.Checksum(want))
	}
}

// TestRepetitionSymbols tries every length and distance against the decoder.
func TestRepetitionSymbols(t *testing.T) {
	t.Parallel()
	var frequencies [literals]int
	for i := range frequencies {
		frequencies[i] = 1 + i*i%97
	}
	p := &packer{literal: newPrefixCode(frequencies[:]), distance: newPrefixCode(frequencies[:distances])}
	p.head = blockHead(&p.literal, &p.distance)
	piece := &piece{}
	var want []byte
	repeat := func(length, back int) {
		symbol, extra, n := lengthSymbol(length)
		p.literal.write(&piece.bits, symbol)
		piece.bits.add(extra, n)
		symbol, extra, n = distanceSymbol(back)
		p.distance.write(&piece.bits, symbol)
		piece.bits.add(extra, n)
		for range length {
			want = append(want, want[len(want)-back])
		}
	}
	for i := range farthest {
		b := byte(i * i >> 3)
		p.literal.write(&piece.bits, int(b))
		want = append(want, b)
	}
	for length := 3; length <= longest; length++ {
		repeat(length, 1+length*7)
	}
	for back := 1; back <= farthest; back += 1 + back/50 {
		repeat(4, back)
	}
	repeat(258, farthest)
	if !bytes.Equal(unpack(t, p, piece), want) {
		t.Error("repetitions are not decoded as they were meant")
	}
}

// TestCodeLengths: the code is complete, within bounds, and short for what is frequent.
func TestCodeLengths(t *testing.T) {
	t.Parallel()
	steep := make([]int, 40) // without the bound the rarest would take 39 bits
	for i := range steep {
		steep[i] = 1 << min(i, 50)
	}
	for name, frequencies := range map[string][]int{"steep": steep, "flat": {1, 1, 1, 1}, "two": {9, 1}} {
		total, lengths := 0, codeLengths(frequencies)
		for i, l := range lengths {
			if l < 1 || l > longestCode || i > 0 && frequencies[i] > frequencies[i-1] && l > lengths[i-1] {
				t.Errorf("%s: symbol %d takes %d bits: %v", name, i, l, lengths)
			}
			total += 1 << (longestCode - l)
		}
		if total != 1<<longestCode {
			t.Errorf("%s: the code is not complete: %v", name, lengths)
		}
	}
}

// TestPackedConcurrently: many goroutines ask for the same glyphs of a fresh face.
func TestPackedConcurrently(t *testing.T) {
	t.Parallel()
	face, _ := shippedFace(t, "NotoSansMath-Regular.ttf")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for gid := range uint16(200) {
				if got, want := face.packed(gid).size, (len(face.outline(gid))+3)&^3; got != want {
					t.Errorf("glyph %d: %d bytes, want %d", gid, got, want)
				}
			}
		})
	}
	group.Wait()
}

// TestPackedSize holds the cost of packing glyphs by themselves against the best
// that the standard library can do with all of them.
func TestPackedSize(t *testing.T) {
	t.Parallel()
	face := shipped().first("zh", Regular)
	var whole bytes.Buffer
	w, err := flate.NewWriter(&whole, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	packed := 0
	for _, r := range commonCharacters() {
		gid := face.gid(r)
		if _, err := w.Write(face.outline(gid)); err != nil {
			t.Fatal(err)
		}
		packed += len(face.packed(gid).bits.words)*8 + 4
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if ratio := float64(packed) / float64(whole.Len()); ratio > 1.3 {
		t.Errorf("packing apart costs %.2f times the bytes of packing together", ratio)
	}
}

func BenchmarkPack(b *testing.B) {
	face := shipped().first("zh", Regular)
	glyph := face.outline(face.gid('权'))
	b.SetBytes(int64(len(glyph)))
	for b.Loop() {
		face.pack(glyph)
	}
}
