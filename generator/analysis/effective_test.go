package analysis

import (
	"strings"
	"testing"

	"rolebook/generator/catalog"
)

func TestEffective(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, catalog string
		want          string // cells of role r, one a line
	}{
		{
			"own grants, in catalog order", `
			role r
			  duty d
			  allow update,read customer,order own for d`,
			"read order: own<r for d\nupdate order: own<r for d\nread customer: own<r for d\nupdate customer: own<r for d",
		},
		{
			"actions that do not apply are left out", `
			role r
			  allow read,export refund,order own`,
			"read order: own<r\nexport order: own<r\nread refund: own<r",
		},
		{
			"a wider scope dominates", `
			role r
			  allow read order own
			  allow read order all`,
			"read order: all<r",
		},
		{
			"an unconditional grant dominates a conditional one of its scope", `
			role r
			  allow read order team if logged
			  allow read order team`,
			"read order: team<r",
		},
		{
			"a conditional wider grant dominates nothing narrower without conditions", `
			role r
			  allow read order team
			  allow read order all if logged`,
			"read order: team<r; all<r if logged",
		},
		{
			"fewer conditions dominate more", `
			role r
			  allow read order own if logged,four-eyes
			  allow read order team if logged`,
			"read order: team<r if logged",
		},
		{
			"different conditions stand side by side", `
			role r
			  allow read order own if four-eyes
			  allow read order own if logged`,
			"read order: own<r if four-eyes; own<r if logged",
		},
		{
			"of equals the role's own stays, wherever it is written", `
			role base
			  allow read order team
			role r < base
			  allow read order team`,
			"read order: team<r",
		},
		{
			"of inherited equals the nearest stays", `
			role a-far
			  allow read order team
			role b < a-far
			role c
			  allow read order team
			role r < b c`,
			"read order: team<c",
		},
		{
			"equal grants of one role bring their duties together", `
			role r
			  duty d
			  duty e
			  allow read order team for d
			  allow read,update order team for e,d`,
			"read order: team<r for d,e\nupdate order: team<r for e,d",
		},
		{
			"equal grants of other roles keep their duties to themselves", `
			role base
			  duty b
			  allow read order team for b
			role r < base
			  duty d
			  allow read order team for d`,
			"read order: team<r for d",
		},
		{
			"nearest first among what stays", `
			role far
			  allow read order all if four-eyes,logged
			role near < far
			  allow read order team if logged
			role r < near
			  allow read order own`,
			"read order: own<r; team<near if logged; all<far if four-eyes,logged",
		},
		{
			"a role inherited twice counts once", `
			role top
			  allow read order own
			role x < top
			role y < top
			role r < x y`,
			"read order: own<top",
		},
		{
			"own denial beats inherited grants", `
			role base
			  allow read,update order all
			role r < base
			  deny update order`,
			"read order: all<base",
		},
		{
			"inherited denial beats own grants", `
			role base
			  deny update order
			role r < base
			  allow read,update order all`,
			"read order: all<r",
		},
		{
			"a denial of one parent beats the grant of the other", `
			role x
			  allow read order all
			role y
			  deny read order
			role r < x y`,
			"",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			cat := sketch(t, test.catalog)
			var got []string
			p := Effective(cat.Role("r"))
			for i := range p.Cells {
				got = append(got, heldIn(&p.Cells[i]))
			}
			if s := strings.Join(got, "\n"); s != test.want {
				t.Errorf("got\n%s\nwant\n%s", s, test.want)
			}
		})
	}
}

func TestEffectiveDenied(t *testing.T) {
	t.Parallel()
	cat := sketch(t, `
		role base
		  allow read,update order team
		  deny delete,export refund,order
		role r < base
		  duty d
		  allow update order all for d
		  allow update order team
		  deny update,delete order`)
	p := Effective(cat.Role("r"))
	var got []string
	for _, d := range p.Denied {
		by := idsOf(d.By, func(x *catalog.Denial) string { return x.Role.ID })
		got = append(got, d.Action.ID+" "+d.Object.ID+" by "+by+" lost "+heldAs(d.Lost))
	}
	want := `update order by r lost all<r for d
delete order by r,base lost 
export order by base lost 
delete refund by base lost `
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
	if d := p.Denial(cat.Object("order"), cat.Action("delete")); d == nil || len(d.By) != 2 {
		t.Errorf("Denial(order, delete) = %v", d)
	}
	if d := p.Denial(cat.Object("order"), cat.Action("read")); d != nil {
		t.Errorf("Denial(order, read) = %v, want none", d)
	}
	if c := p.Cell(cat.Object("order"), cat.Action("read")); heldIn(c) != "read order: team<base" {
		t.Errorf("Cell(order, read) = %s", heldIn(c))
	}
	if c := p.Cell(cat.Object("order"), cat.Action("update")); c != nil {
		t.Errorf("Cell(order, update) = %s, want nothing", heldIn(c))
	}
}

func TestCellWidest(t *testing.T) {
	t.Parallel()
	cat := sketch(t, `
		role r
		  allow read order all if logged
		  allow read order team
		  allow update order own if logged`)
	p := Effective(cat.Role("r"))
	wide, free := p.Cell(cat.Object("order"), cat.Action("read")).Widest()
	if wide.ID != "all" || free.ID != "team" {
		t.Errorf("read: widest %s, free %s", wide.ID, free.ID)
	}
	wide, free = p.Cell(cat.Object("order"), cat.Action("update")).Widest()
	if wide.ID != "own" || free != nil {
		t.Errorf("update: widest %s, free %v", wide.ID, free)
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, catalog, want string }{
		{"hidden by the only grant", `
			role r
			  allow read order all hide margin`, "hidden read||"},
		{"hidden by all grants", `
			role base
			  allow read order own hide margin
			role r < base
			  allow read order all hide margin`, "hidden read||"},
		{"one grant shows it", `
			role base
			  allow read order all
			role r < base
			  allow read order all if logged hide margin`, ""},
		{"a dominated grant shows it within its reach", `
			role r
			  allow read order own
			  allow read order all hide margin`, ""},
		{"a denied grant shows nothing", `
			role r
			  allow read,update order all hide margin
			  allow update order team
			  deny update order`, "hidden read||"},
		{"seen by one action, fixed for another", `
			role r
			  allow read order team
			  allow read,create,update order own lock margin`, "read_only |create,update|read"},
		{"hidden and read-only", `
			role r
			  allow read order all hide margin
			  allow update order team lock margin`, "read_only read|update|"},
		{"an object without limits", `
			role r
			  allow read order all`, ""},
		{"a limit on another object's grant", `
			role r
			  allow read order all
			  allow read customer all hide margin`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			cat := sketch(t, test.catalog)
			got := ""
			for _, f := range Effective(cat.Role("r")).Fields(cat.Object("order")) {
				got += f.Level().String() + " " + actionIDs(f.Hidden) + "|" + actionIDs(f.ReadOnly) + "|" + actionIDs(f.Open)
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func actionIDs(list []*catalog.Action) string {
	return idsOf(list, func(a *catalog.Action) string { return a.ID })
}
