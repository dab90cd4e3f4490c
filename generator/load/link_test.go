package load

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// ids lists the ids of things, whatever they are.
func ids[T any](items []T, id func(T) string) string {
	var out []string
	for _, x := range items {
		out = append(out, id(x))
	}
	return strings.Join(out, " ")
}

func actionIDs(as []*catalog.Action) string {
	return ids(as, func(a *catalog.Action) string { return a.ID })
}

func objectIDs(os []*catalog.Object) string {
	return ids(os, func(o *catalog.Object) string { return o.ID })
}

func TestVocabulary(t *testing.T) {
	t.Parallel()
	cat, _, _ := loadFS(t, mini(t))
	if got := cat.Organization.Versions; len(got) != 3 || got[0].Lang != "en" || got[1].Lang != "zh" || got[1].Value != "示例商贸" {
		t.Errorf("organization %+v", got)
	}
	order, refund := cat.Object("order"), cat.Object("refund")
	for _, c := range [][2]string{
		{fmt.Sprint(cat.Languages), "[en zh ja]"},
		{objectIDs(cat.Objects), "order customer refund"},
		{actionIDs(order.Actions), "read create update delete approve export"},
		{actionIDs(refund.Actions), "read create approve"},
		{refund.Module.ID, "money"},
		{order.Fields[0].ID + " " + order.Fields[0].Object.ID + " " + order.Fields[0].Class.ID, "margin order confidential"},
		{fmt.Sprint(cat.Scope("all").Rank, cat.Class("confidential").Rank, cat.Action("update").Order, refund.Order), "2 1 2 2"},
		{fmt.Sprint(cat.Condition("four-eyes").Mitigates, cat.Condition("logged").Mitigates), "true false"},
		{ids(cat.Roles, func(r *catalog.Role) string { return r.ID }), "approver auditor clerk director manager peer-approver trainee"},
		{strings.Join(cat.Files[:2], " "), "catalog.yaml clerk.yaml"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}

// TestPublishing reads what catalog.yaml says about the site.
func TestPublishing(t *testing.T) {
	t.Parallel()
	files := mini(t)
	cat, _, _ := loadFS(t, files)
	if cat.NoIndex || cat.CSP {
		t.Error("what nobody asked for is on")
	}
	settings := files["catalog.yaml"]
	settings.Data = append([]byte("noindex: true\ncsp: true\n"), settings.Data...)
	cat, problems, _ := loadFS(t, files)
	if problems.HasErrors() || !cat.NoIndex || !cat.CSP {
		t.Errorf("noindex %v, csp %v: %v", cat.NoIndex, cat.CSP, problems)
	}
}

func TestRole(t *testing.T) {
	t.Parallel()
	cat, _, _ := loadFS(t, mini(t))
	r := cat.Role("clerk")
	task := r.Duties[0].Tasks[1]
	grant := r.Allow[0]
	for _, c := range [][2]string{
		{r.Family.ID + " " + string(r.Status) + " " + r.Version + " " + r.ReportsTo.ID + " " + r.File, "sales active 1.2.0 manager clerk.yaml"},
		{r.Effective.String() + " " + r.Review.Last.String() + " " + string(r.Review.Every), "2026-07-01 2026-09-30 quarter"},
		{task.Text.Path, "duties[order-entry].tasks[1].text"},
		{task.Note.Path, "duties[order-entry].tasks[1].note"},
		{r.Duties[0].Tasks[0].Text.Path, "duties[order-entry].tasks[0]"},
		{r.Collaboration[0].Gives[0].Path, "collaboration[0].gives[0]"},
		{string(task.Detail) + " " + string(r.Duties[0].Tasks[0].Detail), "full standard"},
		{objectIDs(grant.Objects) + ": " + actionIDs(grant.Actions) + " @" + grant.Scope.ID, "order: create read update @own"},
		{grant.For[0].ID + " " + grant.Hidden[0].ID + " " + fmt.Sprint(grant.Role == r), "order-entry margin true"},
		{r.Collaboration[0].With.ID + " " + r.Collaboration[1].Party.Versions[0].Value, "manager Carriers"},
		{fmt.Sprint(r.Requirements.Experience[0].Years, r.Requirements.Skills[0].Required, r.Requirements.Skills[1].Required), "1 true false"},
		{fmt.Sprint(r.KPIs[0].Target.Op, r.KPIs[0].Target.Value, r.KPIs[0].Target.Unit, " ", r.KPIs[1].Target.Of), ">=98% 5"},
		{r.KPIs[0].Duties[0].Name.Versions[2].Value, "受注入力"},
		{r.Onboarding[0].By + " " + r.CareerTo[0].ID, "week-1 manager"},
		{string(cat.Role("trainee").Status) + " " + cat.Role("trainee").Inherits[0].ID, "draft clerk"},
		{cat.Role("director").Deny[0].Note.Versions[0].Value, "Reads only."},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}

func TestPlacesOfThings(t *testing.T) {
	t.Parallel()
	cat, _, _ := loadFS(t, mini(t))
	r := cat.Role("clerk")
	for name, c := range map[string]struct {
		at   source.Span
		want string
	}{
		"role":      {r.At, "clerk.yaml:1:5-10"},
		"text":      {r.Name.At, "clerk.yaml:2:7-44"},
		"version":   {r.Name.Versions[1].At, "clerk.yaml:2:29-33"},
		"grant":     {r.Allow[1].At, "clerk.yaml:28:7-80"},
		"partner":   {r.Collaboration[1].At, "clerk.yaml:36:5-10"},
		"kpi":       {r.KPIs[1].At, "clerk.yaml:47:10-22"},
		"object":    {cat.Object("refund").At, "catalog.yaml:36:14-20"},
		"rule":      {cat.Rule("s02").At, "sod.yaml:25:9-12"},
		"exception": {cat.Exceptions[0].At, "sod.yaml:39:5-9"},
		"test":      {cat.Tests[1].Cannot[0].At, "tests.yaml:5:12-24"},
	} {
		if got := fmt.Sprintf("%s:%d:%d-%d", c.at.File, c.at.Start.Line, c.at.Start.Column, c.at.End.Column); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestSoD(t *testing.T) {
	t.Parallel()
	cat, _, _ := loadFS(t, mini(t))
	money := cat.Function("handle-money").Any[0]
	exception := cat.Exceptions[1]
	access := cat.Tests[0].Can[2]
	for _, c := range [][2]string{
		{objectIDs(money.Objects) + ": " + actionIDs(money.Actions), "refund: create approve"},
		{fmt.Sprint(money.Scope == nil, cat.Function("approve-order").Any[0].Scope.ID), "trueteam"},
		{fmt.Sprint(cat.Rule("s01").AtLeast, cat.Rule("s02").AtLeast, cat.Rule("s03").AtLeast), "2 2 2"},
		{fmt.Sprint(len(cat.Rule("s02").Functions), len(cat.Rule("s03").Roles), cat.Rule("s01").Severity), "3 2critical"},
		{ids(exception.Roles, func(r *catalog.Role) string { return r.ID }) + " " + exception.Until.String(), "clerk manager 2026-01-31"},
		{access.Action.ID + " " + access.Object.ID + " " + access.Scope.ID, "read customer team"},
		{ids(cat.Tests[2].Roles, func(r *catalog.Role) string { return r.ID }), "clerk approver"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}

func TestModulesGiveTheObjectsThatActionsApplyTo(t *testing.T) {
	t.Parallel()
	folder := mini(t)
	folder["sod.yaml"] = &fstest.MapFile{Data: []byte("functions:\n  - {id: f, name: F, any: [{modules: [money, trade], actions: [delete, create]}, {modules: [money, trade], actions: [export]}]}\n")}
	cat, diags, _ := loadFS(t, folder)
	if cat == nil {
		t.Fatal(briefs(diags))
	}
	f := cat.Function("f")
	if got := objectIDs(f.Any[0].Objects) + ", " + objectIDs(f.Any[1].Objects); got != "order customer refund, order customer" {
		t.Errorf("got %s", got)
	}
}

func TestFieldsOfSeveralObjects(t *testing.T) {
	t.Parallel()
	folder := mini(t)
	cat := strings.Replace(string(folder["catalog.yaml"].Data), "class: confidential}\n  - id: money",
		"class: confidential, fields: [{id: margin, name: M, class: internal}, {id: phone, name: P, class: internal}]}\n  - id: money", 1)
	folder["catalog.yaml"] = &fstest.MapFile{Data: []byte(cat)}
	folder["extra.yaml"] = &fstest.MapFile{Data: []byte(`id: extra
name: Extra
family: sales
overview: Text.
duties: []
permissions:
  allow:
    - {objects: [order, customer], actions: [read], scope: own, fields: {hidden: [margin], read_only: [phone]}}
`)}
	got, diags, _ := loadFS(t, folder)
	if got == nil {
		t.Fatal(briefs(diags))
	}
	g := got.Role("extra").Allow[0]
	if len(g.Hidden) != 2 || g.Hidden[0].Object.ID != "order" || g.Hidden[1].Object.ID != "customer" || len(g.ReadOnly) != 1 {
		t.Errorf("hidden %v, read-only %v", g.Hidden, g.ReadOnly)
	}
}

func TestPlainTextIsInTheFirstLanguage(t *testing.T) {
	t.Parallel()
	folder := mini(t)
	folder["catalog.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(string(folder["catalog.yaml"].Data), "[en, zh, ja]", "[ja, zh, en]", 1))}
	cat, _, _ := loadFS(t, folder)
	if v := cat.Role("auditor").Name.Versions; len(v) != 1 || v[0].Lang != "ja" {
		t.Errorf("versions %v", v)
	}
	if v := cat.Role("clerk").Name.Versions; v[0].Lang != "ja" || v[1].Lang != "zh" || v[2].Lang != "en" {
		t.Errorf("versions %v", v)
	}
}

func TestShippedCatalogIsFine(t *testing.T) {
	t.Parallel()
	cat, diags, _ := loadFS(t, os.DirFS("../../roles"))
	if cat == nil || len(cat.Roles) == 0 {
		t.Errorf("refused: %q", briefs(diags))
	}
}

func TestManyProblemsAreCut(t *testing.T) {
	t.Parallel()
	folder := mini(t)
	folder["tests.yaml"] = &fstest.MapFile{Data: []byte("- {role: clerk, can: [" + strings.Repeat("x,", 5000) + "x]}\n")}
	folder["zz.yaml"] = &fstest.MapFile{Data: []byte("id: zz\n")}
	_, diags, _ := loadFS(t, folder)
	if len(diags) != maxShown+1+5 {
		t.Fatalf("%d diagnostics", len(diags))
	}
	if last := diags[maxShown]; last.Code != diag.Limit || last.Msg.Count != 5001-maxShown {
		t.Errorf("last %+v", last)
	}
}

func TestLoadStops(t *testing.T) {
	t.Parallel()
	files, err := source.Read(t.Context(), mini(t))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if cat, diags := Load(ctx, files); cat != nil || diags != nil {
		t.Errorf("got %v, %v", cat, diags)
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"order", "order", 0},
		{"orders", "order", 1},
		{"oredr", "order", 1},
		{"kitten", "sitting", 3},
		{"订单", "订货单", 1},
		{"ca", "abc", 3}, // optimal string alignment, not full Damerau-Levenshtein
	} {
		if got := distance([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance([]rune(c.b), []rune(c.a)); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.b, c.a, got, c.want)
		}
	}
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	many := []string{"a1", "b1", "c1", "d1", "e1", "f1", "g1", "h1", "i1", "j1", "order-line"}
	for _, c := range []struct {
		name  string
		known []string
		want  []diag.Message
	}{
		{"ordr", nil, []diag.Message{diag.Msg("diag_none_known")}},
		{"ordr", []string{"quote", "order"}, []diag.Message{diag.Msg("diag_did_you_mean", "Name", "order"), diag.Msg("diag_known", "Names", []string{"quote", "order"})}},
		{"moon", []string{"quote", "order"}, []diag.Message{diag.Msg("diag_known", "Names", []string{"quote", "order"})}},
		{"order-lines", many, []diag.Message{diag.Msg("diag_did_you_mean", "Name", "order-line")}},
		{"zzzzzz", many, []diag.Message{diag.Msg("diag_nearest", "Names", []string{"a1", "b1", "c1"})}},
	} {
		if diff := cmp.Diff(c.want, Suggest(c.name, c.known)); diff != "" {
			t.Errorf("%s of %v: %s", c.name, c.known, diff)
		}
	}
}
