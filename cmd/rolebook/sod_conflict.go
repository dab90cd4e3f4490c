package main

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"slices"
	"strconv"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/notice"
)

// conflict is what a machine is told of as one: a finding or, where a rule has
// more combinations than are listed, a group of them.
type conflict struct {
	notice.Entry
	rule      *catalog.Rule
	status    analysis.Status
	exception *catalog.Exception
	finding   *analysis.Finding     // nil for a group
	group     *analysis.Combination // nil for a finding
	known     bool                  // open, and in the baseline
}

// conflictsOf lists the conflicts of a catalog, groups behind findings.
func conflictsOf(r *analysis.Result, known *notice.Baseline) []conflict {
	out := make([]conflict, 0, len(r.Findings))
	add := func(c conflict) {
		c.known = c.status == analysis.Open && known.Knows(c.Entry)
		out = append(out, c)
	}
	for _, f := range r.Findings {
		e := notice.Entry{Rule: f.Rule.ID, What: setWords(idsOf(f.Roles))}
		add(conflict{Entry: e, rule: f.Rule, status: f.Status, exception: f.Exception, finding: f})
	}
	for _, c := range r.Combinations {
		if slices.Contains(r.Unlisted, c.Rule) {
			groups := make([][]string, len(c.Groups))
			for i, g := range c.Groups {
				groups[i] = idsOf(g.Roles)
			}
			e := notice.Entry{Rule: c.Rule.ID, What: groupWords(groups)}
			add(conflict{Entry: e, rule: c.Rule, status: c.Status, exception: c.Exception, group: c})
		}
	}
	return out
}

// openEntries lists what a baseline is to hold.
func openEntries(conflicts []conflict) []notice.Entry {
	var out []notice.Entry
	for _, c := range conflicts {
		if c.status == analysis.Open {
			out = append(out, c.Entry)
		}
	}
	return out
}

// news gives the conflicts that no baseline knows, findings and groups apart.
func news(conflicts []conflict) (findings iter.Seq[*analysis.Finding], groups []*analysis.Combination) {
	for _, c := range conflicts {
		if c.group != nil && !c.known {
			groups = append(groups, c.group)
		}
	}
	return func(yield func(*analysis.Finding) bool) {
		for _, c := range conflicts {
			if c.finding != nil && !c.known && !yield(c.finding) {
				return
			}
		}
	}, groups
}

// knownIn tells which findings and groups of a book are known: as entries.
func knownIn(conflicts []conflict) map[notice.Entry]bool {
	out := map[notice.Entry]bool{}
	for _, c := range conflicts {
		if c.known {
			out[c.Entry] = true
		}
	}
	return out
}

// setWords names a set of roles.
func setWords(ids []string) string { return strings.Join(ids, " + ") }

// groupWords names groups of roles by their sizes and a digest of who is in
// them, because a group may have thousands.
func groupWords(groups [][]string) string {
	sizes, names := make([]string, len(groups)), make([]string, len(groups))
	for i, g := range groups {
		sizes[i], names[i] = strconv.Itoa(len(g)), strings.Join(g, ",")
	}
	sum := sha256.Sum256([]byte(strings.Join(names, ";")))
	return strings.Join(sizes, " × ") + " " + hex.EncodeToString(sum[:8])
}

func idsOf(roles []*catalog.Role) []string {
	ids := make([]string, len(roles))
	for i, r := range roles {
		ids[i] = r.ID
	}
	return ids
}

func refIDs(roles []book.RoleRef) []string {
	ids := make([]string, len(roles))
	for i, r := range roles {
		ids[i] = r.ID
	}
	return ids
}
