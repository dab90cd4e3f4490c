package lint

import (
	"strings"
	"unicode"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// foreignPunctuation tells of half-width marks in Chinese and Japanese
// sentences, and of full-width ones in English. A mark between Latin letters or
// digits belongs to what it stands in, whatever the language around it.
func foreignPunctuation(p *pass) {
	for t := range p.Catalog.Texts() {
		for _, v := range t.Versions {
			if mark := foreignMark(v); mark != 0 {
				p.warn(v.At, t.Path,
					diag.Msg("lint_foreign_punctuation", "Mark", string(mark), "Language", language(v.Lang)),
					diag.Msg("lint_foreign_punctuation_help", "Own", string(ownMark(v.Lang, mark))))
			}
		}
	}
}

// foreignMark finds the first mark of a version that its language does not use;
// 0 when there is none.
func foreignMark(v catalog.Version) rune {
	foreign := halfWidth
	if v.Lang == catalog.English {
		foreign = fullWidth
	}
	if !strings.ContainsAny(v.Value, foreign) {
		return 0
	}
	text := []rune(plain(v.Value))
	for i, c := range text {
		if !strings.ContainsRune(foreign, c) {
			continue
		}
		before, after := neighbour(text, i, -1), neighbour(text, i, 1)
		switch cjk := isCJK(before) || isCJK(after); {
		case v.Lang == catalog.English && !cjk,
			v.Lang != catalog.English && c == '.' && isCJK(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after),
			v.Lang != catalog.English && c != '.' && cjk:
			return c
		}
	}
	return 0
}

// The marks that have two widths, and each one's twin at the same place. The
// Japanese twins differ in two places. “ and ” are at home in English, too.
const (
	halfWidth   = `,.;:!?()"`
	fullWidth   = `，。；：！？（）、「」『』【】　`
	chineseOwn  = `，。；：！？（）“`
	japaneseOwn = `、。；：！？（）「`
	englishOwn  = `,.;:!?(),""""[] `
)

// ownMark is what a language writes for a foreign mark.
func ownMark(lang catalog.Lang, foreign rune) rune {
	from, to := halfWidth, chineseOwn
	switch lang {
	case catalog.Japanese:
		to = japaneseOwn
	case catalog.English:
		from, to = fullWidth, englishOwn
	}
	own := []rune(to)
	for i, c := range []rune(from) {
		if c == foreign {
			return own[i]
		}
	}
	return foreign
}

// neighbour gives the next character that is no space, before or after; 0 at
// the ends.
func neighbour(text []rune, i, step int) rune {
	for i += step; i >= 0 && i < len(text); i += step {
		if text[i] != ' ' {
			return text[i]
		}
	}
	return 0
}

func isCJK(c rune) bool {
	return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c == 'ー' || c == '々'
}
