package search

import (
	"cmp"
	"math/bits"
	"slices"
)

// The ranks of a hit, best first.
const (
	titleEqual   = iota // the title is what was asked for
	nameEqual           // another name is, or a word to avoid
	titleBegins         // the title begins with it
	titleHolds          // the title has it inside
	nameHolds           // another name has it
	titleTerms          // the title has all terms, in any order
	noteHolds           // what is said of it has it
	ownTerms            // title, names and note have all terms between them
	placeTerms          // together with where it stands
	looseTerms          // with singulars, or with runs of characters taken to pieces
	loosePlace          // and where it stands
	notFound            //
	instead      = 20   // added where the title of a word to avoid was looked for
	mostTerms    = 16   // of a query; more are left out
	leastPiece   = 2    // characters of a piece of a run
	shortestRun  = 3    // that is taken to pieces
	shortestWord = 4    // that may be a plural
)

// Group is what was found of a kind.
type Group struct {
	Kind string
	Hits []Hit
}

// Hit is an entry that was found.
type Hit struct {
	Title, URL string
	Rank       int
	entry      int
}

// Find gives what a query finds, by kinds.
//
// An entry is found when it holds the query as it stands, or all its terms in
// any order and place; what the entry stands in helps, but is not enough. Where
// that fails, plurals are taken for singulars, and a run of Chinese or Japanese
// characters may be found in pieces of at least two: 审批折扣 finds 折扣审批.
//
// Within a kind the rank decides, then the shorter title, then the order of the
// entries. Kinds come in their own order, those first in which something is
// called exactly as was asked for, then those which have the query in a title
// or name.
func (x *Index) Find(query string) []Group {
	found := map[int]int{} // ranks by entry
	x.find(query, 0, found)
	for _, title := range x.preferred(query) {
		x.find(title, instead, found)
	}
	groups := make([]Group, len(x.kinds))
	for i, k := range x.kinds {
		groups[i].Kind = k
	}
	for i, rank := range found {
		e := &x.entries[i]
		g := &groups[e.kind]
		g.Hits = append(g.Hits, Hit{Title: x.texts[e.title].Text, URL: e.url(), Rank: rank, entry: i})
	}
	groups = slices.DeleteFunc(groups, func(g Group) bool { return len(g.Hits) == 0 })
	for _, g := range groups {
		slices.SortFunc(g.Hits, x.compare)
	}
	slices.SortStableFunc(groups, func(a, b Group) int { return cmp.Compare(tier(a.Hits[0].Rank), tier(b.Hits[0].Rank)) })
	return groups
}

func (e *entry) url() string {
	if e.part == "" {
		return e.page
	}
	return e.page + "#" + e.part
}

func (x *Index) compare(a, b Hit) int {
	return cmp.Or(
		cmp.Compare(a.Rank, b.Rank),
		cmp.Compare(x.entries[a.entry].length, x.entries[b.entry].length),
		cmp.Compare(a.entry, b.entry),
	)
}

// tier is where a kind goes by the rank of its best hit.
func tier(rank int) int {
	switch {
	case rank <= nameEqual:
		return 0
	case rank <= titleTerms:
		return 1
	case rank < instead:
		return 2
	}
	return 3
}

// preferred gives the titles to look for when a word was asked for that should
// not be used.
func (x *Index) preferred(query string) []string {
	q := plain(query)
	var out []string
	for i := range x.entries {
		e := &x.entries[i]
		same := func(t int) bool { return slices.Equal(x.texts[t].plain, q) }
		if title := x.texts[e.title].Text; slices.ContainsFunc(e.avoid, same) && !slices.Contains(out, title) {
			out = append(out, title)
		}
	}
	return out
}

// find adds the ranks of a query's hits to those that were found before.
func (x *Index) find(query string, add int, found map[int]int) {
	q := newQuery(query)
	if len(q.terms) == 0 {
		return
	}
	matches := map[int]match{}
	for _, t := range q.terms {
		for _, i := range x.candidates(t) {
			if _, done := matches[i]; !done {
				matches[i] = q.match(x.texts[i].plain)
			}
		}
	}
	for i := range x.entries {
		if _, before := found[i]; before {
			continue
		}
		if rank := x.entries[i].rank(matches, q.all); rank < notFound {
			found[i] = rank + add
		}
	}
}

// query is a query in terms. Words that may be skipped are, unless there are no
// others.
type query struct {
	text  []rune
	terms []term
	all   uint // a bit for each term
}

func newQuery(s string) query {
	f := formOf(s)
	all := f.terms()
	kept := slices.DeleteFunc(slices.Clone(all), func(t term) bool { return slices.Contains(skips.Words, string(t.text)) })
	if len(kept) == 0 {
		kept = all
	}
	kept = kept[:min(len(kept), mostTerms)]
	return query{text: f.text, terms: kept, all: 1<<len(kept) - 1}
}

// How a text holds the whole query.
const (
	equal  = 1 + iota // it is the query
	begins            // it begins with it
	holds             // it has it inside
)

// match says how a text matches a query: how it holds the whole, and which of
// its terms it has, a bit each. Loose are those and the ones found loosely.
type match struct {
	phrase        int // 0 when it does not hold the whole
	strict, loose uint
}

func (q *query) match(text []rune) match {
	var m match
	switch at := find(text, q.text); {
	case at == 0 && len(text) == len(q.text):
		m.phrase = equal
	case at == 0:
		m.phrase = begins
	case at > 0:
		m.phrase = holds
	}
	for i, t := range q.terms {
		switch {
		case find(text, t.text) >= 0:
			m.strict |= 1 << i
			m.loose |= 1 << i
		case loosely(text, t):
			m.loose |= 1 << i
		}
	}
	return m
}

// loosely reports whether a text holds the singular of a word, or all pieces of
// a run of characters.
func loosely(text []rune, t term) bool {
	if t.class == word {
		s := singular(t.text)
		return len(s) < len(t.text) && find(text, s) >= 0
	}
	return len(t.text) >= shortestRun && inPieces(text, t)
}

// inPieces reports whether a run can be cut into pieces that the text holds and
// characters to skip, with at least one piece.
func inPieces(text []rune, t term) bool {
	const skipped, pieced = 1, 2 // how the run up to a place can be cut
	n := len(t.text)
	cut := make([]int, n+1)
	cut[0] = skipped
	for i := range n {
		if cut[i] == 0 {
			continue
		}
		if skips.has(t.kana[i]) {
			cut[i+1] = max(cut[i+1], cut[i])
		}
		for to := i + leastPiece; to <= n && find(text, t.text[i:to]) >= 0; to++ {
			cut[to] = pieced
		}
	}
	return cut[n] == pieced
}

// singular gives a word without the s of a plural.
func singular(w []rune) []rune {
	n := len(w)
	if n >= shortestWord && w[n-1] == 's' && w[n-2] != 's' {
		return w[:n-1]
	}
	return w
}

// rank ranks an entry by how its texts match a query whose terms are all.
func (e *entry) rank(matches map[int]match, all uint) int {
	title, note := matches[e.title], match{}
	if e.note >= 0 {
		note = matches[e.note]
	}
	own := match{strict: title.strict | note.strict, loose: title.loose | note.loose}
	name := 0
	for _, list := range [][]int{e.names, e.avoid} {
		for _, i := range list {
			m := matches[i]
			own.strict, own.loose = own.strict|m.strict, own.loose|m.loose
			if m.phrase > 0 && (name == 0 || m.phrase < name) {
				name = m.phrase
			}
		}
	}
	place := own
	for _, i := range e.in {
		place.strict, place.loose = place.strict|matches[i].strict, place.loose|matches[i].loose
	}
	switch {
	case title.phrase == equal:
		return titleEqual
	case name == equal:
		return nameEqual
	case title.phrase == begins:
		return titleBegins
	case title.phrase == holds:
		return titleHolds
	case name > 0:
		return nameHolds
	case title.strict == all:
		return titleTerms
	case note.phrase > 0:
		return noteHolds
	case own.strict == all:
		return ownTerms
	case bits.OnesCount(own.strict) > 0 && place.strict == all:
		return placeTerms
	case own.loose == all:
		return looseTerms
	case own.loose > 0 && place.loose == all:
		return loosePlace
	}
	return notFound
}
