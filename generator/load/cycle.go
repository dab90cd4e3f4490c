package load

import (
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// findCycles reports roles that inherit from or report to themselves, by
// whatever way round.
func (l *linker) findCycles(roles []*roleLink) {
	byRole := make(map[*catalog.Role]*roleLink, len(roles))
	for _, r := range roles {
		byRole[r.Role] = r
	}
	inherits := newWalk(l, byRole, "diag_cycle_inherits", func(s *roleShape) []word { return s.Inherits })
	reports := newWalk(l, byRole, "diag_cycle_reports", func(s *roleShape) []word { return []word{s.ReportsTo} })
	for _, r := range roles {
		inherits.visit(r)
		reports.visit(r)
	}
}

// walk goes through the roles depth first. An edge to a role that is still
// being walked closes a cycle; each such edge is reported once, so the work
// and the reports stay in proportion to the edges.
type walk struct {
	*linker
	links   map[*catalog.Role]*roleLink
	message string
	next    func(*roleShape) []word

	done map[*roleLink]bool
	path []step            // the roles being walked, and the word that led on from each
	at   map[*roleLink]int // where on the path a role is
}

type step struct {
	role *roleLink
	word word
}

func newWalk(l *linker, links map[*catalog.Role]*roleLink, message string, next func(*roleShape) []word) *walk {
	return &walk{linker: l, links: links, message: message, next: next, done: map[*roleLink]bool{}, at: map[*roleLink]int{}}
}

func (w *walk) visit(r *roleLink) {
	if w.done[r] {
		return
	}
	w.done[r] = true
	w.at[r] = len(w.path)
	w.path = append(w.path, step{role: r})
	for _, word := range w.next(r.shape) {
		next := w.links[w.roles.items[word.Value]]
		if !word.given() || next == nil {
			continue
		}
		w.path[len(w.path)-1].word = word
		if i, onPath := w.at[next]; onPath {
			w.report(w.path[i:])
		}
		w.visit(next)
	}
	w.path = w.path[:len(w.path)-1]
	delete(w.at, r)
}

// report names the whole cycle at the word that closes it, and the others as
// related places.
func (w *walk) report(cycle []step) {
	var names []string
	for _, s := range cycle {
		names = append(names, s.role.ID)
	}
	names = append(names, cycle[0].role.ID)
	last := cycle[len(cycle)-1]
	w.diags.Add(diag.Cycle, last.word.At, diag.Msg(w.message, "Path", strings.Join(names, " → ")), diag.Msg(w.message+"_help"))
	for _, s := range cycle[:len(cycle)-1] {
		w.relate(s.word.At, diag.Msg("diag_cycle_related", "Name", s.word.Value))
	}
}
