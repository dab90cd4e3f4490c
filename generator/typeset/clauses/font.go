package clauses

import (
	"encoding/binary"
	"maps"
	"regexp"
	"slices"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// font is a composite font with two-byte codes.
type font struct {
	name    string
	dict    types.Dict
	widths  map[int]float64
	other   float64 // width of the codes that have none of their own
	unicode map[int][]rune
	used    map[int]bool
}

// fontOf is a font of a page by its name.
func (f *file) fontOf(p *page, name string) *font {
	if f.dict(p.dict, "Resources") == nil {
		f.breach("PDF/A-2 6.2.2", "page %d has no resources of its own", p.number)
		return nil
	}
	indirect := f.dict(p.dict, "Resources", "Font")[name]
	dict := f.dict(indirect)
	if dict == nil {
		f.breach("PDF/A-2 6.2.2", "page %d has no font %s", p.number, name)
		return nil
	}
	key := ref(indirect)
	if f.fonts[key] == nil {
		f.fonts[key] = f.readFont(dict)
	}
	return f.fonts[key]
}

// readFont reads what text is made of.
func (f *file) readFont(dict types.Dict) *font {
	out := &font{name: f.name(dict, "BaseFont"), dict: dict, widths: map[int]float64{}, used: map[int]bool{}, unicode: unicodeMap(f.stream(dict["ToUnicode"]))}
	if family := f.array(dict, "DescendantFonts"); len(family) == 1 {
		f.readWidths(out, f.dict(family[0]))
	}
	return out
}

// readWidths reads the widths of a descendant font.
func (f *file) readWidths(out *font, descendant types.Dict) {
	out.other = 1000
	if v, ok := f.number(descendant, "DW"); ok {
		out.other = v
	}
	list := f.array(descendant, "W")
	for i := 0; i+1 < len(list); i++ {
		first, _ := f.number(list[i])
		if row := f.array(list[i+1]); row != nil {
			for j := range row {
				out.widths[int(first)+j], _ = f.number(row[j])
			}
			i++
			continue
		}
		if i+2 >= len(list) {
			return
		}
		last, _ := f.number(list[i+1])
		width, _ := f.number(list[i+2])
		for code := int(first); code <= int(last); code++ {
			out.widths[code] = width
		}
		i += 2
	}
}

// width is the width of a code.
func (f *font) width(code int) float64 {
	if v, ok := f.widths[code]; ok {
		return v
	}
	return f.other
}

// unicodeMap reads a ToUnicode map.
func unicodeMap(data []byte) map[int][]rune {
	out, l := map[int][]rune{}, lexer{data: data}
	var stack []stringOperand
	for v := l.next(); v != nil; v = l.next() {
		switch v := v.(type) {
		case stringOperand:
			stack = append(stack, v)
		case operator:
			if v == "endbfchar" {
				for i := 0; i+1 < len(stack); i += 2 {
					out[number(stack[i])] = runes(stack[i+1])
				}
			}
			stack = stack[:0]
		}
	}
	return out
}

// number is a code.
func number(s stringOperand) int {
	n := 0
	for i := range len(s) {
		n = n<<8 | int(s[i])
	}
	return n
}

// runes is text in UTF-16.
func runes(s stringOperand) []rune {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return utf16.Decode(units)
}

// checkFonts looks at the fonts in use and at the characters in use.
func (f *file) checkFonts() {
	for _, number := range f.objects() {
		if font := f.fonts[number]; font != nil {
			f.checkFont(font)
		}
	}
}

// subsetName is the name of a font that is cut down.
var subsetName = regexp.MustCompile(`^[A-Z]{6}\+.+`)

// checkFont looks at one font.
func (f *file) checkFont(font *font) {
	family := f.array(font.dict, "DescendantFonts")
	if f.name(font.dict, "Subtype") != "Type0" || f.name(font.dict, "Encoding") != "Identity-H" || len(family) != 1 {
		f.breach("Matterhorn 31-006", "%s has codes of its own", font.name)
		return
	}
	descendant := f.dict(family[0])
	if f.name(descendant, "CIDToGIDMap") != "Identity" {
		f.breach("Matterhorn 31-004", "%s does not say which glyphs its codes show", font.name)
	}
	descriptor := f.dict(descendant, "FontDescriptor")
	if !subsetName.MatchString(font.name) || f.name(descendant, "BaseFont") != font.name || f.name(descriptor, "FontName") != font.name {
		f.breach("PDF/A-2 6.2.11.2", "the font %s has other names too", font.name)
	}
	if descriptor["CIDSet"] != nil {
		f.breach("Matterhorn 31-014", "%s has a set of codes, which has to be right", font.name)
	}
	program := f.stream(descriptor["FontFile2"])
	if len(program) < 12 {
		f.breach("Matterhorn 31-009", "%s is not embedded", font.name)
		return
	}
	f.checkCodes(font, tables(program))
}

// checkCodes looks at the characters in use.
func (f *file) checkCodes(font *font, program map[string][]byte) {
	for _, code := range slices.Sorted(maps.Keys(font.used)) {
		advance, ok := advance(program, code)
		switch {
		case code == 0:
			f.breach("Matterhorn 31-030", "%s shows the mark for missing glyphs", font.name)
		case !ok:
			f.breach("Matterhorn 31-011", "%s has no glyph for the code %d", font.name, code)
		case advance-font.width(code) > 1 || advance-font.width(code) < -1:
			f.breach("Matterhorn 31-016", "the code %d of %s is %v or %v wide", code, font.name, advance, font.width(code))
		}
		text := font.unicode[code]
		if len(text) == 0 {
			f.breach("Matterhorn 10-001", "%s does not tell the character of the code %d", font.name, code)
		}
		if slices.Contains(text, 0) {
			f.breach("Matterhorn 31-028", "the code %d of %s is the character 0", code, font.name)
		}
		if slices.Contains(text, 0xFEFF) || slices.Contains(text, 0xFFFE) {
			f.breach("Matterhorn 31-029", "the code %d of %s is no character", code, font.name)
		}
	}
}

// tables slices a TrueType font into its tables.
func tables(font []byte) map[string][]byte {
	out := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		if 12+16*(i+1) > len(font) {
			break
		}
		record := font[12+16*i:]
		start, length := int(binary.BigEndian.Uint32(record[8:])), int(binary.BigEndian.Uint32(record[12:]))
		if start+length <= len(font) {
			out[string(record[:4])] = font[start : start+length]
		}
	}
	return out
}

// advance is the width of a glyph in thousandths of an em, if the font has it.
func advance(program map[string][]byte, glyph int) (float64, bool) {
	head, hhea, hmtx, maxp := program["head"], program["hhea"], program["hmtx"], program["maxp"]
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 || glyph >= int(binary.BigEndian.Uint16(maxp[4:])) {
		return 0, false
	}
	at := 4 * min(glyph, int(binary.BigEndian.Uint16(hhea[34:]))-1)
	if at < 0 || at+2 > len(hmtx) {
		return 0, false
	}
	return float64(binary.BigEndian.Uint16(hmtx[at:])) * 1000 / float64(binary.BigEndian.Uint16(head[18:])), true
}
