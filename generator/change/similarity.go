package change

import "rolebook/generator/catalog"

// similarity compares two texts: 1 where they agree in one language, as one
// that is translated anew, else how much of their letters they share in the
// language where that is most.
func similarity(a, b catalog.Text) float64 {
	best := 0.0
	for _, x := range versions(a) {
		for _, y := range versions(b) {
			if x.lang == y.lang {
				best = max(best, dice(x.value, y.value))
			}
		}
	}
	return best
}

// dice is the coefficient of Dice (1945) over pairs of neighbouring characters:
// twice the pairs that both have, by all pairs.
func dice(a, b string) float64 {
	if a == b {
		return 1
	}
	pairs := map[[2]rune]int{}
	n := bigrams(a, func(p [2]rune) { pairs[p]++ })
	shared := 0
	n += bigrams(b, func(p [2]rune) {
		if pairs[p] > 0 {
			pairs[p]--
			shared++
		}
	})
	if n == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(n)
}

// bigrams calls do for every two neighbouring characters, and counts them.
func bigrams(s string, do func([2]rune)) int {
	n := 0
	last := rune(-1)
	for _, r := range s {
		if last >= 0 {
			do([2]rune{last, r})
			n++
		}
		last = r
	}
	return n
}
