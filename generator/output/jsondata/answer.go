package jsondata

import (
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/search"
)

// The types below are the answers to single questions, for programs that ask
// one after another.

type roleHead struct {
	ID     string         `json:"id"`
	Name   text           `json:"name"`
	Family string         `json:"family"`
	Status catalog.Status `json:"status"`
}

type rolesDoc struct {
	Roles []roleHead `json:"roles"`
}

type roleDoc struct {
	Role  role   `json:"role"`
	Cells []cell `json:"cells"`
}

type answerDoc struct {
	Roles   []string        `json:"roles"`
	Action  string          `json:"action"`
	Object  string          `json:"object"`
	Allowed bool            `json:"allowed"`
	Reason  analysis.Reason `json:"reason"`
	Scope   *string         `json:"scope"` // the widest reached
	Free    *string         `json:"free"`  // the widest that no condition limits
	Grants  []grantPath     `json:"grants"`
	Why     []string        `json:"why"`
}

type holdersDoc struct {
	Action string   `json:"action"`
	Object string   `json:"object"`
	Scope  *string  `json:"scope"`
	Roles  []holder `json:"roles"`
}

type holder struct {
	Role   string         `json:"role"`
	Status catalog.Status `json:"status"`
	Grants []grantPath    `json:"grants"`
}

type foundDoc struct {
	Groups []foundGroup `json:"groups"`
}

type foundGroup struct {
	Kind  string     `json:"kind"`
	Count int        `json:"count"`
	Hits  []foundHit `json:"hits"`
}

type foundHit struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// WriteRoles writes what roles there are, in the order given:
//
//	{"roles": [{"id", "name", "family", "status"}]}
func WriteRoles(w io.Writer, roles []*catalog.Role) error {
	return indented(w, rolesDoc{each(roles, func(r *catalog.Role) roleHead {
		return roleHead{r.ID, text{r.Name}, r.Family.ID, r.Status}
	})})
}

// WriteRole writes a role as [WriteCatalog] does, and what it may do in effect
// as [WriteMatrix] does: {"role": {…}, "cells": […]}.
func WriteRole(w io.Writer, p *analysis.Permissions) error {
	out := roleDoc{Role: roleOf(p.Role), Cells: make([]cell, len(p.Cells))}
	for i := range p.Cells {
		out.Cells[i] = cellOf(p.Role, &p.Cells[i])
	}
	return indented(w, out)
}

// WriteAnswer writes whether roles held together may do something:
//
//	{"roles": [role ids], "action", "object", "allowed", "reason", "scope", "free",
//	  "grants": [{"role", "from", "object", "action", "scope", "when"}], "why": [sentences]}
//
// Scope is the widest that they reach, free the widest that no condition
// limits; each null where there is none.
func WriteAnswer(w io.Writer, a analysis.Answer, say diag.Localizer) error {
	out := answerDoc{
		Roles: roleIDs(a.Roles), Action: a.Asked.Action.ID, Object: a.Asked.Object.ID, Allowed: a.Allowed, Reason: a.Reason,
		Grants: each(append(a.Paths[:len(a.Paths):len(a.Paths)], a.Short...), grantPathOf),
		Why:    each(a.Why(), say.Message),
	}
	widest, free := a.Widest()
	out.Scope, out.Free = scopeID(widest), scopeID(free)
	return indented(w, out)
}

// WriteHolders writes the roles that may do something:
//
//	{"action", "object", "scope", "roles": [{"role", "status", "grants": as of an answer}]}
//
// Scope is the one asked for, or null.
func WriteHolders(w io.Writer, asked catalog.Access, holders []analysis.Holder) error {
	return indented(w, holdersDoc{
		Action: asked.Action.ID, Object: asked.Object.ID, Scope: scopeID(asked.Scope),
		Roles: each(holders, func(h analysis.Holder) holder {
			return holder{h.Role.ID, h.Role.Status, each(h.Paths, grantPathOf)}
		}),
	})
}

// WriteFound writes what a search found, so many of each kind at most:
//
//	{"groups": [{"kind", "count", "hits": [{"title", "url"}]}]}
//
// Count is how many there are; addresses are relative to the language's folder
// of the site.
func WriteFound(w io.Writer, groups []search.Group, most int) error {
	return indented(w, foundDoc{each(groups, func(g search.Group) foundGroup {
		return foundGroup{g.Kind, len(g.Hits), each(g.Hits[:min(most, len(g.Hits))], func(h search.Hit) foundHit {
			return foundHit{h.Title, h.URL}
		})}
	})})
}

// WriteVocabulary writes what roles are put together from, as [WriteCatalog]
// does: organization, languages, families, modules with their objects, actions,
// scopes, classes and conditions.
func WriteVocabulary(w io.Writer, c *catalog.Catalog) error {
	return indented(w, vocabularyOf(c))
}

func grantPathOf(p analysis.Path) grantPath {
	return grantPath{
		Role: p.Role.ID, From: p.From.ID, Object: p.Object.ID, Action: p.Action.ID,
		Scope: p.Scope.ID, When: conditionIDs(p.When),
	}
}
