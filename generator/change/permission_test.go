package change

import (
	"slices"
	"strings"
	"testing"

	"rolebook/generator/analysis"
)

// between compares two plans.
func between(before, after plan) *Change {
	return Between(analysis.Run(before.catalog(), today), analysis.Run(after.catalog(), today))
}

// grants makes grants on one object by one action: a scope and the conditions
// that it takes, each a figure.
func grants(list ...string) []planGrant {
	var out []planGrant
	for _, s := range list {
		g := planGrant{Objects: []int{0}, Actions: []int{0}, Scope: int(s[0] - '0')}
		for _, c := range s[1:] {
			g.When = append(g.When, int(c-'0'))
		}
		out = append(out, g)
	}
	return out
}

func TestEffects(t *testing.T) {
	t.Parallel()
	deny := grants("0")
	for _, c := range []struct {
		name               string
		old, now           []planGrant
		oldDenied, nowDeny []planGrant
		want               string
	}{
		{name: "nothing"},
		{name: "same", old: grants("1"), now: grants("1")},
		{name: "said twice", old: grants("1"), now: grants("1", "1", "0")},
		{name: "granted", now: grants("1"), want: "gained"},
		{name: "taken", old: grants("1"), want: "lost"},
		{name: "farther", old: grants("0"), now: grants("2"), want: "widened"},
		{name: "nearer", old: grants("2"), now: grants("1"), want: "narrowed"},
		{name: "freely", old: grants("10"), now: grants("1"), want: "loosened"},
		{name: "on condition", old: grants("1"), now: grants("10"), want: "tightened"},
		{name: "on another condition", old: grants("10"), now: grants("11"), want: "loosened tightened"},
		{name: "farther on condition", old: grants("0"), now: grants("20"), want: "widened tightened"},
		{name: "farther, too, on condition", old: grants("0"), now: grants("0", "20"), want: "widened"},
		{name: "nearer and freely", old: grants("20"), now: grants("0"), want: "loosened narrowed"},
		{name: "farther on another condition", old: grants("00"), now: grants("21"), want: "widened loosened tightened"},
		{name: "denied", old: grants("1"), now: grants("1"), nowDeny: deny, want: "lost"},
		{name: "denied no more", old: grants("1"), now: grants("1"), oldDenied: deny, want: "gained"},
		{name: "denied for nothing", nowDeny: deny, want: "denied"},
		{name: "denied for nothing no more", oldDenied: deny, want: "undenied"},
		{name: "denied, and more to deny", old: grants("0"), now: grants("2"), oldDenied: deny, nowDeny: deny},
	} {
		before, after := plan{Roles: []planRole{{ID: "r", Allow: c.old, Deny: c.oldDenied}}}, plan{Roles: []planRole{{ID: "r", Allow: c.now, Deny: c.nowDeny}}}
		var got []string
		for _, p := range between(before, after).Permissions {
			got = append(got, p.Effect.Names()...)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, not %s", c.name, got, c.want)
		}
	}
}

// A change shows at the role and its heirs, with where it comes from.
func TestOrigin(t *testing.T) {
	t.Parallel()
	line := func(base, middle []planGrant, deny []planGrant) plan {
		return plan{Roles: []planRole{
			{ID: "base", Allow: base, Deny: deny},
			{ID: "middle", Inherits: []int{0}, Allow: middle},
			{ID: "top", Inherits: []int{1}},
		}}
	}
	for _, c := range []struct {
		name        string
		before, now plan
		want        []string
	}{
		{"granted at the base", line(nil, nil, nil), line(grants("0"), nil, nil), []string{
			"gained: base a0 o0 from base", "gained: middle a0 o0 from base", "gained: top a0 o0 from base",
		}},
		{"what an heir has already is no change", line(nil, grants("2"), nil), line(grants("0"), grants("2"), nil), []string{
			"gained: base a0 o0 from base",
		}},
		{"taken at the base, granted in the middle", line(grants("0"), nil, nil), line(nil, grants("0"), nil), []string{
			"grounds: middle a0 o0 from base+middle", "grounds: top a0 o0 from base+middle", "lost: base a0 o0 from base",
		}},
		{"denied at the base", line(nil, grants("1"), nil), line(nil, grants("1"), grants("0")), []string{
			"denied: base a0 o0 from base", "lost: middle a0 o0 from base", "lost: top a0 o0 from base",
		}},
		{"granted in the middle and denied no more", line(nil, nil, grants("0")), line(nil, grants("1"), nil), []string{
			"gained: middle a0 o0 from base+middle", "gained: top a0 o0 from base+middle", "undenied: base a0 o0 from base",
		}},
	} {
		if got := summary(between(c.before, c.now)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}
