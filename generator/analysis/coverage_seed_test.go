package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/generator/source"
)

var seedDay = catalog.Date{Year: 2026, Month: 11, Day: 22}

// TestSeededFaults plants faults of every kind in the shipped catalog, which
// has none that coverage tells of, and expects each of them and nothing else.
func TestSeededFaults(t *testing.T) {
	t.Parallel()
	before := report(analysis.Run(shippedCatalog(t), seedDay))
	for k := 1; k <= 8; k++ {
		t.Run(fmt.Sprint(k), func(t *testing.T) {
			t.Parallel()
			s := &planter{Rand: rand.New(rand.NewPCG(uint64(k), 5)), cat: shippedCatalog(t), faults: slices.Clone(before)}
			for range k {
				s.orphan()
				s.spoil()
				s.idle()
				s.untranslate()
				s.neglect()
			}
			for range k { // at the end, when no denial can end the finding any more
				s.expire(analysis.Run(s.cat, seedDay))
			}
			slices.Sort(s.faults)
			if diff := cmp.Diff(slices.Compact(s.faults), report(analysis.Run(s.cat, seedDay))); diff != "" {
				t.Errorf("-planted +found:\n%s", diff)
			}
			if len(s.faults) < len(before)+6*k {
				t.Errorf("only %d faults for %d of each kind", len(s.faults)-len(before), k)
			}
		})
	}
}

func shippedCatalog(t *testing.T) *catalog.Catalog {
	t.Helper()
	files, err := source.Read(t.Context(), os.DirFS("../../roles"))
	if err != nil {
		t.Fatal(err)
	}
	cat, list := load.Load(t.Context(), files)
	if cat == nil {
		t.Fatalf("the catalog is refused: %v", list)
	}
	return cat
}

// report lists what coverage tells, and the exceptions without effect, sorted.
func report(r *analysis.Result) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, x := range r.Coverage.PermissionsWithoutDuty {
		add("orphan %s %s %s", x.Role.ID, x.Action.ID, x.Object.ID)
	}
	for _, x := range r.Coverage.DutiesWithoutPermission {
		add("idle %s %s", x.Role.ID, x.Duty.ID)
	}
	for _, x := range r.Coverage.UndoableDuties {
		add("undoable %s %s %s %s", x.Role.ID, x.Duty.ID, x.Action.ID, x.Object.ID)
	}
	for _, x := range r.Coverage.TranslationsMissing {
		add("untranslated %v %s %v", x.Text.At.File, x.Text.Path, x.Languages)
	}
	for _, x := range r.Coverage.ReviewsOverdue {
		add("overdue %s %s", x.Role.ID, x.Due)
	}
	for _, x := range r.Expired {
		add("expired %s %v %t", x.Exception.Rule.ID, ids(x.Exception.Roles), x.Back)
	}
	slices.Sort(out)
	return out
}

func ids(roles []*catalog.Role) []string {
	var out []string
	for _, r := range roles {
		out = append(out, r.ID)
	}
	return out
}

// planter plants faults, and notes what each should be reported as.
type planter struct {
	*rand.Rand
	cat    *catalog.Catalog
	faults []string
}

func (s *planter) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

func (s *planter) role() *catalog.Role { return s.cat.Roles[s.IntN(len(s.cat.Roles))] }

// orphan grants a role what it neither has nor is denied, for no duty.
func (s *planter) orphan() {
	for {
		r, o := s.role(), s.cat.Objects[s.IntN(len(s.cat.Objects))]
		a := o.Actions[s.IntN(len(o.Actions))]
		if p := analysis.Effective(r); p.Denial(o, a) == nil && !granted(r, o, a, nil) {
			r.Allow = append(r.Allow, &catalog.Grant{Role: r, Objects: []*catalog.Object{o}, Actions: []*catalog.Action{a}, Scope: s.cat.Scopes[0]})
			s.fault("orphan %s %s %s", r.ID, a.ID, o.ID)
			return
		}
	}
}

// spoil denies a role what one of its duties needs; the duties of heirs may
// suffer as well.
func (s *planter) spoil() {
	for {
		r := s.role()
		g := r.Allow[s.IntN(len(r.Allow))]
		o, a := g.Objects[s.IntN(len(g.Objects))], g.Actions[s.IntN(len(g.Actions))]
		if len(g.For) == 0 || !o.Applies(a) || analysis.Effective(r).Denial(o, a) != nil {
			continue
		}
		r.Deny = append(r.Deny, &catalog.Denial{Role: r, Objects: []*catalog.Object{o}, Actions: []*catalog.Action{a}})
		for _, heir := range s.cat.Roles {
			if !inherits(heir, r) {
				continue
			}
			for _, d := range heir.Duties {
				if granted(heir, o, a, d) {
					s.fault("undoable %s %s %s %s", heir.ID, d.ID, a.ID, o.ID)
				}
			}
			orphan := fmt.Sprintf("orphan %s %s %s", heir.ID, a.ID, o.ID)
			s.faults = slices.DeleteFunc(s.faults, func(f string) bool { return f == orphan })
		}
		return
	}
}

func inherits(heir, from *catalog.Role) bool {
	return heir == from || slices.ContainsFunc(heir.Inherits, func(p *catalog.Role) bool { return inherits(p, from) })
}

// granted reports whether the role's own grants give something, for a duty if
// one is named.
func granted(r *catalog.Role, o *catalog.Object, a *catalog.Action, d *catalog.Duty) bool {
	return slices.ContainsFunc(r.Allow, func(g *catalog.Grant) bool {
		return slices.Contains(g.Objects, o) && slices.Contains(g.Actions, a) && (d == nil || slices.Contains(g.For, d))
	})
}

// idle gives a role a duty and nothing to do it with.
func (s *planter) idle() {
	r := s.role()
	d := &catalog.Duty{ID: fmt.Sprintf("idle-%d", len(r.Duties)), Name: catalog.NewText("zh", "空", "en", "Idle", "ja", "空")}
	r.Duties = append(r.Duties, d)
	s.fault("idle %s %s", r.ID, d.ID)
}

// untranslate takes a version from a text that has all.
func (s *planter) untranslate() {
	all := slices.Collect(s.cat.Texts())
	for {
		t := all[s.IntN(len(all))]
		if i := s.IntN(len(s.cat.Languages)); len(t.Versions) == len(s.cat.Languages) && complete(t, s.cat) && t.Path != "" {
			lost := t.Versions[i].Lang
			t.Versions[i] = t.Versions[(i+1)%len(t.Versions)] // the catalog's text has the same versions
			s.fault("untranslated %v %s %v", t.At.File, t.Path, []catalog.Lang{lost})
			return
		}
	}
}

func complete(t catalog.Text, cat *catalog.Catalog) bool {
	return !slices.ContainsFunc(cat.Languages, func(l catalog.Lang) bool { return !t.Has(l) })
}

// neglect lets a review pass its day.
func (s *planter) neglect() {
	for {
		r := s.role()
		if r.Review == nil || r.Review.Due().Before(seedDay) {
			continue
		}
		r.Review = &catalog.Review{Every: "year", Last: catalog.Date{Year: 2025, Month: 11, Day: 1 + s.IntN(21)}}
		s.fault("overdue %s %s", r.ID, r.Review.Due())
		return
	}
}

// expire adds an exception to a finding that has none, past its last day; one
// for the same roles that ends on the very day is no fault.
func (s *planter) expire(r *analysis.Result) {
	for _, i := range s.Perm(len(r.Findings)) {
		f := r.Findings[i]
		if f.Exception != nil {
			continue
		}
		until := catalog.Date{Year: 2026, Month: 11, Day: 21 + s.IntN(2)}
		s.cat.Exceptions = append(s.cat.Exceptions, &catalog.Exception{Rule: f.Rule, Roles: f.Roles, Until: until})
		if until.Before(seedDay) {
			s.fault("expired %s %v true", f.Rule.ID, ids(f.Roles))
			return
		}
	}
}
