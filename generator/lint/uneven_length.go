package lint

import (
	"slices"
	"strconv"
	"unicode"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// Sentences in Chinese, Japanese and English that say the same have lengths in
// about these proportions (the medians of the shipped catalog, in letters,
// digits and ideographs). Shorter texts than minLength say nothing either way.
var usualLength = map[catalog.Lang]float64{catalog.Chinese: 1, catalog.Japanese: 1.45, catalog.English: 3.2}

const (
	minLength = 24  // of the longest version, in Chinese characters
	maxUneven = 2.0 // times what the others would make usual
)

// unevenLength tells of versions much longer or shorter than their siblings:
// where a sentence was added or forgotten in one language.
func unevenLength(p *pass) {
	for t := range p.Catalog.Texts() {
		if len(t.Versions) < 2 {
			continue
		}
		v, times := mostUneven(t)
		if v == nil {
			continue
		}
		id := "lint_text_longer"
		if times < 1 {
			id, times = "lint_text_shorter", 1/times
		}
		p.warn(v.At, t.Path, diag.Msg(id, "Language", language(v.Lang), "Times", strconv.FormatFloat(times, 'f', 1, 64)), diag.Msg("lint_uneven_length_help"))
	}
}

// mostUneven finds the version that stands out, and its length in relation to
// the middle of the others'; nil when none does.
func mostUneven(t catalog.Text) (*catalog.Version, float64) {
	sizes := make([]float64, len(t.Versions))
	for i, v := range t.Versions {
		sizes[i] = float64(letters(v.Value)) / usualLength[v.Lang]
	}
	if slices.Max(sizes) < minLength {
		return nil, 0
	}
	var found *catalog.Version
	var most, times float64
	for i := range t.Versions {
		ratio := (sizes[i] + 1) / (middle(sizes, i) + 1)
		if off := max(ratio, 1/ratio); off > maxUneven && off > most {
			found, most, times = &t.Versions[i], off, ratio
		}
	}
	return found, times
}

// middle is the mean of all sizes but one.
func middle(sizes []float64, but int) float64 {
	sum := 0.0
	for i, s := range sizes {
		if i != but {
			sum += s
		}
	}
	return sum / float64(len(sizes)-1)
}

func letters(s string) int {
	n := 0
	for _, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			n++
		}
	}
	return n
}
