package analysis

import (
	"strings"
	"testing"

	"rolebook/generator/catalog"
)

// orderDesk is a small trading company with every kind of finding.
const orderDesk = `
role clerk
  duty order-entry
  duty customer-care
  allow create,read,update order own for order-entry hide margin
  allow read customer team for customer-care
  review quarter 2026-09-30
role manager < approver
  duty lead
  allow read,update customer team for lead
  allow read customer all if logged
role approver
  duty decide
  allow read,approve order team for decide
role auditor
  duty audit
  allow read order,customer,refund all for audit
  allow export customer all if logged
role director < manager
  duty answer
  allow read,approve refund all for answer
  deny update customer
role peer-approver
  duty peer
  allow create order own for peer
  allow approve order team if four-eyes for peer
role trainee draft < clerk
  duty learn
  allow approve order own
  deny create order
function place-order create order
function approve-order approve order team
function handle-money create,approve refund
function take-data-out export customer
rule s01 critical 2 functions place-order approve-order
rule s02 medium 2 functions approve-order handle-money take-data-out
rule s03 high 2 roles clerk auditor
except s02 2026-12-31 director
except s01 2026-01-31 manager clerk
test clerk can create order
test clerk can update order own
test clerk can read customer team
test clerk cannot approve order
test clerk cannot read order team
test clerk cannot export customer
test trainee cannot create order
test clerk,approver can approve order team
test clerk,approver can create order
test director can read customer all
test director can approve order team
test director cannot update customer`

// brief writes a finding without its paths.
func brief(f *Finding) string {
	s := f.Rule.ID + " " + string(f.Kind()) + " " + idsOf(f.Roles, roleID) + " " + string(f.Severity()) + " " + f.Status.String()
	s += " [" + idsOf(f.Functions(), func(p Performed) string { return p.ID }) + "]"
	if f.Exception != nil {
		s += " until " + f.Exception.Until.String()
		if f.Expired {
			s += " expired"
		}
	}
	return s
}

func briefs(findings []*Finding) string {
	var lines []string
	for _, f := range findings {
		lines = append(lines, brief(f))
	}
	return strings.Join(lines, "\n")
}

func TestFindings(t *testing.T) {
	t.Parallel()
	r := Run(sketch(t, orderDesk), day(t, "2026-11-22"))
	want := `s01 role peer-approver critical mitigated [approve-order,place-order]
s01 combination approver,clerk critical open [approve-order,place-order]
s01 combination approver,peer-approver critical open [approve-order,place-order]
s01 combination clerk,director critical open [approve-order,place-order]
s01 combination clerk,manager critical open [approve-order,place-order] until 2026-01-31 expired
s01 combination director,peer-approver critical open [approve-order,place-order]
s01 combination manager,peer-approver critical open [approve-order,place-order]
s03 combination auditor,clerk high open [auditor,clerk]
s03 combination auditor,trainee high open [auditor,clerk]
s02 role director medium excepted [approve-order,handle-money] until 2026-12-31
s02 combination approver,auditor medium open [approve-order,take-data-out]
s02 combination auditor,manager medium open [approve-order,take-data-out]
s02 combination auditor,peer-approver medium mitigated [approve-order,take-data-out]`
	if got := briefs(r.Findings); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if n := r.Count(CombinationKind, Open); n.Int64() != 10 {
		t.Errorf("counted %s open combinations", n)
	}
}

func TestFindingStatus(t *testing.T) {
	t.Parallel()
	const functions = `
		function f create order
		function g approve order
		function h export order
		`
	tests := []struct{ name, catalog, want string }{
		{
			"one role by itself", `
			role a
			  allow create,approve order own
			rule s high 2 functions f g`,
			"s role a high open [f,g]",
		},
		{
			"the smaller set hides the larger", `
			role a
			  allow create,approve order own
			role b
			  allow create order own
			rule s high 2 functions f g`,
			"s role a high open [f,g]",
		},
		{
			"a mitigated conflict hides no open one", `
			role a
			  allow create order own
			  allow approve order own if four-eyes
			role b
			  allow approve order own
			rule s high 2 functions f g`,
			"s role a high mitigated [f,g]\ns combination a,b high open [f,g]",
		},
		{
			"a second, unmitigated grant keeps it open", `
			role a
			  allow create order own
			  allow approve order all if four-eyes
			  allow approve order own if logged
			rule s high 2 functions f g`,
			"s role a high open [f,g]",
		},
		{
			"what is open in the second count only counts as open", `
			role a
			  allow create order own
			  allow approve order own if four-eyes
			role b
			  allow create order own if four-eyes
			  allow approve order own
			rule s high 2 functions f g`,
			"s role a high mitigated [f,g]\ns role b high mitigated [f,g]\ns combination a,b high open [f,g]",
		},
		{
			"three of three, by three roles", `
			role a
			  allow create order own
			role b
			  allow approve order own
			role c
			  allow export order own
			rule s high 3 functions f g h`,
			"s combination a,b,c high open [f,g,h]",
		},
		{
			"two of three, all functions are told", `
			role a
			  allow create,approve order own
			  allow export order own if four-eyes
			rule s high 2 functions f g h`,
			"s role a high open [f,g,h]",
		},
		{
			"deprecated roles are in nothing, what they pass on is", `
			role old deprecated
			  allow create order own
			role a < old
			role b
			  allow approve order own
			rule s high 2 functions f g`,
			"s combination a,b high open [f,g]",
		},
		{
			"drafts are in findings", `
			role a draft
			  allow create,approve order own
			rule s high 2 functions f g`,
			"s role a high open [f,g]",
		},
		{
			"listed roles are held by those that inherit", `
			role a
			role b
			role c < a b
			role d < a
			rule s high 2 roles a b`,
			"s role c high open [a,b]\ns combination a,b high open [a,b]\ns combination b,d high open [a,b]",
		},
		{
			"a listed deprecated role lives on in its heirs", `
			role a deprecated
			role b
			role c < a
			rule s high 2 roles a b`,
			"s combination b,c high open [a,b]",
		},
		{
			"denials open no way round", `
			role a
			  allow create,approve order own
			  deny approve order
			rule s high 2 functions f g`,
			"",
		},
		{
			"by severity, rule, size and roles", `
			role a
			  allow create order own
			role b
			  allow approve order own
			role c
			  allow create,approve order own
			rule t low 2 functions f g
			rule s low 2 functions f g
			rule z critical 2 functions f g`,
			"z role c critical open [f,g]\nz combination a,b critical open [f,g]\n" +
				"s role c low open [f,g]\ns combination a,b low open [f,g]\n" +
				"t role c low open [f,g]\nt combination a,b low open [f,g]",
		},
		{
			"an exception accepts until the end of its day", `
			role a
			  allow create,approve order own
			rule s high 2 functions f g
			except s 2026-11-22 a`,
			"s role a high excepted [f,g] until 2026-11-22",
		},
		{
			"an expired one changes nothing", `
			role a
			  allow create,approve order own
			rule s high 2 functions f g
			except s 2026-11-21 a`,
			"s role a high open [f,g] until 2026-11-21 expired",
		},
		{
			"a mitigated finding can be excepted, too", `
			role a
			  allow create order own
			  allow approve order own if four-eyes
			rule s high 2 functions f g
			except s 2027-01-01 a`,
			"s role a high excepted [f,g] until 2027-01-01",
		},
		{
			"the exception that expires last counts", `
			role a
			  allow create,approve order own
			rule s high 2 functions f g
			except s 2027-01-01 a
			except s 2027-03-01 a
			except s 2026-01-01 a`,
			"s role a high excepted [f,g] until 2027-03-01",
		},
		{
			"exceptions are for exactly their roles and rule", `
			role a
			  allow create order own
			role b
			  allow approve order own
			rule s high 2 functions f g
			rule t high 2 functions f g
			except s 2027-01-01 a
			except t 2027-01-01 b a`,
			"s combination a,b high open [f,g]\nt combination a,b high excepted [f,g] until 2027-01-01",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := Run(sketch(t, functions+test.catalog), day(t, "2026-11-22"))
			if got := briefs(r.Findings); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestFindingPaths(t *testing.T) {
	t.Parallel()
	cat := sketch(t, `
		role base
		  allow create order own
		role a < base
		  allow create order all if logged
		  allow approve order own
		  allow approve refund own
		role b
		  allow approve order,refund team if four-eyes
		function make create order
		function decide approve order team
		function decide approve refund
		rule s high 2 functions make decide
		rule t low 2 roles base b`)
	r := Run(cat, catalog.Date{})
	var got []string
	for _, f := range r.Findings {
		got = append(got, brief(f))
		for _, p := range f.Functions() {
			for _, path := range p.Paths {
				got = append(got, "  "+p.ID+" "+pathText(path))
			}
		}
	}
	want := `s role a high open [decide,make]
  decide a<a approve refund own
  make a<a create order all if logged
  make a<base create order own
s combination b,base high mitigated [decide,make]
  decide b<b approve order team if four-eyes
  decide b<b approve refund team if four-eyes
  make base<base create order own
t combination a,b low open [b,base]
  b b<b
  base a<base
t combination b,base low open [b,base]
  b b<b
  base base<base`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

// pathText writes a path as "role<from action object scope if conditions".
func pathText(p Path) string {
	s := p.Role.ID + "<" + p.From.ID
	if p.Object != nil {
		s += " " + p.Action.ID + " " + p.Object.ID + " " + p.Scope.ID
	}
	if len(p.When) > 0 {
		s += " if " + idsOf(p.When, func(c *catalog.Condition) string { return c.ID })
	}
	return s
}

func TestMatrixMarks(t *testing.T) {
	t.Parallel()
	cat := sketch(t, `
		role a
		  allow create,read order own
		  allow approve order own if four-eyes
		  allow export order all
		role b
		  allow approve order all
		function make create order
		function decide approve order
		function leak export order
		rule s02 critical 2 functions make decide
		rule s01 low 2 functions make leak
		rule s03 low 2 roles a b`)
	r := Run(cat, catalog.Date{})
	want := map[string]string{"create": "s01,s02 open low", "approve": "s02 mitigated critical", "export": "s01 open low", "read": ""}
	for action, mark := range want {
		c := r.Matrix.Cell(cat.Role("a"), cat.Object("order"), cat.Action(action))
		got := strings.Join(c.Rules(), ",")
		if w := c.Worst(); w != nil {
			got += " " + w.Status.String() + " " + string(w.Severity())
		}
		if got != mark {
			t.Errorf("%s: got %q, want %q", action, got, mark)
		}
	}
	if c := r.Matrix.Cell(cat.Role("b"), cat.Object("order"), cat.Action("approve")); len(c.Conflicts) != 0 {
		t.Errorf("a combination marks the cell of one role: %v", c.Rules())
	}
}

// TestRunsAgree analyses one catalog twice and expects the same findings.
func TestRunsAgree(t *testing.T) {
	t.Parallel()
	first := Run(sketch(t, orderDesk), day(t, "2026-11-22"))
	for range 20 {
		again := Run(sketch(t, orderDesk), day(t, "2026-11-22"))
		if a, b := briefs(first.Findings), briefs(again.Findings); a != b {
			t.Fatalf("findings differ:\n%s\n%s", a, b)
		}
	}
}
