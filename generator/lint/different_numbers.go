package lint

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// differentNumbers tells of texts whose versions give different figures. A
// figure that a version spells out (two, 两, 二) counts as given.
func differentNumbers(p *pass) {
	for t := range p.Catalog.Texts() {
		if len(t.Versions) < 2 {
			continue
		}
		if v, id, n := oddNumber(t); v != nil {
			p.warn(v.At, t.Path, diag.Msg(id, "Language", language(v.Lang), "Number", n), diag.Msg("lint_different_numbers_help"))
		}
	}
}

// oddNumber finds the first figure that not all versions have, and the version
// to look at: the only one that has it, else the first that lacks it.
func oddNumber(t catalog.Text) (v *catalog.Version, message, number string) {
	had := make([][]string, len(t.Versions))
	var all []string
	for i, v := range t.Versions {
		had[i] = numbers(v.Value)
		all = append(all, had[i]...)
	}
	for _, n := range all {
		var with, without []int
		for i, v := range t.Versions {
			if slices.Contains(had[i], n) || spelled(v, n) {
				with = append(with, i)
			} else {
				without = append(without, i)
			}
		}
		switch {
		case len(without) == 0:
		case len(with) == 1 && len(without) > 1:
			return &t.Versions[with[0]], "lint_number_extra", n
		default:
			return &t.Versions[without[0]], "lint_number_missing", n
		}
	}
	return nil, "", ""
}

// numbers lists the figures of a text in one notation: 1,000 and 1千 are 1000,
// full-width digits are plain ones. Digits that continue a word, as in OAuth2,
// are part of a name.
func numbers(s string) []string {
	if !strings.ContainsFunc(s, unicode.IsDigit) {
		return nil
	}
	s = narrow(s)
	var out []string
	for _, m := range numeral.FindAllStringSubmatchIndex(s, -1) {
		if before, _ := utf8.DecodeLastRuneInString(s[:m[0]]); before < 0x250 && unicode.IsLetter(before) {
			continue
		}
		x, err := strconv.ParseFloat(strings.ReplaceAll(s[m[2]:m[3]], ",", ""), 64)
		if err != nil {
			continue
		}
		if m[4] >= 0 {
			x *= multiples[s[m[4]:m[5]]]
		}
		out = append(out, strconv.FormatFloat(x, 'f', -1, 64))
	}
	return out
}

var (
	numeral   = regexp.MustCompile(`([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?: ?(百|千|万|亿|億|thousand|million|billion))?`)
	multiples = map[string]float64{"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "億": 1e8, "thousand": 1e3, "million": 1e6, "billion": 1e9}
)

// narrow writes full-width digits and marks as plain ones.
func narrow(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= '！' && c <= '～' {
			return c - '！' + '!'
		}
		return c
	}, s)
}

// spelled reports whether the version says the number in words.
func spelled(v catalog.Version, n string) bool {
	words := numberWords[v.Lang][n]
	return words != nil && words.MatchString(v.Value)
}

// numberWords are the words for small numbers, and for months, which English
// names and the others count.
var numberWords = map[catalog.Lang]map[string]*regexp.Regexp{
	catalog.English: spellings(`(?i)\b(%s)\b`, "0 zero|no|none|nil", "1 one|once|single|first|January", "2 two|twice|both|second|double|pair|February", "3 three|third|March",
		"4 four|fourth|April", "5 five|fifth|May", "6 six|sixth|June", "7 seven|July", "8 eight|August", "9 nine|September", "10 ten|October",
		"11 eleven|November", "12 twelve|December", "15 fifteen", "20 twenty", "24 twenty-four", "30 thirty", "60 sixty", "90 ninety", "100 hundred|full"),
	catalog.Chinese: spellings(`%s`, "0 零|无", "1 一|首|单", "2 二|两|双", "3 三", "4 四", "5 五", "6 六", "7 七", "8 八", "9 九", "10 十", "11 十一", "12 十二",
		"15 十五", "20 二十", "30 三十", "60 六十", "90 九十", "100 百|全部"),
	catalog.Japanese: spellings(`%s`, "0 零|ゼロ|なし", "1 一|ひと|単|初", "2 二|両|ふた", "3 三", "4 四", "5 五", "6 六", "7 七", "8 八", "9 九", "10 十", "11 十一", "12 十二",
		"15 十五", "20 二十", "30 三十", "60 六十", "90 九十", "100 百|すべて|全"),
}

// spellings compiles lines of a number, a space and its words into form.
func spellings(form string, lines ...string) map[string]*regexp.Regexp {
	out := map[string]*regexp.Regexp{}
	for _, line := range lines {
		n, words, _ := strings.Cut(line, " ")
		out[n] = regexp.MustCompile(strings.Replace(form, "%s", words, 1))
	}
	return out
}
