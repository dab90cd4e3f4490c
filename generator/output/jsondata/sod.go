package jsondata

import (
	"io"
	"iter"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

type finding struct {
	Rule      string           `json:"rule"`
	Kind      analysis.Kind    `json:"kind"`
	Roles     []string         `json:"roles"`
	Severity  catalog.Severity `json:"severity"`
	Status    analysis.Status  `json:"status"`
	Functions []performed      `json:"functions"`
	Exception *exception       `json:"exception"`
}

type performed struct {
	ID    string `json:"id"`
	Paths []any  `json:"paths"` // of grantPath or, for rules over roles, rolePath
}

type grantPath struct {
	Role   string   `json:"role"`
	From   string   `json:"from"`
	Object string   `json:"object"`
	Action string   `json:"action"`
	Scope  string   `json:"scope"`
	When   []string `json:"when"`
}

type rolePath struct {
	Role string `json:"role"`
	From string `json:"from"`
}

type exception struct {
	Until      catalog.Date `json:"until"`
	Expired    bool         `json:"expired"`
	ApprovedBy *string      `json:"approved_by"`
	Reason     *string      `json:"reason"`
	Control    *string      `json:"control"`
}

// WriteSoD writes findings, such as [analysis.Result.All] gives them:
//
//	{"findings": [{"rule", "kind", "roles", "severity", "status",
//	  "functions": [{"id", "paths": [{"role", "from", "object", "action", "scope", "when"}]}],
//	  "exception": null or {"until", "expired", "approved_by", "reason", "control"}}]}
//
// For a rule over roles a function's id is the listed role's, and its paths
// have only role and from. Texts of exceptions are in lang, as far as they are
// written in it.
func WriteSoD(w io.Writer, all iter.Seq[*analysis.Finding], lang catalog.Lang) error {
	l := newList(w, "findings")
	for f := range all {
		l.add(findingOf(f, lang))
	}
	return l.close()
}

func findingOf(f *analysis.Finding, lang catalog.Lang) finding {
	out := finding{
		Rule: f.Rule.ID, Kind: f.Kind(), Roles: roleIDs(f.Roles), Severity: f.Severity(), Status: f.Status,
		Functions: []performed{}, Exception: exceptionOf(f.Exception, f.Expired, lang),
	}
	for _, fn := range f.Functions() {
		p := performed{ID: fn.ID, Paths: make([]any, len(fn.Paths))}
		for i, way := range fn.Paths {
			p.Paths[i] = pathOf(way)
		}
		out.Functions = append(out.Functions, p)
	}
	return out
}

func pathOf(p analysis.Path) any {
	if p.Object == nil {
		return rolePath{Role: p.Role.ID, From: p.From.ID}
	}
	return grantPathOf(p)
}

func exceptionOf(e *catalog.Exception, expired bool, lang catalog.Lang) *exception {
	if e == nil {
		return nil
	}
	return &exception{
		Until: e.Until, Expired: expired,
		ApprovedBy: words(e.ApprovedBy, lang), Reason: words(e.Reason, lang), Control: words(e.Control, lang),
	}
}

// words is a text in a language; nil when it was left out.
func words(t catalog.Text, lang catalog.Lang) *string {
	if t.IsZero() {
		return nil
	}
	s, _ := t.In(lang)
	return &s
}
