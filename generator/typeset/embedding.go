package typeset

import (
	"crypto/sha256"
	"math"
	"unicode/utf16"
)

// writeFonts writes the resources of all pages and a subset of each face in use.
func (d *Document) writeFonts(f *file) {
	first := f.next
	f.next += len(d.books)
	b := append(f.begin(d.resourcesID()), "<<"...)
	if len(d.books) > 0 {
		b = append(b, "/Font<<"...)
		for i := range d.books {
			b = append(appendInt(append(b, "/F"...), i+1), ' ')
			b = appendRef(b, first+i)
		}
		b = append(b, ">>"...)
	}
	f.end(append(b, ">>"...))
	for i, book := range d.books {
		book.write(f, first+i)
	}
}

// write writes a composite font (ISO 32000-1, 9.7) whose codes are the glyph
// numbers of the subset.
func (c *codebook) write(f *file, id int) {
	name := c.subsetTag() + "+" + c.face.postScript
	descendant, descriptor, program, unicode := f.alloc(), f.alloc(), f.alloc(), f.alloc()

	b := appendName(append(f.begin(id), "<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont"...), name)
	b = appendRef(append(b, "/DescendantFonts["...), descendant)
	b = appendRef(append(b, "]/ToUnicode "...), unicode)
	f.end(append(b, ">>"...))

	b = appendName(append(f.begin(descendant), "<</Type/Font/Subtype/CIDFontType2/BaseFont"...), name)
	b = append(b, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor "...)
	b = appendRef(b, descriptor)
	b = c.appendWidths(append(b, "/DW 1000/W["...))
	f.end(append(b, "]>>"...))

	c.writeDescriptor(f, descriptor, program, name)
	size := newSubset(c.face, c.sources, c.widths).write(f)
	f.plainStream(program, string(appendInt([]byte("/Filter/FlateDecode/Length1 "), size)), f.deflated.Bytes())
	f.stream(unicode, "", c.unicodeMap())
}

// writeDescriptor writes the face's measures in thousandths of an em.
func (c *codebook) writeDescriptor(f *file, id, program int, name string) {
	face := c.face
	em := func(v float64) int { return int(math.Round(v * 1000)) }
	b := appendName(append(f.begin(id), "<</Type/FontDescriptor/Flags 4/FontName"...), name)
	b = appendText(append(b, "/FontFamily"...), clean(face.family))
	b = append(b, "/FontBBox["...)
	for _, v := range face.box {
		b = append(appendInt(b, em(float64(v)/float64(face.unitsPerEm))), ' ')
	}
	b = appendNumber(append(b, "]/ItalicAngle "...), face.italicAngle)
	b = appendInt(append(b, "/Ascent "...), em(face.ascent))
	b = appendInt(append(b, "/Descent "...), em(-face.descent))
	b = appendInt(append(b, "/CapHeight "...), em(face.capHeight))
	stem := 80
	if face.weight == Bold {
		stem = 140
	}
	b = appendInt(append(b, "/StemV "...), stem)
	b = appendRef(append(b, "/FontFile2 "...), program)
	f.end(append(b, ">>"...))
}

// subsetTag is six letters that differ between subsets of a face.
func (c *codebook) subsetTag() string {
	key := make([]byte, 0, 4*len(c.sources))
	for i, gid := range c.sources {
		key = be.AppendUint16(key, gid)
		key = be.AppendUint16(key, uint16(c.widths[i]))
	}
	sum := sha256.Sum256(key)
	tag := sum[:6]
	for i := range tag {
		tag[i] = 'A' + tag[i]%26
	}
	return string(tag)
}

// fullWidths is how many codes of one em in a row are worth leaving out, since one
// em is the width of codes that are not listed.
const fullWidths = 4

// appendWidths writes the widths that are not one em.
func (c *codebook) appendWidths(b []byte) []byte {
	for i := 0; i < len(c.widths); {
		end, full := i, 0
		for end < len(c.widths) && full < fullWidths {
			if full++; c.widths[end] != 1000 {
				full = 0
			}
			end++
		}
		if listed := c.widths[i : end-full]; len(listed) > 0 {
			b = append(appendInt(b, i), '[')
			for _, width := range listed {
				b = append(appendInt(b, width), ' ')
			}
			b = append(b, ']')
		}
		i = end
		for i < len(c.widths) && c.widths[i] == 1000 {
			i++
		}
	}
	return b
}

// The text around the entries of a ToUnicode map (ISO 32000-1, 9.10.3).
const (
	unicodeHead = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
`
	unicodeTail = `endcmap
CMapName currentdict /CMap defineresource pop
end
end
`
)

// unicodeMap tells the character of each code.
func (c *codebook) unicodeMap() []byte {
	const section = 100 // a section may not have more entries
	b := make([]byte, 0, len(unicodeHead)+len(unicodeTail)+16*len(c.runes))
	b = append(b, unicodeHead...)
	for start := 1; start < len(c.runes); start += section {
		end := min(start+section, len(c.runes))
		b = append(appendInt(b, end-start), " beginbfchar\n"...)
		for code := start; code < end; code++ {
			b = appendHex(append(b, '<'), uint16(code))
			b = append(b, "><"...)
			if r := c.runes[code]; r > 0xFFFF {
				high, low := utf16.EncodeRune(r)
				b = appendHex(appendHex(b, uint16(high)), uint16(low))
			} else {
				b = appendHex(b, uint16(r))
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, unicodeTail...)
}

// appendHex writes four hexadecimal digits.
func appendHex(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
