package analysis

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"rolebook/generator/catalog"
)

func TestCoverage(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, catalog, want string }{
		{"everything for a duty", `
			role r
			  duty d
			  allow read order own for d`, ""},
		{"a permission for nothing, a duty for nothing", `
			role r
			  duty d
			  allow read,update order own`, "r may read order; r may update order; r cannot work d"},
		{"one own grant of several says what for", `
			role r
			  duty d
			  allow read order own for d
			  allow read order all`, ""},
		{"inherited permissions are the other role's affair", `
			role base
			  allow read order own
			role r < base`, "base may read order"},
		{"an own grant counts where an inherited one dominates it", `
			role base
			  duty d
			  allow read order all for d
			role r < base
			  allow read order own`, "r may read order"},
		{"denied: no permission any more, and the duty suffers", `
			role r
			  duty d
			  allow read,update order own for d
			  deny update order`, "d of r lacks update order by r"},
		{"an inherited denial spoils a duty, too", `
			role base
			  deny update order,customer
			role r < base
			  duty d
			  duty e
			  allow update order,customer own for e
			  allow read order own for d`, "e of r lacks update order by base; e of r lacks update customer by base"},
		{"denying what serves no duty spoils none", `
			role r
			  duty d
			  allow read order own for d
			  allow update order own
			  deny update order`, ""},
		{"a review on its last day is not overdue", `
			role r
			  review month 2026-10-22`, ""},
		{"a day later it is", `
			role r
			  review month 2026-10-21
			role s
			  review year 2025-11-22`, "r due 2026-11-21, 1 days"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := Run(sketch(t, test.catalog), day(t, "2026-11-22"))
			if got := coverageText(r.Coverage); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func coverageText(c Coverage) string {
	var out []string
	for _, x := range c.PermissionsWithoutDuty {
		out = append(out, x.Role.ID+" may "+x.Action.ID+" "+x.Object.ID)
	}
	for _, x := range c.DutiesWithoutPermission {
		out = append(out, x.Role.ID+" cannot work "+x.Duty.ID)
	}
	for _, x := range c.UndoableDuties {
		by := idsOf(x.By, func(d *catalog.Denial) string { return d.Role.ID })
		out = append(out, x.Duty.ID+" of "+x.Role.ID+" lacks "+x.Action.ID+" "+x.Object.ID+" by "+by)
	}
	for _, x := range c.ReviewsOverdue {
		out = append(out, fmt.Sprintf("%s due %s, %d days", x.Role.ID, x.Due, x.Days))
	}
	return strings.Join(out, "; ")
}

func TestNothingIsOverdueWithoutADay(t *testing.T) {
	t.Parallel()
	r := Run(sketch(t, `
		role r
		  review month 2000-01-01
		  allow create,approve order own
		function f create order
		function g approve order
		rule s high 2 functions f g
		except s 2000-01-01 r`), catalog.Date{})
	if len(r.Coverage.ReviewsOverdue) != 0 || r.Findings[0].Status != Excepted {
		t.Errorf("overdue %v, findings %s", r.Coverage.ReviewsOverdue, briefs(r.Findings))
	}
}

func TestTranslationsMissing(t *testing.T) {
	t.Parallel()
	cat := sketch(t, `
		role r
		  duty d`)
	cat.Role("r").Overview = catalog.NewText("zh", "概述", "ja", "概要")
	r := Run(cat, catalog.Date{})
	got := ""
	for _, m := range r.Coverage.TranslationsMissing {
		s, _ := m.Text.In("en")
		got += fmt.Sprintf("%s %v; ", s, m.Languages)
	}
	if want := "r [zh ja]; 概述 [en]; d [zh ja]; "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestTextsGivesEveryText fills a catalog of every type there is and expects
// each text of it exactly once: a new field of type Text must be walked, too.
func TestTextsGivesEveryText(t *testing.T) {
	t.Parallel()
	f := &filler{seen: map[reflect.Type]bool{}}
	cat := &catalog.Catalog{}
	f.fill(reflect.ValueOf(cat).Elem(), "Catalog")
	cat.Modules[0].Objects = cat.Objects
	want := map[string]int{}
	for _, p := range f.texts {
		want[p]++
	}
	for text := range cat.Texts() {
		want[text.Path]--
	}
	for path, n := range want {
		if n != 0 {
			t.Errorf("%s: given %d times", path, 1-n)
		}
	}
	if len(want) < 35 {
		t.Errorf("only %d texts were filled in", len(want))
	}
}

func TestTextsStops(t *testing.T) {
	t.Parallel()
	n := 0
	for range sketch(t, "role a\nrole b").Texts() {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d texts", n)
	}
}

// filler gives every field a value, each type once, breadth first: so things
// are filled where they belong and not where they are only pointed at.
type filler struct {
	seen  map[reflect.Type]bool
	texts []string
}

func (f *filler) fill(v reflect.Value, path string) {
	var later []func()
	for i := range v.NumField() {
		field, name := v.Field(i), path+"."+v.Type().Field(i).Name
		if !field.CanSet() {
			continue
		}
		switch field.Kind() {
		case reflect.Slice:
			if x := f.element(field.Type().Elem()); x.IsValid() {
				field.Set(reflect.Append(field, x))
				later = append(later, func() { f.content(field.Index(0), name+"[0]") })
			}
		case reflect.Pointer, reflect.Struct:
			later = append(later, func() { f.content(field, name) })
		}
	}
	for _, do := range later {
		do()
	}
}

// element makes a value for a slice, unless its type has been filled elsewhere.
func (f *filler) element(t reflect.Type) reflect.Value {
	if t.Kind() == reflect.Pointer {
		if f.seen[t.Elem()] {
			return reflect.Value{}
		}
		f.seen[t.Elem()] = true
		return reflect.New(t.Elem())
	}
	return reflect.New(t).Elem()
}

func (f *filler) content(v reflect.Value, path string) {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch {
	case v.Kind() != reflect.Struct || v.Type() == reflect.TypeFor[catalog.Version]():
	case v.Type() == reflect.TypeFor[catalog.Text]():
		v.Set(reflect.ValueOf(catalog.Text{Path: path, Versions: []catalog.Version{{Lang: "en", Value: path}}}))
		f.texts = append(f.texts, path)
	default:
		f.fill(v, path)
	}
}
