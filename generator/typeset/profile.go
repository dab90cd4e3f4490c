package typeset

// sRGB is the colour space of every document, as an ICC profile: version 4.2 of the
// format (ISO 15076-1), a display with three primaries and one curve. PDF/A asks for
// it, so that colours given as red, green and blue mean something.
//
// The numbers are those of IEC 61966-2-1: primaries and white seen under D50, to
// which the matrix chad leads, and the curve in its parametric form.
var sRGB = iccProfile([]iccTag{
	{"desc", iccText("sRGB IEC61966-2.1")},
	{"cprt", iccText("No copyright, use freely")},
	{"wtpt", iccNumbers("XYZ ", 0xF6D6, 0x10000, 0xD32D)},
	{"chad", iccNumbers("sf32", 0x10C42, 0x05DE, -0x0CDA, 0x0793, 0xFD90, -0x045F, -0x025E, 0x03DC, 0xC06E)},
	{"rXYZ", iccNumbers("XYZ ", 0x6FA0, 0x38F5, 0x0390)},
	{"gXYZ", iccNumbers("XYZ ", 0x6297, 0xB787, 0x18D9)},
	{"bXYZ", iccNumbers("XYZ ", 0x249F, 0x0F84, 0xB6C4)},
	{"rTRC", iccCurve},
	{"gTRC", iccCurve},
	{"bTRC", iccCurve},
})

// iccCurve is ((x+0.055)/1.055)^2.4, and x/12.92 below 0.04045: function 3 of the
// parametric curves, which has its number before its parameters.
var iccCurve = iccNumbers("para", 3<<16, 0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B)

// iccTag is a named part of a profile.
type iccTag struct {
	name string
	data []byte
}

// iccProfile joins tags to a profile. Tags with the same data share it.
func iccProfile(tags []iccTag) []byte {
	head := iccHead()
	table := be.AppendUint32(nil, uint32(len(tags)))
	var data []byte
	start, at := len(head)+4+12*len(tags), map[string]int{}
	for _, t := range tags {
		place, shared := at[string(t.data)]
		if !shared {
			place = start + len(data)
			at[string(t.data)] = place
			data = append(data, t.data...)
		}
		table = append(table, t.name...)
		table = be.AppendUint32(be.AppendUint32(table, uint32(place)), uint32(len(t.data)))
	}
	profile := append(append(head, table...), data...)
	be.PutUint32(profile, uint32(len(profile)))
	return profile
}

// iccHead is the 128 bytes before the tags; iccProfile fills in the size.
func iccHead() []byte {
	head := make([]byte, 128)
	be.PutUint32(head[8:], 0x04200000) // the version
	copy(head[12:], "mntrRGB XYZ ")
	for i, part := range []uint16{2026, 1, 1, 0, 0, 0} { // when it was made
		be.PutUint16(head[24+2*i:], part)
	}
	copy(head[36:], "acsp")
	for i, v := range []uint32{0xF6D6, 0x10000, 0xD32D} { // D50, the white of profiles
		be.PutUint32(head[68+4*i:], v)
	}
	return head
}

// iccNumbers is a tag of 32-bit numbers, most of them in units of 1/65536.
func iccNumbers(kind string, values ...int32) []byte {
	data := append([]byte(kind), 0, 0, 0, 0)
	for _, v := range values {
		data = be.AppendUint32(data, uint32(v))
	}
	return data
}

// iccText is a tag with one text, in English, made up to whole words.
func iccText(text string) []byte {
	data := append([]byte("mluc"), 0, 0, 0, 0)
	for _, v := range []uint32{1, 12} { // one record of 12 bytes
		data = be.AppendUint32(data, v)
	}
	data = append(data, "enUS"...)
	data = be.AppendUint32(be.AppendUint32(data, uint32(2*len(text))), 28)
	for i := range len(text) {
		data = append(data, 0, text[i])
	}
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	return data
}
