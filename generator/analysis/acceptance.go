package analysis

import (
	"slices"
	"strings"

	"rolebook/generator/catalog"
)

// acceptance finds the exception that names exactly certain roles, for the
// findings of one rule.
type acceptance map[string]*catalog.Exception

// newAcceptance keeps, of several exceptions for the same roles, the one that
// expires last, and of those the first.
func newAcceptance(rule *catalog.Rule, exceptions []*catalog.Exception) acceptance {
	a := acceptance{}
	for _, e := range exceptions {
		if e.Rule != rule {
			continue
		}
		k := rolesKey(e.Roles)
		if old := a[k]; old == nil || old.Until.Before(e.Until) {
			a[k] = e
		}
	}
	return a
}

func (a acceptance) of(roles []*catalog.Role) *catalog.Exception {
	if len(a) == 0 {
		return nil
	}
	return a[rolesKey(roles)]
}

// rolesKey names a set of roles, whatever their order.
func rolesKey(roles []*catalog.Role) string {
	ids := make([]string, len(roles))
	for i, r := range roles {
		ids[i] = r.ID
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " ")
}

// Expiry is an exception that accepts nothing any more.
type Expiry struct {
	Exception *catalog.Exception
	Back      bool // whether the finding is there again; else nobody misses the exception
}

// expired lists the exceptions that have run out. One that was renewed, so that
// another for the same roles expires later, is history and stays unmentioned.
func expired(r *Result) []Expiry {
	back := map[*catalog.Exception]bool{}
	for _, f := range r.Findings {
		if f.Expired {
			back[f.Exception] = true
		}
	}
	for _, c := range r.Combinations {
		if c.Expired {
			back[c.Exception] = true
		}
	}
	var out []Expiry
	for _, e := range r.Catalog.Exceptions {
		latest := newAcceptance(e.Rule, r.Catalog.Exceptions).of(e.Roles)
		if e == latest && e.Until.Before(r.On) {
			out = append(out, Expiry{e, back[e]})
		}
	}
	return out
}
