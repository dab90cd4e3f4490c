package search

import (
	"slices"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// class is what a character is to a search.
type class uint8

const (
	none class = iota // separates: space, punctuation, signs
	word              // letters and numbers of scripts that put spaces between words
	pair              // characters of scripts that do not
)

// unspaced are the scripts whose words may begin anywhere.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// classOf classes a character. A mark goes with the character before it.
func classOf(r rune, before class) class {
	switch {
	case r < 0x80: // most of what there is, told at once; so is the next
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' {
			return word
		}
		return none
	case r >= '一' && r <= '鿿':
		return pair
	case unicode.In(r, unicode.M):
		return before
	case unicode.In(r, unspaced...), r == 'ー', r == '〆':
		return pair
	case unicode.IsLetter(r), unicode.In(r, unicode.N):
		return word
	}
	return none
}

// plain gives a text as searches compare it: each character as NFKC and lower
// case make it, hiragana as katakana, and of all that is neither letter nor
// number nothing but one space between two words. So 折扣・审批 is 折扣审批, and
// "CRM 系统" is crm系统.
func plain(s string) []rune {
	return formOf(s).text
}

// form is the plain form of a text, and what it does not tell.
type form struct {
	text []rune
	kana []rune       // the same characters, hiragana left as it was
	gaps map[int]bool // the places in it before which something was left out
}

func formOf(s string) form {
	f := form{gaps: map[int]bool{}}
	before, last, gap := none, none, false // the class of the character before, and of the last one written
	add := func(r rune) {
		r = lower(r)
		c := classOf(r, before)
		before = c
		if c == none {
			gap = true
			return
		}
		if gap && last == word && c == word {
			f.text, f.kana = append(f.text, ' '), append(f.kana, ' ')
		}
		if gap {
			f.gaps[len(f.text)] = true
		}
		f.text, f.kana = append(f.text, katakana(r)), append(f.kana, r)
		last, gap = c, false
	}
	if norm.NFKC.IsNormalString(s) {
		f.text, f.kana = make([]rune, 0, len(s)), make([]rune, 0, len(s))
		for _, r := range s {
			add(r)
		}
		return f
	}
	for _, segment := range segments(s) {
		for _, r := range norm.NFKC.String(segment) {
			add(r)
		}
	}
	return f
}

// segments cuts a text before each character that is no mark, so that what is
// put together by NFKC stays together: か and its voicing mark.
func segments(s string) []string {
	var out []string
	from := 0
	for i, r := range s {
		if i > 0 && !unicode.In(r, unicode.M) && r != 'ﾞ' && r != 'ﾟ' {
			out = append(out, s[from:i])
			from = i
		}
	}
	if from < len(s) {
		out = append(out, s[from:])
	}
	return out
}

func lower(r rune) rune {
	if r = unicode.ToLower(r); r == 'ς' {
		return 'σ'
	}
	return r
}

// katakana gives hiragana, as it is typed before it is converted, as katakana.
func katakana(r rune) rune {
	if r >= 'ぁ' && r <= 'ゖ' {
		return r + 'ァ' - 'ぁ'
	}
	return r
}

// term is a part of a query: a word, or a run of characters without spaces.
type term struct {
	class class
	text  []rune
	kana  []rune // the same, hiragana left as it was
}

// terms cuts a form at its gaps and where the class of its characters changes.
func (f form) terms() []term {
	var out []term
	before := none
	for i, r := range f.text {
		c := none
		if r != ' ' {
			c = classOf(r, before)
		}
		if c != none {
			if c != before || f.gaps[i] {
				out = append(out, term{class: c})
			}
			t := &out[len(out)-1]
			t.text, t.kana = append(t.text, r), append(t.kana, f.kana[i])
		}
		before = c
	}
	return out
}

// find gives the first place of a plain query in a plain text, -1 when there is
// none. What begins with a word is found at the beginning of words only.
func find(text, query []rune) int {
	for i := 0; i+len(query) <= len(text); i++ {
		if slices.Equal(text[i:i+len(query)], query) && (i == 0 || !inWord(text[i-1], query[0])) {
			return i
		}
	}
	return -1
}

// inWord reports whether a word runs from one character to the next.
func inWord(before, r rune) bool {
	return before != ' ' && classOf(before, none) == word && classOf(r, none) == word
}
