package load

import (
	"slices"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// linker builds the catalog out of the parts. Its methods take one kind of
// thing each, in the order in which they need each other.
type linker struct {
	files source.Files
	cat   *catalog.Catalog
	diags diag.List

	families   table[catalog.Family]
	modules    table[catalog.Module]
	objects    table[catalog.Object]
	actions    table[catalog.Action]
	scopes     table[catalog.Scope]
	classes    table[catalog.Class]
	conditions table[catalog.Condition]
	roles      table[catalog.Role]
	functions  table[catalog.Function]
	rules      table[catalog.Rule]
	processes  table[catalog.Process]

	// vague holds the objects whose actions could not all be read: what
	// applies to them is not known.
	vague map[*catalog.Object]bool
	// languages says which languages the catalog has; nil when that is not
	// known.
	languages map[catalog.Lang]bool
	key       string // the languages in their order; empty when they are not known
	strays    map[stray]*diag.Diagnostic
}

func newLinker(files source.Files) *linker {
	cat := &catalog.Catalog{Digest: files.Digest()}
	for _, f := range files {
		if !source.IsRecord(f.Name) {
			cat.Files = append(cat.Files, f.Name)
		}
	}
	return &linker{
		files: files, cat: cat,
		families:   newTable[catalog.Family]("family"),
		modules:    newTable[catalog.Module]("module"),
		objects:    newTable[catalog.Object]("object"),
		actions:    newTable[catalog.Action]("action"),
		scopes:     newTable[catalog.Scope]("scope"),
		classes:    newTable[catalog.Class]("class"),
		conditions: newTable[catalog.Condition]("condition"),
		roles:      newTable[catalog.Role]("role"),
		functions:  newTable[catalog.Function]("function"),
		rules:      newTable[catalog.Rule]("rule"),
		processes:  newTable[catalog.Process]("process"),
		vague:      map[*catalog.Object]bool{},
		strays:     map[stray]*diag.Diagnostic{},
	}
}

// link fills the catalog: the vocabulary first, then the roles, which point at
// each other, then what points at roles.
func (l *linker) link(parts []part) {
	l.linkVocabulary(parts)
	roles := l.defineRoles(parts)
	for _, r := range roles {
		l.linkRole(r)
	}
	l.findCycles(roles)
	l.linkSoD(parts)
	l.linkTests(parts)
	l.linkSignOffs(parts)
	l.reportStrays()
	l.cat.Index()
}

// relate adds a second place to the last diagnostic.
func (l *linker) relate(at source.Span, msg diag.Message) {
	last := &l.diags[len(l.diags)-1]
	last.Related = append(last.Related, diag.Related{At: at, Msg: msg})
}

// partsOf gives the parts of one kind. Two files of a kind of which a catalog
// has one, such as catalog.yaml and catalog.yml, are reported.
func (l *linker) partsOf(k kind, parts []part) []part {
	var found []part
	for _, p := range parts {
		if p.kind == k {
			found = append(found, p)
		}
	}
	if k == roleFile || k == reviewFile || len(found) < 2 {
		return found
	}
	for _, p := range found[1:] {
		l.diags.Add(diag.DuplicateID, p.file.Start(),
			diag.Msg("diag_second_file", "File", found[0].file.Name), diag.Msg("diag_second_file_help"))
	}
	return found[:1]
}

// listed reports whether a mapping holds a list under a key, or nothing: a
// value of another type leaves the list unknown.
func listed(root *source.Node, key string) bool {
	if root == nil || root.Kind != source.Mapping {
		return false
	}
	_, v := root.Field(key)
	return v == nil || v.Kind == source.Sequence
}

// date reads a day; one that does not exist is reported. What is no date at
// all the schema check reports.
func (l *linker) date(w word) catalog.Date {
	if !w.given() {
		return catalog.Date{}
	}
	d, err := catalog.ParseDate(w.Value)
	if err != nil && looksLikeDate(w.Value) {
		l.diags.Add(diag.BadValue, w.At, diag.Msg("diag_no_such_day", "Value", w.Value), diag.Msg("diag_no_such_day_help"))
	}
	return d
}

// looksLikeDate is what the schemas' pattern for dates admits.
func looksLikeDate(s string) bool {
	if len(s) != len("2006-01-02") {
		return false
	}
	for i := range len(s) {
		if dash := i == 4 || i == 7; dash && s[i] != '-' || !dash && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// inOrder sorts items by their place in the catalog and drops repetitions.
func inOrder[T comparable](items []T, order func(T) int) []T {
	slices.SortStableFunc(items, func(a, b T) int { return order(a) - order(b) })
	return slices.Compact(items)
}
