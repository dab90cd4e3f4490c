package people

import (
	"slices"
	"strings"

	"rolebook/generator/diag"
	"rolebook/generator/load"
)

// names are the columns that count, in the order in which they are told.
var names = []string{"person", "role", "from", "until", "unit"}

// required is how many of them, the first, every file has.
const required = 2

// columns says where in a record the columns stand; -1 for one that is missing.
type columns struct {
	person, role, from, until, unit int
	width                           int      // fields of the head
	ignored                         []string // columns that count for nothing
}

// newColumns reads the head of a file. Case and white space round a name are of
// no account.
func newColumns(b *block, head []field, wrong *problems) columns {
	c := columns{width: len(head)}
	places := map[string]int{}
	var all []string
	for i, f := range head {
		name := strings.ToLower(strings.TrimSpace(string(f.value)))
		all = append(all, name)
		switch _, twice := places[name]; {
		case !slices.Contains(names, name):
			c.ignored = append(c.ignored, string(trimmed(f.value)))
		case twice:
			wrong.add(b, f.at, len(f.value), diag.DuplicateKey, diag.Msg("people_column_twice", "Name", name), diag.Msg("people_column_twice_help"))
		default:
			places[name] = i
		}
	}
	at := func(name string) int {
		if i, ok := places[name]; ok {
			return i
		}
		return -1
	}
	c.person, c.role, c.from, c.until, c.unit = at("person"), at("role"), at("from"), at("until"), at("unit")
	for _, name := range names[:required] {
		if at(name) < 0 {
			help := append(load.Suggest(name, all), diag.Msg("people_head_help", "Names", names))
			wrong.add(b, head[0].at, 0, diag.MissingKey, diag.Msg("people_no_column", "Name", name), help...)
		}
	}
	return c
}

// trimmed takes the blanks round a value away.
func trimmed(v []byte) []byte {
	for len(v) > 0 && (v[0] == ' ' || v[0] == '\t') {
		v = v[1:]
	}
	for len(v) > 0 && (v[len(v)-1] == ' ' || v[len(v)-1] == '\t') {
		v = v[:len(v)-1]
	}
	return v
}
