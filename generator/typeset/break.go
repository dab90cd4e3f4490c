package typeset

// Costs of beginning a line at a character, beside what the white space in the
// line costs (see fit.go). A page of good text has lines that cost 0 to 30.
const (
	never       = -1   // no line begins here
	costHyphen  = 60   // behind the hyphen of a word
	costSign    = 30   // before a dash, an ellipsis or an arrow
	costInside  = 400  // behind a slash or a point in a very long word
	costPhrase  = 50   // within a word of Japanese
	costForced  = 5000 // anywhere, in what no line is wide enough for
	longWord    = 18   // characters from which a word may break behind its signs
	longestUnit = 3    // letters of a unit symbol
)

// setBreaks decides for every cell whether a line may begin with it, and at
// what cost. Cells that end a line by force are left to the caller.
func setBreaks(cells []cell, phrases bool) {
	word := 0 // first cell of the word we are in
	for i := range cells {
		cells[i].brk = never
		if i == 0 {
			continue
		}
		prev, spaced := i-1, false
		for prev >= 0 && cells[prev].class == classSpace {
			prev, spaced = prev-1, true
		}
		if prev < 0 {
			continue
		}
		cells[i].brk = breakCost(cells, prev, i, spaced)
		if phrases && !spaced && cells[i].brk == 0 {
			cells[i].brk = phraseCost(cells[prev].Rune, cells[i].Rune)
		}
		if !cells[i].class.joined() || spaced {
			softenWord(cells[word:i])
			word = i
		}
	}
	softenWord(cells[word:])
}

// breakCost is the cost of ending a line with cells[p] and beginning the next
// with cells[n]; between them stand spaces or nothing.
func breakCost(cells []cell, p, n int, spaced bool) int16 {
	prev, next := &cells[p], &cells[n]
	switch {
	case prev.class == classChance:
		return 0
	case next.class.neverFirst() || prev.class.neverLast():
		return never
	case keepsNumber(cells, p, n, spaced):
		return never
	case spaced:
		return spacedCost(next)
	case prev.class == classQuote || next.class == classQuote || next.class == classChance:
		return never
	case prev.class == classLeader && next.class == classLeader:
		return never
	}
	return directCost(cells, p, n)
}

// spacedCost is the cost of a break at a space.
func spacedCost(next *cell) int16 {
	switch next.class {
	case classLeader:
		return never // a dash between spaces stays at the end of the line
	case classSymbol:
		return costSign
	}
	return 0
}

// directCost is the cost of a break between two characters that touch, neither
// of which is forbidden at the end of a line.
func directCost(cells []cell, p, n int) int16 {
	prev, next := &cells[p], &cells[n]
	switch before, after := prev.latin(), next.latin(); {
	case before && prev.class == classHyphen && next.class == classLetter && p > 0 && cells[p-1].class == classLetter:
		return costHyphen
	case before && (after || next.class == classLeader):
		return never
	case next.class == classLeader || next.class == classSymbol:
		return costSign
	}
	return 0
}

// latin reports whether the cell is set as part of Latin text: narrow brackets
// and stops join with words, their full-width forms do not.
func (c *cell) latin() bool {
	switch c.class {
	case classOpening, classClosing, classMiddle:
		return !c.wide()
	}
	return c.class.joined()
}

// wide reports whether the glyph takes the square of an ideograph.
func (c *cell) wide() bool { return c.Advance > 0.9 && c.class.eastAsian() }

// keepsNumber reports whether a number would be torn from what belongs to it:
// 3 | 年, 第 | 3, 6 | か | 月, 99.9 | %, 4 | h, 4.5 | / 5.
func keepsNumber(cells []cell, p, n int, spaced bool) bool {
	prev, next := &cells[p], &cells[n]
	switch {
	case next.class == classDigit:
		return ordinals[prev.Rune] || prev.Rune == '～' || prev.Rune == '〜' || prev.Rune == '/' && spaced && afterNumber(cells, p)
	case (prev.Rune == 'か' || prev.Rune == 'ヶ') && next.Rune == '月':
		return p > 0 && cells[p-1].class == classDigit
	case prev.class != classDigit:
		return false
	case next.class == classIdeograph:
		return counters[next.Rune]
	case !spaced:
		return false
	case next.Rune == '/':
		return n+2 < len(cells) && cells[n+1].class == classSpace && cells[n+2].class == classDigit
	}
	return isUnit(cells[n:])
}

// afterNumber reports whether a number and a space stand before the cell.
func afterNumber(cells []cell, p int) bool {
	return p >= 2 && cells[p-1].class == classSpace && cells[p-2].class == classDigit
}

// isUnit reports whether the cells begin with a unit symbol that is a word.
func isUnit(cells []cell) bool {
	word := make([]rune, 0, longestUnit+1)
	for _, c := range cells {
		if c.class != classLetter {
			break
		}
		if word = append(word, c.Rune); len(word) > longestUnit {
			return false
		}
	}
	return units[string(word)]
}

// softenWord lets a very long word, such as an address, break behind its signs.
func softenWord(word []cell) {
	if len(word) < longWord {
		return
	}
	for i := 3; i < len(word)-3; i++ {
		if word[i].brk == never && breaksWord(word[i-1].Rune) && word[i].class == classLetter && !breaksWord(word[i].Rune) {
			word[i].brk = costInside
		}
	}
}

// breaksWord reports whether a very long word may break behind the character.
func breaksWord(r rune) bool {
	switch r {
	case '/', '.', '_', '-', '?', '&', '=', '@', ':', ',', ';', '+', '|', '\\':
		return true
	}
	return false
}

// phraseCost keeps Japanese words whole in headings and narrow columns, where
// lines need not be full: a phrase mostly ends where kana meet the next word.
func phraseCost(prev, next rune) int16 {
	p, n := scriptOf(prev), scriptOf(next)
	switch {
	case p == scriptOther || n == scriptOther:
		return 0
	case p == n && p == scriptKatakana:
		return 4 * costPhrase
	case p == n, n == scriptHiragana:
		return costPhrase
	}
	return 0
}

// script tells the three scripts of Japanese apart.
type script uint8

const (
	scriptOther script = iota
	scriptHan
	scriptHiragana
	scriptKatakana
)

func scriptOf(r rune) script {
	switch {
	case r >= 0x3041 && r <= 0x309F:
		return scriptHiragana
	case r >= 0x30A1 && r <= 0x30FA, r == 'ー':
		return scriptKatakana
	case r >= 0x3400 && r <= 0x9FFF, r == '々':
		return scriptHan
	}
	return scriptOther
}
