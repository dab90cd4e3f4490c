package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// discouragedTerm tells of words that the glossary advises against. Inside a
// preferred term such a word is part of another one.
func discouragedTerm(p *pass) {
	if len(p.Catalog.Glossary) == 0 {
		return
	}
	glossaries := map[catalog.Lang]*glossary{}
	for _, l := range p.Catalog.Languages {
		glossaries[l] = newGlossary(p.Catalog.Glossary, l)
	}
	for t := range p.Catalog.Texts() {
		if strings.HasPrefix(t.Path, "glossary[") {
			continue
		}
		for _, v := range t.Versions {
			if g := glossaries[v.Lang]; g != nil {
				for _, e := range g.find(v.Value) {
					p.warn(v.At, t.Path,
						diag.Msg("lint_discouraged_term", "Word", e.word),
						diag.Msg("lint_discouraged_term_help", "Preferred", e.preferred))
					p.relate(e.at, diag.Msg("lint_discouraged_term_here"))
				}
			}
		}
	}
}

// glossary finds the discouraged words of one language in one pass over a text.
type glossary struct {
	words     map[rune][]*entryWord // by first letter, in lower case
	first     basicPlane            // the keys of words
	preferred []string              // in lower case
}

type entryWord struct {
	word      string
	lower     string
	preferred string
	at        source.Span
}

func newGlossary(terms []*catalog.Term, lang catalog.Lang) *glossary {
	g := &glossary{words: map[rune][]*entryWord{}}
	for _, t := range terms {
		preferred, _ := t.Preferred.In(lang)
		g.preferred = append(g.preferred, strings.ToLower(preferred))
		for _, w := range t.Discouraged {
			if w.Lang == lang && w.Word != "" {
				g.add(&entryWord{w.Word, strings.ToLower(w.Word), preferred, w.At})
			}
		}
	}
	return g
}

func (g *glossary) add(w *entryWord) {
	c, _ := utf8.DecodeRuneInString(w.lower)
	g.words[c] = append(g.words[c], w)
	if c < 0x10000 {
		g.first.add(c)
	}
}

// find lists the discouraged words of a text, each once.
func (g *glossary) find(text string) []*entryWord {
	var found []*entryWord
	s := strings.ToLower(plain(text))
	for i, c := range s {
		if c < 0x10000 && !g.first.has(c) {
			continue
		}
		for _, w := range g.words[c] {
			if strings.HasPrefix(s[i:], w.lower) && whole(s, i, w.lower) && !g.inPreferred(s, i, w.lower) && !contains(found, w) {
				found = append(found, w)
			}
		}
	}
	return found
}

// whole reports whether the word at a place is not a piece of a longer Latin
// word, or the end of a longer one in katakana, as in コントロール; a plural is
// the same word.
func whole(s string, at int, word string) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	rest := s[at+len(word):]
	if isLatin(last) {
		rest = strings.TrimPrefix(rest, "s")
	}
	after, _ := utf8.DecodeRuneInString(rest)
	piece := isLatin(first) && isLatin(before) || isLatin(last) && isLatin(after)
	return !piece && !(isKatakana(first) && isKatakana(before)) && !(isKatakana(last) && after == 'ー')
}

func isLatin(c rune) bool { return c < 0x250 && unicode.IsLetter(c) }

func isKatakana(c rune) bool { return c == 'ー' || unicode.Is(unicode.Katakana, c) }

// inPreferred reports whether the word at a place is part of a preferred term
// that stands there.
func (g *glossary) inPreferred(s string, at int, word string) bool {
	for _, p := range g.preferred {
		for offset := strings.Index(p, word); offset >= 0 && offset <= at; offset = next(p, word, offset) {
			if len(p) > len(word) && strings.HasPrefix(s[at-offset:], p) {
				return true
			}
		}
	}
	return false
}

// next finds the word again behind an earlier place; -1 when it is not there.
func next(s, word string, after int) int {
	i := strings.Index(s[after+1:], word)
	if i < 0 {
		return -1
	}
	return after + 1 + i
}

func contains(list []*entryWord, w *entryWord) bool {
	for _, x := range list {
		if x == w {
			return true
		}
	}
	return false
}
