package search

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode/utf16"
)

// addKeys lists for each key of the texts which of them hold it. The keys of a
// text are its words, its pairs of characters, and the last character of each
// run of those: so every character begins a key.
func (x *Index) addKeys() {
	posts := map[string][]int{}
	for i := range x.texts {
		for key := range keysOf(x.texts[i].plain) {
			posts[key] = append(posts[key], i)
		}
	}
	x.keys = slices.SortedFunc(maps.Keys(posts), compareUnits)
	for _, key := range x.keys {
		x.posts = append(x.posts, posts[key])
	}
}

func keysOf(plain []rune) map[string]bool {
	out := map[string]bool{}
	for _, t := range (form{text: plain, kana: plain}).terms() {
		if t.class == word {
			out[string(t.text)] = true
			continue
		}
		for i := range t.text {
			out[string(t.text[i:min(i+2, len(t.text))])] = true
		}
	}
	return out
}

// compareUnits orders strings as scripts do, by their UTF-16 code units.
func compareUnits(a, b string) int {
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

// holding gives the texts with a key that begins so, in order.
func (x *Index) holding(prefix string) []int {
	from := sort.Search(len(x.keys), func(i int) bool { return compareUnits(x.keys[i], prefix) >= 0 })
	var out []int
	for i := from; i < len(x.keys) && strings.HasPrefix(x.keys[i], prefix); i++ {
		out = append(out, x.posts[i]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// holdingPair gives the texts that hold two characters side by side.
func (x *Index) holdingPair(pair string) []int {
	if i, ok := slices.BinarySearchFunc(x.keys, pair, compareUnits); ok {
		return x.posts[i]
	}
	return nil
}

// candidates gives every text that may match a term, strictly or loosely.
func (x *Index) candidates(t term) []int {
	if t.class == word {
		return x.holding(string(singular(t.text)))
	}
	if len(t.text) == 1 {
		return x.holding(string(t.text))
	}
	var out []int
	for i := range len(t.text) - 1 {
		out = append(out, x.holdingPair(string(t.text[i:i+2]))...)
	}
	slices.SortFunc(out, cmp.Compare[int])
	return slices.Compact(out)
}
