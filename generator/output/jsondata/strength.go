package jsondata

import (
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

type strengthHead struct {
	Mutants     int         `json:"mutants"`
	Noticed     int         `json:"noticed"`
	Kinds       []kindScore `json:"kinds"`
	Failed      int         `json:"failed_entries"`
	Conditional int         `json:"conditional"`
}

type kindScore struct {
	Kind    analysis.Mutation `json:"kind"`
	Mutants int               `json:"mutants"`
	Noticed int               `json:"noticed"`
}

type roleStrength struct {
	Role      string   `json:"role"`
	Mutants   int      `json:"mutants"`
	Noticed   int      `json:"noticed"`
	Survivors []mutant `json:"survivors"`
}

type mutant struct {
	Kind   analysis.Mutation `json:"kind"`
	Object string            `json:"object"`
	Action string            `json:"action"`
	From   *string           `json:"from"`
	To     *string           `json:"to"`
	Rules  []string          `json:"rules"`
}

// WriteStrength writes how well access tests guard what roles may do:
//
//	{"mutants", "noticed", "kinds": [{"kind", "mutants", "noticed"}], "failed_entries", "conditional",
//	  "roles": [{"role", "mutants", "noticed", "survivors": [{"kind", "object", "action", "from", "to", "rules"}]}]}
//
// From and to are scopes, null where the permission is not held.
func WriteStrength(w io.Writer, s *analysis.Strength) error {
	all := s.Score()
	head := strengthHead{all.Mutants, all.Noticed, nil, s.Failed, s.Conditional}
	for _, k := range analysis.Mutations {
		n := s.Kind(k)
		head.Kinds = append(head.Kinds, kindScore{k, n.Mutants, n.Noticed})
	}
	l := newListBehind(w, head, "roles")
	for _, r := range s.Roles {
		n := r.Score()
		l.add(roleStrength{r.Role.ID, n.Mutants, n.Noticed, each(r.Survivors, mutantOf)})
	}
	return l.close()
}

func mutantOf(m analysis.Mutant) mutant {
	return mutant{
		Kind: m.Kind, Object: m.Object.ID, Action: m.Action.ID, From: scopeID(m.From), To: scopeID(m.To),
		Rules: each(m.Rules, func(r *catalog.Rule) string { return r.ID }),
	}
}

type suggestedEntry struct {
	Role   string   `json:"role"`
	Expect string   `json:"expect"` // can or cannot
	Action string   `json:"action"`
	Object string   `json:"object"`
	Scope  *string  `json:"scope"`
	Rules  []string `json:"rules"`
}

// WriteSuggestions writes entries that access tests lack, and how many more
// there are:
//
//	{"more", "suggestions": [{"role", "expect": "can" or "cannot", "action", "object", "scope", "rules"}]}
func WriteSuggestions(w io.Writer, list []analysis.Suggestion, more int) error {
	l := newListBehind(w, struct {
		More int `json:"more"`
	}{more}, "suggestions")
	for _, s := range list {
		expect := "cannot"
		if s.Can {
			expect = "can"
		}
		l.add(suggestedEntry{
			Role: s.Role.ID, Expect: expect, Action: s.Access.Action.ID, Object: s.Access.Object.ID, Scope: scopeID(s.Access.Scope),
			Rules: each(s.Rules, func(r *catalog.Rule) string { return r.ID }),
		})
	}
	return l.close()
}
