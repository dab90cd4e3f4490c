package search

import (
	"cmp"
	"math"
	"slices"
)

// Part is a text by which a thing is known, and how much it says of it.
type Part struct {
	Text   string
	Weight float64
}

// Nearest orders things by how much they have in common with a few words, the
// nearest first, and gives their indexes. Unlike [Index.Find] it asks for no
// term: every thing is as near as it is. A term counts by its rarity among the
// things (inverse document frequency, after Spärck Jones, 1972) and by the part
// that has it, the heaviest only, so that a long text says no more than a short
// one. Equals keep their order.
func Nearest(words string, things [][]Part) []int {
	asked := grams(words)
	found := make([]map[string]float64, len(things))
	holders := map[string]int{}
	for i, parts := range things {
		found[i] = weights(parts, asked)
		for g := range found[i] {
			holders[g]++
		}
	}
	near := make([]float64, len(things))
	order := make([]int, len(things))
	for i := range things {
		order[i] = i
		for g, weight := range found[i] {
			near[i] += weight * math.Log1p(float64(len(things))/float64(holders[g]))
		}
		near[i] = math.Round(near[i] * 1e9) // sums in no order are equal all the same
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(near[b], near[a]) })
	return order
}

// weights finds which of the asked pieces the parts of a thing have.
func weights(parts []Part, asked map[string]bool) map[string]float64 {
	out := map[string]float64{}
	for _, p := range parts {
		for g := range grams(p.Text) {
			if asked[g] {
				out[g] = max(out[g], p.Weight)
			}
		}
	}
	return out
}

// stemLength is how many letters of a long word count: manager and management
// are much the same.
const stemLength = 6

// grams are the pieces by which texts are compared: the beginning of each word
// and, of scripts that put no spaces between words, each pair of characters.
func grams(s string) map[string]bool {
	out := map[string]bool{}
	for _, t := range formOf(s).terms() {
		if t.class == word || len(t.text) == 1 {
			out[string(t.text[:min(stemLength, len(t.text))])] = true
			continue
		}
		for i := range len(t.text) - 1 {
			out[string(t.text[i:i+2])] = true
		}
	}
	return out
}
