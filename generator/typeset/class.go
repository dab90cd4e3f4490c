package typeset

import "unicode"

// class sorts characters by how they behave where a line may end. The classes
// follow JIS X 4051 (JLREQ), GB/T 15834 (CLREQ) and, for words, UAX #14, cut
// down to what separates them in documents.
type class uint8

const (
	classNone      class = iota // dropped: controls, marks of direction
	classSymbol                 // a sign of its own: → ○ ※
	classLetter                 // part of a word: letters and the signs in identifiers
	classDigit                  // part of a number
	classSpace                  // a space, which a line may end with
	classGlue                   // joins its neighbours: no-break space
	classChance                 // no width, but a line may end there
	classBreak                  // the line ends there
	classIdeograph              // Han, kana, hangul, pictures: lines break on both sides
	classTrailer                // small kana, ー, 々, 〜: never first in a line
	classOpening                // brackets and quotation marks that open: never last
	classClosing                // 、。」）: never first
	classMiddle                 // ・：；！？: never first
	classStop                   // . , : ; ! ? of words: never first
	classLeader                 // … —: kept whole when doubled
	classPrefix                 // ￥ № ≥: never last
	classSuffix                 // % ° ℃: never first
	classHyphen                 // -: a word may break behind it
	classQuote                  // " ': belongs to both neighbours
	classMark                   // combines with the character before
)

// wordJoiner keeps its neighbours in one line and is not drawn.
const wordJoiner = '\u2060'

// tables of the blocks in which neighbours behave differently; what a block's
// string does not name has the block's own class.
var (
	latinClasses = block(0x00, 0x100, classLetter, map[class]string{
		classSpace:     " \t\n\v\f\r",
		classGlue:      "\u00a0",
		classDigit:     "0123456789",
		classOpening:   "([{«¿¡",
		classClosing:   ")]}»",
		classStop:      ".,:;!?",
		classPrefix:    "$£¥€±",
		classSuffix:    "%¢°",
		classHyphen:    "-",
		classQuote:     `"'`,
		classSymbol:    "×÷¦§¶",
		classMiddle:    "·",
		classNone:      "\u00ad\u007f\u0080\u0081\u0082\u0083\u0084\u0086\u0087\u0088\u0089\u008a\u008b\u008c\u008d\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009a\u009b\u009c\u009d\u009e\u009f\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f",
		classLetter:    "",
		classBreak:     "",
		classChance:    "",
		classIdeograph: "",
	})
	signClasses = block(0x2000, 0x2C00, classSymbol, map[class]string{
		classSpace:   "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u2029\u0085",
		classGlue:    "\u2007\u202f\u2060\u2011",
		classChance:  "\u200b",
		classBreak:   "\u2028",
		classMark:    "\u200c\u200d",
		classNone:    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f",
		classOpening: "“‘„‚‹⁅⟨⟪⌈⌊",
		classClosing: "”’›⁆⟩⟫⌉⌋",
		classTrailer: "–‼⁇⁈⁉",
		classMiddle:  "‧",
		classLeader:  "…‥—―",
		classPrefix:  "№≥≤≈≠−",
		classSuffix:  "‰‱′″℃℉",
		classHyphen:  "‐",
		classLetter:  "ℓ™Ω⁰ⁱ⁴⁵⁶⁷⁸⁹",
	})
	kanaClasses = block(0x3000, 0x3400, classIdeograph, map[class]string{
		classSpace:   "\u3000",
		classOpening: "〈《「『【〔〖〘〚〝",
		classClosing: "、。〉》」』】〕〗〙〛〞〟",
		classMiddle:  "・",
		classTrailer: "〜々〻ヽヾゝゞーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ゠゛゜" +
			"ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ",
		classMark: "\u3099\u309a\u302a\u302b\u302c\u302d\u302e\u302f",
	})
	wideClasses = block(0xFE00, 0x10000, classIdeograph, map[class]string{
		classOpening: "（［｛｟｢︵︷︹︻︽︿﹁﹃﹙﹛﹝",
		classClosing: "，．）］｝｠､｡｣︶︸︺︼︾﹀﹂﹄﹚﹜﹞﹐﹑﹒",
		classMiddle:  "：；！？･﹔﹕﹖﹗",
		classTrailer: "～／ｰｧｨｩｪｫｬｭｮｯ",
		classPrefix:  "＄￡￥￦＃",
		classSuffix:  "％￠",
		classNone:    "\ufeff\ufff9\ufffa\ufffb\ufffe\uffff",
		classMark: "\uff9e\uff9f\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07" +
			"\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f", // variation selectors
	})
)

// block lists the classes of the characters from low up to, not including, high.
func block(low, high rune, own class, others map[class]string) []class {
	table := make([]class, high-low)
	for i := range table {
		table[i] = own
	}
	for c, members := range others {
		for _, r := range members {
			if low <= r && r < high {
				table[r-low] = c
			}
		}
	}
	return table
}

// classOf returns the class of a character.
func classOf(r rune) class {
	switch {
	case r < 0x100:
		return latinClasses[r]
	case r >= 0x4E00 && r < 0xA000:
		return classIdeograph
	case r >= 0x3000 && r < 0x3400:
		return kanaClasses[r-0x3000]
	case r >= 0x2000 && r < 0x2C00:
		return signClasses[r-0x2000]
	case r >= 0xFE00 && r < 0x10000:
		return wideClasses[r-0xFE00]
	case r >= 0x2E80 && r < 0xA4D0, r >= 0xAC00 && r < 0xD7B0, r >= 0xF900 && r < 0xFB00:
		return classIdeograph
	}
	return rareClass(r)
}

// rareClass is classOf for the scripts that have no table.
func rareClass(r rune) class {
	switch {
	case r >= 0xE0100 && r < 0xE01F0:
		return classMark // variation selectors
	case r >= 0xE0000 && r < 0xE1000, r >= 0x1D173 && r <= 0x1D17A, r == 0x061C, r == 0x180E, r == 0x034F, r >= 0x180B && r <= 0x180D, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r&0xFFFE == 0xFFFE:
		return classNone
	case r >= 0x1F3FB && r <= 0x1F3FF:
		return classMark // skin tones
	case r >= 0x1F000 && r < 0x1FB00, r >= 0x20000 && r < 0x40000, r >= 0x16FE0 && r < 0x18D90, r >= 0x1AFF0 && r < 0x1B300:
		return classIdeograph
	case unicode.Is(unicode.M, r):
		return classMark
	case unicode.Is(unicode.Nd, r):
		return classDigit
	case unicode.Is(unicode.Zs, r):
		return classSpace
	}
	return classLetter
}

// eastAsian reports whether a class is set on the square of an ideograph when
// its glyph is a full em wide.
func (c class) eastAsian() bool {
	return c == classIdeograph || c == classTrailer || c == classOpening || c == classClosing || c == classMiddle || c == classLeader
}

// neverFirst reports whether no line may begin with the class.
func (c class) neverFirst() bool {
	switch c {
	case classTrailer, classClosing, classMiddle, classStop, classSuffix, classMark, classSpace, classGlue:
		return true
	}
	return false
}

// neverLast reports whether no line may end with the class.
func (c class) neverLast() bool {
	return c == classOpening || c == classPrefix || c == classGlue
}

// joined reports whether the class is part of a word or number of Latin text.
func (c class) joined() bool {
	switch c {
	case classLetter, classDigit, classStop, classHyphen, classSuffix, classQuote:
		return true
	}
	return false
}

// counters are the words behind a number that must not begin a line.
var counters = runeSet("年月日時时分秒個个件名人次回版条條項项页頁岁歳周週天小季半度倍元円圆圓万萬亿億千百级級号號台套份种種点點章节節階阶期步か")

// ordinals are the words before a number that must not end a line.
var ordinals = runeSet("第约約")

func runeSet(s string) map[rune]bool {
	set := map[rune]bool{}
	for _, r := range s {
		set[r] = true
	}
	return set
}

// units are the unit symbols that stay with the number before a space.
var units = map[string]bool{
	"h": true, "min": true, "s": true, "ms": true, "d": true, "m": true, "km": true, "cm": true, "mm": true,
	"g": true, "kg": true, "t": true, "B": true, "kB": true, "KB": true, "MB": true, "GB": true, "TB": true,
	"pt": true, "px": true, "Hz": true, "V": true, "W": true, "A": true,
}
