package draft

import (
	"regexp"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"

	"rolebook/generator/catalog"
	"rolebook/generator/source"
)

// tongue judges whether texts are in the language that they claim to be in, by
// the share of scripts. A text is judged alone where it is long enough to tell;
// what is short, such as the names of duties, counts together.
type tongue struct {
	lang  catalog.Lang
	first source.Span // where the first text is
	all   share
	told  int // texts that were judged to be in another language
}

// What a text may be found to be besides the three languages of catalogs.
const (
	traditional = "hant" // Chinese in traditional characters
	other       = "other"
)

// hear counts a text, and gives the language that it is in for certain where
// this is not the claimed one; else nothing.
func (t *tongue) hear(text string) string {
	s := shareOf(text)
	t.all.add(s)
	found := s.certainly(t.lang)
	if found == "" || found == string(t.lang) {
		return ""
	}
	t.told++
	return found
}

// wrong reports whether the texts together are in another language although no
// single one could be told.
func (t *tongue) wrong() bool {
	return t.told == 0 && t.all.letters() >= enough && t.mostly() != string(t.lang)
}

// enough is how many ideographs, or words of Latin letters, texts must have
// together to be judged.
const enough = 12

// mostly gives the language that the texts are in together.
func (t *tongue) mostly() string {
	s := t.all
	cjk := s.han + s.kana
	switch {
	case s.strange > cjk+s.words:
		return other
	case cjk*2 < s.words:
		return string(catalog.English)
	case t.lang == catalog.English && cjk < s.words*4:
		return string(catalog.English) // names in their own script are at home in English
	case s.kana*12 >= cjk, t.lang == catalog.Japanese && s.unjapanese*20 < s.han:
		return string(catalog.Japanese)
	case t.lang == catalog.Chinese && s.unsimplified*6 > s.han:
		return traditional
	}
	return string(catalog.Chinese)
}

// share counts what tells languages apart.
type share struct {
	han, kana    int
	unsimplified int // ideographs that are not in GB 2312
	unjapanese   int // ideographs that are not in JIS X 0208
	words        int // of Latin letters
	lower        int // those with four letters and more, and no capital: no part of a name
	strange      int // letters of other scripts
}

func (s *share) add(o share) {
	s.han += o.han
	s.kana += o.kana
	s.unsimplified += o.unsimplified
	s.unjapanese += o.unjapanese
	s.words += o.words
	s.lower += o.lower
	s.strange += o.strange
}

func (s *share) letters() int { return s.han + s.kana + s.words + s.strange }

var (
	aside      = regexp.MustCompile("`[^`]*`|https?://[^\\s）」。，、]+")
	latinWord  = regexp.MustCompile(`[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*`)
	plainWord  = regexp.MustCompile(`^[a-zß-ÿ'’-]{4,}$`)
	simplified = simplifiedchinese.HZGB2312
	jis        = japanese.ShiftJIS
)

func shareOf(text string) share {
	text = aside.ReplaceAllString(text, " ")
	var s share
	for _, w := range latinWord.FindAllString(text, -1) {
		s.words++
		if plainWord.MatchString(w) {
			s.lower++
		}
	}
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			s.han++
			if !has(simplified, r) {
				s.unsimplified++
			}
			if !has(jis, r) {
				s.unjapanese++
			}
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			s.kana++
		case unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) && r != 'ー':
			s.strange++
		}
	}
	return s
}

// has reports whether a character set has a character.
func has(set encoding.Encoding, r rune) bool {
	_, err := set.NewEncoder().String(string(r))
	return err == nil
}

// certainly gives the language of a text that can be no other; else nothing. A
// name in Latin letters may stand in any language, so English needs words
// without capitals; a short list of ideographs may be Chinese or Japanese, so
// Chinese needs characters that Japanese does not write.
func (s share) certainly(claimed catalog.Lang) string {
	cjk := s.han + s.kana
	switch {
	case s.strange >= 4 && s.strange > cjk+s.words:
		return other
	case cjk == 0 && s.words >= 4 && s.lower >= 2:
		return string(catalog.English)
	case cjk < 4 || cjk < s.words*2:
		return ""
	case s.kana >= 3 && s.kana*8 >= cjk, claimed == catalog.English && s.kana > 0:
		return string(catalog.Japanese)
	case claimed == catalog.Chinese && s.unsimplified >= 3 && s.unsimplified*5 > s.han:
		return traditional
	case s.kana*20 < cjk && (s.unjapanese >= 2 || s.unjapanese == 1 && s.han >= 6), claimed == catalog.English:
		return string(catalog.Chinese)
	}
	return ""
}
