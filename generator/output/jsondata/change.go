package jsondata

import (
	"encoding/json"
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/change"
)

// changes is the shape of what differs between two states of a catalog.
type changes struct {
	Old         state              `json:"old"`
	New         state              `json:"new"`
	On          catalog.Date       `json:"on"`
	Unchanged   bool               `json:"unchanged"`
	Permissions []permissionChange `json:"permissions"`
	Fields      []fieldChange      `json:"fields"`
	Findings    []findingChange    `json:"findings"`
	Unlisted    []unlistedChange   `json:"unlisted_combinations"`
	Renamed     []renaming         `json:"renamed"`
	Items       []itemChange       `json:"items"`
	Documents   []documentChange   `json:"documents"`
	Cut         []string           `json:"cut"`
}

// state names a state of a catalog, and the files that it was.
type state struct {
	Name   string `json:"name"`
	Digest string `json:"digest"`
}

type permissionChange struct {
	Role    string   `json:"role"`
	Object  string   `json:"object"`
	Action  string   `json:"action"`
	Effects []string `json:"effects"`
	From    []string `json:"from"`
	Old     holding  `json:"old"`
	New     holding  `json:"new"`
}

type holding struct {
	Grants   []heldGrant `json:"grants"`
	DeniedBy []denier    `json:"denied_by"`
}

type denier struct {
	Role string   `json:"role"`
	Note versions `json:"note"`
}

type heldGrant struct {
	Scope string   `json:"scope"`
	When  []string `json:"when"`
	From  string   `json:"from"`
	For   []string `json:"for"`
}

type fieldChange struct {
	Role   string `json:"role"`
	Object string `json:"object"`
	Action string `json:"action"`
	Field  string `json:"field"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

type findingChange struct {
	Rule  string        `json:"rule"`
	Kind  analysis.Kind `json:"kind"`
	Roles []string      `json:"roles"`
	Worse int           `json:"worse"`
	Old   *standing     `json:"old"`
	New   *standing     `json:"new"`
	Part  []string      `json:"part"` // null where there is none
}

type standing struct {
	Status   analysis.Status  `json:"status"`
	Severity catalog.Severity `json:"severity"`
}

type unlistedChange struct {
	Rule   string      `json:"rule"`
	Worse  json.Number `json:"worse"`
	Better json.Number `json:"better"`
}

type renaming struct {
	Old string `json:"old"`
	New string `json:"new"`
}

type itemChange struct {
	Kind   change.Kind  `json:"kind"`
	ID     *string      `json:"id"`
	Name   versions     `json:"name"`
	Change change.Op    `json:"change"`
	Facts  []factChange `json:"facts"`
	Parts  []itemChange `json:"parts"`
}

type factChange struct {
	Key change.Key `json:"key"`
	Old any        `json:"old"` // texts by language, a list of words, or null
	New any        `json:"new"`
}

type documentChange struct {
	Role      string         `json:"role"`
	Scenario  string         `json:"scenario"`
	Change    change.Op      `json:"change"`
	Languages []catalog.Lang `json:"languages"`
}

// versions is a text by language; null where there is none.
type versions map[catalog.Lang]string

// WriteChange writes what has changed, each list in the order of
// [change.Change], with the documents that read differently. From and to are
// what the two states are called. docs/commands.md describes the shape.
func WriteChange(w io.Writer, c *change.Change, documents []book.AffectedDocument, from, to string) error {
	out := changes{
		Old: state{from, c.Old.Catalog.Digest}, New: state{to, c.New.Catalog.Digest}, On: c.New.On, Unchanged: c.None(),
		Permissions: each(c.Permissions, permissionChangeOf),
		Fields: each(c.Fields, func(f change.Field) fieldChange {
			return fieldChange{f.Role, f.Object, f.Action, f.Field, f.Old.String(), f.New.String()}
		}),
		Findings: each(c.Findings, findingChangeOf),
		Unlisted: each(c.Bulks, func(b *change.Bulk) unlistedChange {
			return unlistedChange{b.Rule().ID, json.Number(b.Worse.String()), json.Number(b.Better.String())}
		}),
		Renamed: each(c.Renamed, func(r change.Renaming) renaming { return renaming(r) }),
		Items:   each(c.Items, itemChangeOf),
		Documents: each(documents, func(d book.AffectedDocument) documentChange {
			return documentChange{d.Role, d.Scenario, d.Op, d.Languages}
		}),
		Cut: each(c.Cut, func(id string) string { return id }),
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func permissionChangeOf(p change.Permission) permissionChange {
	return permissionChange{p.Role, p.Object, p.Action, p.Effect.Names(), p.From, holdingOf(p.Old), holdingOf(p.New)}
}

func holdingOf(h change.Holding) holding {
	out := holding{Grants: []heldGrant{}, DeniedBy: []denier{}}
	if h.Cell != nil {
		out.Grants = each(h.Cell.Grants, func(g analysis.Held) heldGrant {
			return heldGrant{g.Scope.ID, conditionIDs(g.When), g.From.ID, each(g.For, func(d *catalog.Duty) string { return d.ID })}
		})
	}
	if h.Denied != nil {
		out.DeniedBy = each(h.Denied.By, func(d *catalog.Denial) denier { return denier{d.Role.ID, versionsOf(d.Note)} })
	}
	return out
}

func findingChangeOf(f change.Finding) findingChange {
	stands := func(f *analysis.Finding) *standing {
		if f == nil {
			return nil
		}
		return &standing{f.Status, f.Severity()}
	}
	x := f.Finding()
	out := findingChange{x.Rule.ID, x.Kind(), roleIDs(x.Roles), f.Worse(), stands(f.Old), stands(f.New), nil}
	if f.Part != nil {
		out.Part = roleIDs(f.Part.Roles)
	}
	return out
}

func itemChangeOf(i change.Item) itemChange {
	out := itemChange{Kind: i.Kind, Name: versionsOf(i.Name), Change: i.Op, Facts: each(i.Facts, factChangeOf), Parts: each(i.Parts, itemChangeOf)}
	if i.ID != "" {
		out.ID = &i.ID
	}
	return out
}

func factChangeOf(f change.Fact) factChange {
	return factChange{f.Key, valueOf(f.Old), valueOf(f.New)}
}

func valueOf(v change.Value) any {
	switch {
	case v.IsZero():
		return nil
	case v.Text.IsZero():
		return v.Words
	}
	return versionsOf(v.Text)
}

func versionsOf(t catalog.Text) versions {
	if t.IsZero() {
		return nil
	}
	out := versions{}
	for _, v := range t.Versions {
		out[v.Lang] = v.Value
	}
	return out
}
