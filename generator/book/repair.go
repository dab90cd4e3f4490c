package book

import (
	"math/big"
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Repair gives the least harmful denials that clear an open finding of kind
// role; nil for any other, and for rules over roles.
func (f *Finding) Repair() *Repair {
	if !f.Open || f.Kind != string(analysis.RoleKind) {
		return nil
	}
	s := f.source.Suggestion()
	if s == nil {
		return nil
	}
	r := f.book.repair(s)
	r.Exceptions = f.book.exceptionLines([]*catalog.Rule{f.source.Rule}, s.Role)
	return r
}

// Repair tells what becomes of a role's open findings.
func (b *Book) Repair(s *analysis.Repair) *Repair {
	r := b.repair(s)
	r.Exceptions = b.exceptionLines(slices.Concat(s.Cleared, s.Cannot), s.Role)
	return r
}

func (b *Book) repair(s *analysis.Repair) *Repair {
	r := &Repair{Role: b.roleRef(s.Role), Clears: b.ruleNames(s.Cleared), Sentence: b.vital(s)}
	if len(s.Deny) > 0 {
		r.Sentence = b.denial(s)
		r.YAML = b.denyLines(s)
	}
	if len(s.Deny) > 0 && len(s.Vital) > 0 {
		r.Notes = append(r.Notes, b.vital(s))
	}
	if over := overRoles(s.Cannot); len(over) > 0 {
		r.Notes = append(r.Notes, b.locale.T("book_repair_over_roles", "Rules", b.locale.List(b.ruleNames(over))))
	}
	if len(s.Deny) > 0 && len(s.Heirs) > 0 {
		r.Notes = append(r.Notes, b.locale.T("book_repair_heirs", "Roles", b.nameList(b.roleRefs(s.Heirs)).Plain()))
	}
	switch {
	case !s.Minimal:
		r.Notes = append(r.Notes, b.locale.T("book_repair_best_found"))
	case len(s.Deny) > 0:
		r.Notes = append(r.Notes, b.locale.T("book_repair_minimal"))
	}
	return r
}

// overRoles picks the rules that list roles.
func overRoles(rules []*catalog.Rule) []*catalog.Rule {
	var out []*catalog.Rule
	for _, r := range rules {
		if len(r.Roles) > 0 {
			out = append(out, r)
		}
	}
	return out
}

func (b *Book) ruleNames(rules []*catalog.Rule) []string {
	out := make([]string, len(rules))
	for i, r := range rules {
		out[i] = b.ruleTitle(r.ID, b.ruleName(r)).Plain()
	}
	return out
}

// denial says what to deny and what that costs.
func (b *Book) denial(s *analysis.Repair) string {
	sentence := b.locale.T("book_repair_deny", "What", b.locale.List(b.pairNames(s.Deny)))
	return sentence + b.cost(s.DutiesLost)
}

// cost says which duties lose a permission.
func (b *Book) cost(lost []*catalog.Duty) string {
	if len(lost) == 0 {
		return b.locale.T("book_repair_free")
	}
	names := make([]string, len(lost))
	for i, d := range lost {
		names[i] = b.text(d.Name).Plain()
	}
	return b.locale.T("book_repair_costs", "Duties", b.locale.List(names))
}

// vital says which permissions have to stay; nothing where none has.
func (b *Book) vital(s *analysis.Repair) string {
	if len(s.Vital) == 0 {
		return ""
	}
	var rules []*catalog.Rule
	for _, r := range s.Cannot {
		if len(r.Functions) > 0 {
			rules = append(rules, r)
		}
	}
	return b.locale.T("book_repair_vital", "Rules", b.locale.List(b.ruleNames(rules)), "What", b.locale.List(b.pairNames(s.Vital)))
}

func (b *Book) pairNames(pairs []analysis.Pair) []string {
	out := make([]string, len(pairs))
	for i, p := range pairs {
		out[i] = b.pairName(p)
	}
	return out
}

func (b *Book) pairName(p analysis.Pair) string {
	return b.locale.T("book_action_on_object", "Action", b.action(p.Action).Name.Plain(), "Object", b.text(p.Object.Name).Plain())
}

// Advice tells what settles most open combinations of a rule, or of all.
func (b *Book) Advice(a *analysis.Advice) []string {
	role := func(r *catalog.Role) string { return b.text(r.Name).Plain() + b.locale.T("book_repair_id", "ID", r.ID) }
	out := []string{b.locale.T("book_repair_apart", "Role", role(a.Apart), "Count", b.big(a.Parted), "Of", b.big(a.Open))}
	if m := a.Move; m != nil {
		move := b.locale.T("book_repair_move", "Role", role(m.Role), "What", b.pairName(m.Pair), "Count", b.big(m.Cleared), "Of", b.big(a.Open))
		out = append(out, move+b.cost(m.DutiesLost))
	}
	return out
}

// AdviceTitle names what an advice is about.
func (b *Book) AdviceTitle(a *analysis.Advice) string {
	return b.ruleTitle(a.Rule.ID, b.ruleName(a.Rule)).Plain()
}

// big writes a count that may be too large for an int.
func (b *Book) big(n *big.Int) string {
	if n.IsInt64() {
		return b.locale.Integer(int(n.Int64()))
	}
	return n.String()
}
