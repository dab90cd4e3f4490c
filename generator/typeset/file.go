package typeset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"
)

// file lays objects out as a PDF file: streams for themselves, everything else
// packed into compressed object streams, and a cross-reference stream at the end
// (ISO 32000-1, 7.5.7 and 7.5.8).
type file struct {
	out     []byte
	entries []entry // by object number
	next    int     // the next free object number

	pack    []byte // objects for the next object stream
	members []member

	deflater *zlib.Writer
	blocks   *flate.Writer // for fonts, whose streams are put together from parts
	bits     bitString
	deflated bytes.Buffer
}

// entry says where an object is: at an offset of the file, or in an object stream.
type entry struct {
	kind   byte // 0 free, 1 offset, 2 in a stream
	offset int  // or the number of the object stream
	index  int  // in the object stream
}

// member is an object in the pack.
type member struct{ id, offset int }

// packSize is how many objects go into one object stream.
const packSize = 200

// level is the compression level: higher ones cost much and save little.
const level = 2

// files keeps the buffers of finished files for the next ones.
var files = sync.Pool{New: func() any {
	deflater, err := zlib.NewWriterLevel(nil, level)
	if err != nil {
		panic(err) // the level is a constant
	}
	blocks, err := flate.NewWriter(nil, level)
	if err != nil {
		panic(err)
	}
	return &file{deflater: deflater, blocks: blocks}
}}

// newFile starts a file.
func newFile() *file {
	f := files.Get().(*file)
	// The comment with bytes above 127 tells transfer programs that this is binary.
	f.out = append(f.out[:0], "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	f.entries, f.next = f.entries[:0], 1
	f.pack, f.members = f.pack[:0], f.members[:0]
	return f
}

// release gives the buffers back; the bytes that finish returned are void then.
func (f *file) release() { files.Put(f) }

// alloc returns a fresh object number.
func (f *file) alloc() int {
	f.next++
	return f.next - 1
}

// place notes where an object is.
func (f *file) place(id int, e entry) {
	for len(f.entries) <= id {
		f.entries = append(f.entries, entry{})
	}
	f.entries[id] = e
}

// begin starts an object that is no stream. Append to the slice and hand it to end
// before anything else is written.
func (f *file) begin(id int) []byte {
	if len(f.members) == packSize {
		f.flush()
	}
	f.members = append(f.members, member{id, len(f.pack)})
	return f.pack
}

// end finishes the object.
func (f *file) end(b []byte) { f.pack = append(b, '\n') }

// flush writes the pack as an object stream.
func (f *file) flush() {
	if len(f.members) == 0 {
		return
	}
	id := f.alloc()
	var index []byte
	for i, m := range f.members {
		index = append(appendInt(index, m.id), ' ')
		index = append(appendInt(index, m.offset), ' ')
		f.place(m.id, entry{2, id, i})
	}
	dict := appendInt([]byte("/Type/ObjStm/N "), len(f.members))
	dict = appendInt(append(dict, "/First "...), len(index))
	f.stream(id, string(dict), index, f.pack)
	f.pack, f.members = f.pack[:0], f.members[:0]
}

// stream writes a compressed stream object. The parts are joined.
func (f *file) stream(id int, dict string, parts ...[]byte) {
	f.deflated.Reset()
	f.deflater.Reset(&f.deflated)
	for _, part := range parts {
		_, _ = f.deflater.Write(part) // a bytes.Buffer takes everything
	}
	_ = f.deflater.Close()
	f.plainStream(id, dict+"/Filter/FlateDecode", f.deflated.Bytes())
}

// plainStream writes a stream object as it is.
func (f *file) plainStream(id int, dict string, data []byte) {
	f.place(id, entry{1, len(f.out), 0})
	b := append(appendInt(f.out, id), " 0 obj\n<<"...)
	b = append(b, dict...)
	b = appendInt(append(b, "/Length "...), len(data))
	b = append(b, ">>\nstream\n"...)
	b = append(b, data...)
	f.out = append(b, "\nendstream\nendobj\n"...)
}

// finish writes the cross-reference stream and returns the file. Its identifier is
// a digest of the contents.
func (f *file) finish(catalog, info int) []byte {
	f.flush()
	id, start := f.alloc(), len(f.out)
	f.place(id, entry{1, start, 0})
	f.entries[0] = entry{0, 0, 0xFFFF}
	rows := make([]byte, 0, 7*len(f.entries))
	for _, e := range f.entries {
		rows = append(rows, e.kind)
		rows = be.AppendUint32(rows, uint32(e.offset))
		rows = be.AppendUint16(rows, uint16(e.index))
	}
	sum := sha256.Sum256(f.out)
	digest := hex.EncodeToString(sum[:16])
	dict := appendInt([]byte("/Type/XRef/W[1 4 2]/Size "), len(f.entries))
	dict = appendRef(append(dict, "/Root "...), catalog)
	dict = appendRef(append(dict, "/Info "...), info)
	dict = append(dict, "/ID[<"+digest+"><"+digest+">]"...)
	f.stream(id, string(dict), rows)
	f.out = append(f.out, "startxref\n"...)
	f.out = append(appendInt(f.out, start), "\n%%EOF\n"...)
	return f.out
}
