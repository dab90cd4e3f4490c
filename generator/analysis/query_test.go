package analysis

import (
	"strings"
	"testing"

	"rolebook/generator/catalog"
	"rolebook/generator/locale"
)

const queried = `
role base
  allow read order own
  allow approve order all if four-eyes
  deny delete order
role a < base
  allow read order team if logged
  allow create,delete order own
  deny update order
role b
  allow update order own`

func TestCan(t *testing.T) {
	t.Parallel()
	cat := sketch(t, queried)
	m := NewMatrix(cat)
	tests := []struct {
		ask  string // roles action object [scope]
		want string // reason, paths | short | denied | others
		wide string // widest and free scope
	}{
		{"a read order", "granted a<a read order team if logged, a<base read order own |  |  | ", "team own"},
		{"a read order team", "granted a<a read order team if logged | a<base read order own |  | ", "team own"},
		{"a read order all", "too-narrow  | a<a read order team if logged, a<base read order own |  | ", "team own"},
		{"a approve order all", "granted a<base approve order all if four-eyes |  |  | ", "all -"},
		{"a delete order", "denied  |  | a by base lost own<a | a read, a create, a approve", "- -"},
		{"a update order", "denied  |  | a by a lost  | a read, a create, a approve", "- -"},
		{"a,b update order", "granted b<b update order own |  | a by a lost  | ", "own own"},
		{"a,b read order own", "granted a<a read order team if logged, a<base read order own |  |  | ", "team own"},
		{"b approve order", "missing  |  |  | b update", "- -"},
		{"b read customer", "missing  |  |  | ", "- -"},
		{"b export refund", "not-applicable  |  |  | ", "- -"},
	}
	for _, test := range tests {
		t.Run(test.ask, func(t *testing.T) {
			t.Parallel()
			roles, access := question(cat, test.ask)
			a := m.Can(roles, access)
			if got := answerText(a); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if a.Allowed != (a.Reason == Granted) {
				t.Errorf("allowed %t, reason %s", a.Allowed, a.Reason)
			}
			widest, free := a.Widest()
			if got := scopeID(widest) + " " + scopeID(free); got != test.wide {
				t.Errorf("widest %q, want %q", got, test.wide)
			}
		})
	}
}

func question(cat *catalog.Catalog, s string) ([]*catalog.Role, catalog.Access) {
	w := strings.Fields(s)
	var roles []*catalog.Role
	for _, id := range strings.Split(w[0], ",") {
		roles = append(roles, cat.Role(id))
	}
	a := catalog.Access{Action: cat.Action(w[1]), Object: cat.Object(w[2])}
	if len(w) > 3 {
		a.Scope = cat.Scope(w[3])
	}
	return roles, a
}

func answerText(a Answer) string {
	var denied, others []string
	for _, d := range a.Denied {
		by := idsOf(d.Denied.By, func(x *catalog.Denial) string { return x.Role.ID })
		denied = append(denied, d.Role.ID+" by "+by+" lost "+heldAs(d.Denied.Lost))
	}
	for _, o := range a.Others {
		others = append(others, o.Role.ID+" "+o.Cell.Action.ID)
	}
	return string(a.Reason) + " " + pathTexts(a.Paths) + " | " + pathTexts(a.Short) + " | " + strings.Join(denied, ", ") + " | " + strings.Join(others, ", ")
}

func pathTexts(paths []Path) string {
	var out []string
	for _, p := range paths {
		out = append(out, pathText(p))
	}
	return strings.Join(out, ", ")
}

func scopeID(s *catalog.Scope) string {
	if s == nil {
		return "-"
	}
	return s.ID
}

func TestWhoCan(t *testing.T) {
	t.Parallel()
	cat := sketch(t, queried)
	m := NewMatrix(cat)
	for ask, want := range map[string]string{
		"- read order":        "a: a<a read order team if logged, a<base read order own; base: base<base read order own",
		"- read order team":   "a: a<a read order team if logged",
		"- update order":      "b: b<b update order own",
		"- approve order all": "a: a<base approve order all if four-eyes; base: base<base approve order all if four-eyes",
		"- delete order":      "",
	} {
		_, access := question(cat, ask)
		var got []string
		for _, h := range m.WhoCan(access) {
			got = append(got, h.Role.ID+": "+pathTexts(h.Paths))
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s: got %q, want %q", ask, s, want)
		}
	}
}

func TestWhy(t *testing.T) {
	t.Parallel()
	cat := sketch(t, queried)
	m := NewMatrix(cat)
	for ask, want := range map[string]string{
		"a read order":     "a may read order, scope team, only under logged\na may read order, scope own (inherited from base)",
		"b update order":   "b may update order, scope own",
		"a read order all": "Granted as far as scope team, which does not reach all.\na may read order, scope team, only under logged\na may read order, scope own (inherited from base)",
		"a delete order":   "a is denied it by a denial inherited from base.\nWithout the denial, the grant of a would allow it at scope own.\nWhat a may do on order: read, create, approve.",
		"a update order":   "a is denied it by a denial of its own.\nWhat a may do on order: read, create, approve.",
		"b approve order":  "Nothing grants approve on order.\nWhat b may do on order: update.",
		"b export refund":  "refund has no action export.",
	} {
		roles, access := question(cat, ask)
		for _, lang := range catalog.AllLanguages {
			var lines []string
			for _, msg := range m.Can(roles, access).Why() {
				lines = append(lines, locale.New(lang).Message(msg))
			}
			got := strings.Join(lines, "\n")
			if lang == catalog.English && got != want {
				t.Errorf("%s: got\n%s\nwant\n%s", ask, got, want)
			}
			if strings.ContainsAny(got, "⟦⟧") || strings.Contains(got, "<no value>") || got == "" {
				t.Errorf("%s in %s: %s", ask, lang, got)
			}
		}
	}
}

func TestAccessTests(t *testing.T) {
	t.Parallel()
	cat := sketch(t, queried+`
		test a can read order team
		test a can read order all
		test a cannot delete order
		test a cannot approve order
		test a,b can update order`)
	r := Run(cat, catalog.Date{})
	var got []string
	for _, test := range r.Tests {
		for _, e := range test.Entries {
			word := map[bool]string{true: "can", false: "cannot"}[e.Can]
			result := map[bool]string{true: "passed", false: "failed"}[e.Passed]
			got = append(got, idsOf(test.Test.Roles, roleID)+" "+word+" "+e.Access.Action.ID+" "+result+" "+string(e.Answer.Reason))
		}
		if test.Passed() != (test.Failed() == 0) {
			t.Errorf("passed %t with %d failed", test.Passed(), test.Failed())
		}
	}
	want := `a can read passed granted
a can read failed too-narrow
a cannot delete passed denied
a cannot approve failed granted
a,b can update passed granted`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

func TestAccessTestsOfOrderDesk(t *testing.T) {
	t.Parallel()
	r := Run(sketch(t, orderDesk), catalog.Date{})
	for _, test := range r.Tests {
		if !test.Passed() {
			t.Errorf("%s: %+v", idsOf(test.Test.Roles, roleID), test.Entries)
		}
	}
	if len(r.Tests) != 12 {
		t.Errorf("%d tests", len(r.Tests))
	}
}
