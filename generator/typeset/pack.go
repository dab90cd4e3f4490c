package typeset

import (
	"encoding/binary"
	"hash/adler32"
	"sync"
	"sync/atomic"
)

// Compressing the outlines would be most of the work of writing a document, and the
// same glyphs come in one document after the other. So each glyph of a face is
// compressed once, by itself, with one prefix code for the whole face; the outlines
// of a subset are then one block of DEFLATE that is put together from ready bits.
// That costs a tenth of size, since repetitions from glyph to glyph go unused, and
// saves half of the time of a document.

// le reads and writes little-endian numbers.
var le = binary.LittleEndian

// piece is a stretch of glyf, compressed: a glyph padded to whole words.
type piece struct {
	bits   bitString
	size   int    // of the padded glyph
	sum    uint32 // its words added up, as in the checksum of a table
	digest uint32 // its Adler-32
}

// packer compresses the glyphs of a face. It may be used by many goroutines.
type packer struct {
	once              sync.Once
	literal, distance prefixCode
	head              bitString // that begins the block
	glyphs            []atomic.Pointer[piece]
}

// samples is about how many glyphs the code of a face is fitted to.
const samples = 500

// prepare fits the prefix code to glyphs from all over the face.
func (p *packer) prepare(f *Face) {
	var literal [literals]int
	var distance [distances]int
	for i := range literal {
		literal[i] = 1
	}
	for i := range distance {
		distance[i] = 1
	}
	for gid := 0; gid < f.numGlyphs; gid += f.numGlyphs/samples + 1 {
		repetitions(f.outline(uint16(gid)), func(b byte, length, back int) {
			if length == 0 {
				literal[b]++
				return
			}
			symbol, _, _ := lengthSymbol(length)
			literal[symbol]++
			symbol, _, _ = distanceSymbol(back)
			distance[symbol]++
		})
	}
	p.literal, p.distance = newPrefixCode(literal[:]), newPrefixCode(distance[:])
	p.head = blockHead(&p.literal, &p.distance)
	p.glyphs = make([]atomic.Pointer[piece], f.numGlyphs)
}

// ready returns the face's packer.
func (f *Face) ready() *packer {
	f.packer.once.Do(func() { f.packer.prepare(f) })
	return f.packer
}

// packed returns a glyph as it is in the face, compressed.
func (f *Face) packed(gid uint16) *piece {
	p := f.ready()
	if kept := p.glyphs[gid].Load(); kept != nil {
		return kept
	}
	made := p.pack(f.outline(gid))
	p.glyphs[gid].Store(made) // the same whoever makes it
	return made
}

// pack compresses a glyph that is not in the face.
func (f *Face) pack(glyph []byte) *piece { return f.ready().pack(glyph) }

// pack compresses a glyph.
func (p *packer) pack(glyph []byte) *piece {
	padded := make([]byte, (len(glyph)+3)&^3)
	copy(padded, glyph)
	made := &piece{size: len(padded), sum: checksum(padded), digest: adler32.Checksum(padded)}
	repetitions(padded, func(b byte, length, back int) {
		if length == 0 {
			p.literal.write(&made.bits, int(b))
			return
		}
		symbol, extra, n := lengthSymbol(length)
		p.literal.write(&made.bits, symbol)
		made.bits.add(extra, n)
		symbol, extra, n = distanceSymbol(back)
		p.distance.write(&made.bits, symbol)
		made.bits.add(extra, n)
	})
	return made
}

// Limits of repetitions: shorter ones than four bytes do not pay, the others are
// those of DEFLATE.
const (
	shortest = 4
	longest  = 258
	farthest = 32768
)

// repetitions cuts data into single bytes (length 0) and repetitions of earlier data.
func repetitions(data []byte, each func(b byte, length, back int)) {
	var latest [256]int // the place after the latest four bytes of a kind
	for i := 0; i < len(data); {
		length, back := 0, 0
		if i+shortest <= len(data) {
			at := &latest[le.Uint32(data[i:])*0x9E3779B1>>24]
			if before := *at - 1; before >= 0 && i-before <= farthest {
				length, back = common(data[before:], data[i:]), i-before
			}
			*at = i + 1
		}
		if length < shortest {
			each(data[i], 0, 0)
			i++
			continue
		}
		each(0, length, back)
		i += length
	}
}

// common is the length of what two slices have in common at their beginnings.
func common(a, b []byte) int {
	n := 0
	for n < len(b) && n < longest && a[n] == b[n] {
		n++
	}
	return n
}

// deflateFont compresses a font: what comes before the outlines, and the outlines
// of a face. The result is in f.deflated.
func (f *file) deflateFont(rest []byte, face *Face, outlines []*piece) {
	f.deflated.Reset()
	f.deflated.WriteString("\x78\x01") // the head of a zlib stream
	f.blocks.Reset(&f.deflated)
	_, _ = f.blocks.Write(rest) // a bytes.Buffer takes everything
	_ = f.blocks.Flush()        // to a whole byte, and the stream goes on

	p := face.ready()
	f.bits.words, f.bits.last, f.bits.used = f.bits.words[:0], 0, 0
	f.bits.join(&p.head)
	digest := adler32.Checksum(rest)
	for _, outline := range outlines {
		f.bits.join(&outline.bits)
		digest = joinDigests(digest, outline.digest, outline.size)
	}
	p.literal.write(&f.bits, endOfBlock)
	f.deflated.Write(be.AppendUint32(f.bits.bytes(f.deflated.AvailableBuffer()), digest))
}

// joinDigests is the Adler-32 of two stretches of data, the second of the given size.
func joinDigests(first, second uint32, size int) uint32 {
	const base = 65521
	a1, b1, a2, b2 := first&0xFFFF, first>>16, second&0xFFFF, second>>16
	a := (a1 + a2 + base - 1) % base
	b := (b1 + b2 + (a1+base-1)%base*uint32(size%base)%base) % base
	return b<<16 | a
}
