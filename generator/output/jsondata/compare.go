package jsondata

import (
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

type comparisonHead struct {
	Roles    [2]string         `json:"roles"`
	Relation analysis.Relation `json:"relation"`
	Same     int               `json:"same"`
}

type comparedCell struct {
	Object   string            `json:"object"`
	Action   string            `json:"action"`
	Relation analysis.Relation `json:"relation"`
	First    []comparedGrant   `json:"first"`
	Second   []comparedGrant   `json:"second"`
}

type comparedGrant struct {
	Scope string   `json:"scope"`
	When  []string `json:"when"`
	From  string   `json:"from"`
}

// WriteComparison writes how what two roles may do compares:
//
//	{"roles": [first, second], "relation", "same",
//	  "differences": [{"object", "action", "relation", "first": [{"scope", "when", "from"}], "second": likewise}]}
//
// What only the first may do comes first, where its relation is subsumes and
// second is empty, then what only the second may do, then what both may do, and
// not alike.
func WriteComparison(w io.Writer, c *analysis.Comparison) error {
	l := newListBehind(w, comparisonHead{[2]string{c.A.ID, c.B.ID}, c.Relation, c.Same}, "differences")
	none := &analysis.Cell{}
	for _, x := range c.OnlyA {
		l.add(comparedCell{x.Object.ID, x.Action.ID, analysis.Subsumes, comparedGrants(x), comparedGrants(none)})
	}
	for _, x := range c.OnlyB {
		l.add(comparedCell{x.Object.ID, x.Action.ID, analysis.Subsumed, comparedGrants(none), comparedGrants(x)})
	}
	for _, d := range c.Differ {
		l.add(comparedCell{d.A.Object.ID, d.A.Action.ID, d.Relation, comparedGrants(d.A), comparedGrants(d.B)})
	}
	return l.close()
}

func comparedGrants(c *analysis.Cell) []comparedGrant {
	return each(c.Grants, func(h analysis.Held) comparedGrant {
		return comparedGrant{h.Scope.ID, conditionIDs(h.When), h.From.ID}
	})
}

type propertiesDoc struct {
	Redundant []redundancy    `json:"redundant"`
	Near      []nearDuplicate `json:"near_duplicates"`
	Unused    unusedDoc       `json:"unused"`
	Leaves    []leaf          `json:"never_inherited"`
	Widest    []reach         `json:"widest_reach"`
	Sensitive []sensitive     `json:"sensitive_access"`
}

type redundancy struct {
	Role  string `json:"role"`
	By    string `json:"by"`
	Equal bool   `json:"equal"`
}

type nearDuplicate struct {
	Roles  [2]string `json:"roles"`
	Shared int       `json:"shared"`
	Of     int       `json:"of"`
}

type unusedDoc struct {
	Families   []string `json:"families"`
	Objects    []string `json:"objects"`
	Actions    []string `json:"actions"`
	Scopes     []string `json:"scopes"`
	Classes    []string `json:"classes"`
	Conditions []string `json:"conditions"`
	Functions  []string `json:"functions"`
}

type leaf struct {
	Role   string `json:"role"`
	Duties int    `json:"duties"`
}

type reach struct {
	Role  string `json:"role"`
	Pairs int    `json:"permissions"`
	Of    int    `json:"of"`
}

type sensitive struct {
	Class string            `json:"class"`
	Scope string            `json:"scope"`
	Roles []sensitiveAccess `json:"roles"`
}

type sensitiveAccess struct {
	Role        string `json:"role"`
	Pairs       int    `json:"permissions"`
	Conditional int    `json:"conditional"`
}

// WriteProperties writes what stands out in a catalog's roles and vocabulary,
// each list in the order of [analysis.Properties].
func WriteProperties(w io.Writer, p *analysis.Properties) error {
	return indented(w, propertiesDoc{
		Redundant: each(p.Redundant, func(x analysis.Redundancy) redundancy { return redundancy{x.Role.ID, x.By.ID, x.Equal} }),
		Near: each(p.Near, func(x analysis.NearDuplicate) nearDuplicate {
			return nearDuplicate{[2]string{x.A.ID, x.B.ID}, x.Shared, x.Of}
		}),
		Unused: unusedOf(p.Unused),
		Leaves: each(p.Leaves, func(x analysis.Leaf) leaf { return leaf{x.Role.ID, len(x.Role.Duties)} }),
		Widest: each(p.Widest, func(x analysis.Reach) reach { return reach{x.Role.ID, x.Pairs, x.Of} }),
		Sensitive: each(p.Sensitive, func(x analysis.Sensitive) sensitive {
			return sensitive{x.Class.ID, x.Scope.ID, each(x.Roles, func(r analysis.Access) sensitiveAccess {
				return sensitiveAccess{r.Role.ID, r.Pairs, r.Conditional}
			})}
		}),
	})
}

func unusedOf(u analysis.Unused) unusedDoc {
	return unusedDoc{
		Families:   each(u.Families, func(x *catalog.Family) string { return x.ID }),
		Objects:    objectIDs(u.Objects),
		Actions:    actionIDs(u.Actions),
		Scopes:     each(u.Scopes, func(x *catalog.Scope) string { return x.ID }),
		Classes:    each(u.Classes, func(x *catalog.Class) string { return x.ID }),
		Conditions: conditionIDs(u.Conditions),
		Functions:  functionIDs(u.Functions),
	}
}
