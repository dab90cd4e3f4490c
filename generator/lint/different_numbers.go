package lint

import (
	"math"
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
// figure that a version spells out (two, 两, 二), or has in a name (Q3), counts
// as given.
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
	var all []string
	own := make([][]string, len(t.Versions))
	for i, v := range t.Versions {
		own[i] = numbers(plain(v.Value), false)
		all = append(all, own[i]...)
	}
	if len(all) == 0 {
		return nil, "", ""
	}
	given := make([]map[string]bool, len(t.Versions))
	for i, v := range t.Versions {
		given[i] = set(own[i], numbers(v.Value, true), ideographic(v.Value))
	}
	for _, n := range all {
		var with, without []int
		for i, v := range t.Versions {
			if given[i][n] || spelled(v, n) {
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

func set(lists ...[]string) map[string]bool {
	out := map[string]bool{}
	for _, s := range slices.Concat(lists...) {
		out[s] = true
	}
	return out
}

// numbers lists the figures of a text in one notation: 1,000 and 1千 are 1000,
// 1万5千 is 15000, full-width digits are plain ones. Digits that continue a word,
// as in OAuth2, are part of a name, and only wanted with names.
func numbers(s string, names bool) []string {
	if !strings.ContainsFunc(s, unicode.IsDigit) {
		return nil
	}
	s = narrow(s)
	var values []float64
	end, above := -1, 0.0 // of the amount before: where it ends, and its unit
	for _, m := range numeral.FindAllStringSubmatchIndex(s, -1) {
		if before, _ := utf8.DecodeLastRuneInString(s[:m[0]]); !names && isLatin(before) {
			continue
		}
		x, unit := amount(s, m)
		if m[0] == end && x < above {
			values[len(values)-1] += x
		} else {
			values = append(values, x)
		}
		end, above = m[1], unit
	}
	return written(values)
}

// amount reads a match of numeral. Without a unit, which is 0 then,
// no lower part can follow.
func amount(s string, m []int) (x, unit float64) {
	x, _ = strconv.ParseFloat(strings.ReplaceAll(s[m[2]:m[3]], ",", ""), 64) // infinite when too long
	if m[4] < 0 {
		return x, 0
	}
	unit = multiples[s[m[4]:m[5]]]
	return x * unit, unit
}

// written gives numbers as digits; rounded, for 1.2 million is no exact product.
func written(values []float64) []string {
	out := make([]string, len(values))
	for i, x := range values {
		out[i] = strconv.FormatFloat(math.Round(x*1e6)/1e6, 'f', -1, 64)
	}
	return out
}

var (
	numeral   = regexp.MustCompile(`([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?: ?((?:百|千|十)?(?:万|亿|億)|百|千|thousand|million|billion))?`)
	multiples = map[string]float64{
		"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "億": 1e8, "十万": 1e5, "百万": 1e6, "千万": 1e7, "十亿": 1e9, "十億": 1e9, "百亿": 1e10, "百億": 1e10, "千亿": 1e11, "千億": 1e11,
		"thousand": 1e3, "million": 1e6, "billion": 1e9,
	}
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

// spelled reports whether the version has a word for the number.
func spelled(v catalog.Version, n string) bool {
	words := numberWords[v.Lang][n]
	return words != nil && words.MatchString(v.Value)
}

// ideographic reads the numbers that Chinese and Japanese write with
// ideographs: 七十二 is 72, 千 is 1000.
func ideographic(s string) []string {
	var out []float64
	for _, run := range ideographs.FindAllString(s, -1) {
		total, section, digit := 0.0, 0.0, 0.0
		for _, c := range run {
			value, isDigit := ideographDigits[c]
			switch {
			case isDigit:
				digit = value
			case multiples[string(c)] >= 1e4:
				total, section, digit = total+max(section+digit, 1)*multiples[string(c)], 0, 0
			case c == '十':
				section, digit = section+max(digit, 1)*10, 0
			default:
				section, digit = section+max(digit, 1)*multiples[string(c)], 0
			}
		}
		out = append(out, total+section+digit)
	}
	return written(out)
}

var (
	ideographs      = regexp.MustCompile(`[零〇一二两両三四五六七八九十百千万亿億]+`)
	ideographDigits = map[rune]float64{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '両': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
)

// numberWords are words that stand for a number beside its own name: months in
// English, halves, and what says how often.
var numberWords = map[catalog.Lang]map[string]*regexp.Regexp{
	catalog.English: spellings(`(?i)\b(%s)\b`, "0 zero|no|none|nil|without", "1 one|once|single|first|January|I|an?|each|every|per|any|next|daily|weekly|monthly|quarterly|yearly|annual(ly)?",
		"2 two|twice|both|second|double|pair|February|II|(half-year|semi-annual|bi-?annual|bi-?weekly|fortnight)(ly)?|half a year|every six months", "3 three|third|March|III|quarter(ly)?",
		"4 four|fourth|April|IV|quarter(ly)?", "5 five|fifth|May", "6 six|sixth|June|half-year(ly)?|half a year|semi-annual(ly)?", "7 seven|seventh|July|week(ly)?", "8 eight|eighth|August",
		"9 nine|ninth|September", "10 ten|tenth|October", "11 eleven|eleventh|November", "12 twelve|twelfth|December|noon", "14 fourteen|fortnight(ly)?", "15 fifteen|fifteenth", "20 twenty|twentieth",
		"24 twenty-four", "30 thirty|half", "45 forty-five", "48 forty-eight", "50 fifty|half", "60 sixty", "72 seventy-two", "90 ninety", "100 hundred|full|all|every|complete(ly)?",
		"180 (one )?hundred and eighty", "1000 thousand", "10000 ten thousand", "100000 hundred thousand", "1000000 million"),
	catalog.Chinese:  spellings(`%s`, "0 无|没有|不", "1 首|单|每|次|元月", "2 双|半年|再", "3 季", "4 季", "6 半年", "7 周|星期", "12 正午", "30 半", "50 半", "100 全部|全额|所有"),
	catalog.Japanese: spellings(`%s`, "0 ゼロ|なし|ない", "1 ひと|単|初|毎|各|翌|元日", "2 ふた|半年|半期|再", "3 四半期", "4 四半期", "6 半年|半期", "7 週", "12 正午", "30 半", "50 半", "100 すべて|全"),
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
