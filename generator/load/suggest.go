package load

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"rolebook/generator/diag"
)

// fewNames is how many names are few enough to be listed in a help line.
const fewNames = 10

// Suggest writes help lines for a name that is not among the known ones: the
// nearest one where one is near, and the known ones where they are few, else
// the nearest of them. The order of known is kept.
func Suggest(name string, known []string) []diag.Message {
	var help []diag.Message
	nearest := byDistance(name, known)
	if len(nearest) > 0 && near(name, nearest[0]) {
		help = append(help, diag.Msg("diag_did_you_mean", "Name", nearest[0]))
	}
	switch {
	case len(known) == 0:
		return []diag.Message{diag.Msg("diag_none_known")}
	case len(known) <= fewNames:
		return append(help, diag.Msg("diag_known", "Names", known))
	case len(help) == 0:
		return []diag.Message{diag.Msg("diag_nearest", "Names", nearest[:3])}
	}
	return help
}

// byDistance sorts names by how little they differ from name.
func byDistance(name string, known []string) []string {
	type candidate struct {
		name     string
		distance int
	}
	candidates := make([]candidate, len(known))
	for i, k := range known {
		candidates[i] = candidate{k, distance([]rune(name), []rune(k))}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	sorted := make([]string, len(known))
	for i, c := range candidates {
		sorted[i] = c.name
	}
	return sorted
}

// near reports whether a slip of the pen lies between two names: one letter in
// three may differ, and at least one.
func near(a, b string) bool {
	longer := max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	return distance([]rune(a), []rune(b)) <= max(1, longer/3)
}

// longestCompared bounds the work on names that are no names; two that differ
// only behind it count as equal.
const longestCompared = 64

// distance counts the letters to insert, delete, replace or swap with their
// neighbour to get from a to b: the optimal string alignment distance, after
// Damerau (1964) and Wagner and Fischer (1974).
func distance(a, b []rune) int {
	a, b = a[:min(len(a), longestCompared)], b[:min(len(b), longestCompared)]
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
