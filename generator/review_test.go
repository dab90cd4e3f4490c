package generator_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	output "rolebook/generator/output/csv"
	"rolebook/generator/review"
)

var reviewDay = catalog.Date{Year: 2026, Month: 11, Day: 22}

// reviewed is a catalog in memory, to be reviewed and changed.
type reviewed struct {
	t     *testing.T
	files fstest.MapFS
}

func (c reviewed) put(name, text string) { c.files[name] = &fstest.MapFile{Data: []byte(text)} }

func (c reviewed) open() *generator.Project {
	c.t.Helper()
	p, err := generator.Read(c.t.Context(), c.files)
	if err != nil || p.Diagnostics.HasErrors() {
		c.t.Fatalf("%v %v", err, p.Diagnostics)
	}
	p.Analysis = analysis.Run(p.Catalog, reviewDay)
	return p
}

// sheet is the CSV of a pack, with the decisions that decide gives by the id of
// a line: decision and comment.
func (c reviewed) sheet(b *book.Book, pack *review.Pack, decide func(id string) (string, string)) []byte {
	c.t.Helper()
	var out bytes.Buffer
	if err := output.WriteReview(&out, b, pack); err != nil {
		c.t.Fatal(err)
	}
	return filled(c.t, out.Bytes(), decide)
}

// filled writes decisions into a sheet.
func filled(t *testing.T, data []byte, decide func(id string) (string, string)) []byte {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	id := slices.Index(review.Columns, review.IDColumn)
	at := slices.Index(review.Columns, review.DecisionColumn)
	for _, row := range rows[1:] {
		row[at], row[at+1] = decide(row[id])
	}
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// keepAll keeps everything, and says so only where it must.
func keepAll(id string) (string, string) {
	if strings.HasPrefix(id, "permission ") {
		return "", ""
	}
	return "keep", ""
}

// record takes decisions over into the catalog.
func (c reviewed) record(p *generator.Project, sheet []byte) *generator.Record {
	c.t.Helper()
	r, err := p.RecordReview(c.t.Context(), c.t.TempDir(), "sheet.csv", sheet)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, f := range r.Files {
		if strings.HasSuffix(f.Path, ".yaml") {
			c.put(f.Path, string(f.Data))
		}
	}
	return r
}

// sign has all owners decide.
func (c reviewed) sign(lang string, decide func(id string) (string, string)) {
	c.t.Helper()
	p := c.open()
	packs, err := p.Reviews("")
	if err != nil {
		c.t.Fatal(err)
	}
	b := p.Book().Book(lang)
	for _, pack := range packs {
		if r := c.record(p, c.sheet(b, pack, decide)); r.SignOff == nil || len(r.Stale) > 0 {
			c.t.Fatalf("%s: %v %v", pack.Owner.ID, r.Problems, r.Stale)
		}
	}
}

// leftOpen lists what reviews leave open, as "role state".
func leftOpen(p *generator.Project) []string {
	var out []string
	for _, x := range p.Analysis.Coverage.ReviewsOpen {
		out = append(out, x.Name()+" "+x.State.String())
	}
	return slices.Compact(out)
}

// TestReviewRound goes the whole way on random catalogs: what is signed leaves
// nothing open; when a permission changes exactly the roles are open that may do
// something else than before.
func TestReviewRound(t *testing.T) {
	t.Parallel()
	const catalogs = 1000
	r := rand.New(rand.NewPCG(7, 22))
	langs := []string{"zh", "en", "ja"}
	touched := 0
	for n := range catalogs {
		c := reviewed{t, fstest.MapFS{}}
		plan := randomReviewPlan(r)
		plan.write(c)
		before := c.open()
		if len(before.Analysis.Coverage.ReviewsOpen) > 0 {
			t.Fatalf("%d: something is open where there are no records", n)
		}
		c.sign(langs[n%3], keepAll)
		signed := c.open()
		if open := leftOpen(signed); len(open) > 0 {
			t.Fatalf("%d: signed, and open: %v", n, open)
		}
		if signed.Catalog.Digest != before.Catalog.Digest {
			t.Fatalf("%d: signing has changed what was signed", n)
		}
		plan.change(r)
		plan.write(c)
		after := c.open()
		var want []string
		for _, role := range after.Catalog.Roles {
			if !maps.Equal(naiveRights(before.Catalog.Role(role.ID)), naiveRights(role)) {
				want = append(want, role.ID+" changed-since")
			}
		}
		touched += len(want)
		if got := leftOpen(after); !slices.Equal(got, want) {
			t.Fatalf("%d: open %v, not %v\n%s", n, got, want, plan)
		}
	}
	if touched < catalogs/2 {
		t.Errorf("only %d roles were changed", touched)
	}
}

// TestReviewCarriedOut decides to revoke, and then does so.
func TestReviewCarriedOut(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 11))
	done := 0
	for n := range 300 {
		c := reviewed{t, fstest.MapFS{}}
		plan := randomReviewPlan(r)
		plan.write(c)
		last := len(plan) - 1 // nobody inherits from the last
		p := c.open()
		cells := p.Analysis.Matrix.Of(p.Catalog.Role(plan[last].id())).Cells
		if len(cells) == 0 {
			continue
		}
		object := cells[r.IntN(len(cells))].Object.ID
		prefix := "permission " + plan[last].id() + " " + object + " "
		c.sign("en", func(id string) (string, string) {
			if strings.HasPrefix(id, prefix) {
				return "revoke", "no need"
			}
			return keepAll(id)
		})
		if got, want := leftOpen(c.open()), []string{plan[last].id() + " not-carried-out"}; !slices.Equal(got, want) {
			t.Fatalf("%d: open %v, not %v", n, got, want)
		}
		plan[last].deny = append(plan[last].deny, grantPlan{object: object, actions: []string{"read", "update", "approve"}})
		plan.write(c)
		if got := leftOpen(c.open()); len(got) > 0 {
			t.Fatalf("%d: carried out, and open: %v", n, got)
		}
		done++
	}
	if done < 200 {
		t.Errorf("only %d catalogs had something to revoke", done)
	}
}

// A plan is a small catalog that can be written and changed. Roles inherit from
// earlier ones only.
type reviewPlan []rolePlan

type rolePlan struct {
	n        int
	owner    string
	inherits []int
	allow    []grantPlan
	deny     []grantPlan
}

type grantPlan struct {
	object       string
	actions      []string
	scope        string
	when, hidden []string
}

func (r rolePlan) id() string { return fmt.Sprintf("r%d", r.n) }

var (
	planObjects = []string{"order", "refund"}
	planActions = []string{"read", "update", "approve"}
	planScopes  = []string{"own", "team", "all"}
	planWhens   = []string{"logged", "four-eyes"}
)

func randomReviewPlan(r *rand.Rand) reviewPlan {
	var out reviewPlan
	for n := range 1 + r.IntN(4) {
		role := rolePlan{n: n, owner: []string{"Sales", "{zh: 财务部, en: Finance, ja: 財務部}", ""}[r.IntN(3)]}
		for i := range n {
			if r.IntN(3) == 0 {
				role.inherits = append(role.inherits, i)
			}
		}
		for range r.IntN(4) {
			role.allow = append(role.allow, randomGrant(r))
		}
		if r.IntN(3) == 0 {
			role.deny = append(role.deny, randomGrant(r))
		}
		out = append(out, role)
	}
	return out
}

func randomGrant(r *rand.Rand) grantPlan {
	g := grantPlan{object: planObjects[r.IntN(2)], scope: planScopes[r.IntN(3)], actions: some(r, planActions), when: some(r, planWhens)}
	if len(g.actions) == 0 {
		g.actions = planActions[:1]
	}
	if g.object == "order" && r.IntN(2) == 0 {
		g.hidden = []string{"margin"}
	}
	return g
}

func some(r *rand.Rand, list []string) []string {
	var out []string
	for _, x := range list {
		if r.IntN(2) == 0 {
			out = append(out, x)
		}
	}
	return out
}

// change makes another role of one of them.
func (p reviewPlan) change(r *rand.Rand) {
	role := &p[r.IntN(len(p))]
	switch {
	case len(role.allow) > 0 && r.IntN(3) > 0:
		role.allow[r.IntN(len(role.allow))] = randomGrant(r)
	case r.IntN(2) == 0:
		role.deny = append(role.deny, randomGrant(r))
	default:
		role.allow = append(role.allow, randomGrant(r))
	}
}

func (p reviewPlan) String() string {
	var b strings.Builder
	for _, r := range p {
		b.WriteString(r.text())
	}
	return b.String()
}

func (p reviewPlan) write(c reviewed) {
	c.put("catalog.yaml", `organization: Test
languages: [en, zh, ja]
families: [{id: all, name: All}]
classes: [{id: internal, name: Internal}]
scopes: [{id: own, name: Own}, {id: team, name: Team}, {id: all, name: All}]
actions: [{id: read, name: Read}, {id: update, name: Update}, {id: approve, name: Approve}]
conditions: [{id: logged, name: Logged}, {id: four-eyes, name: Four eyes, mitigates: true}]
modules:
  - id: trade
    name: Trade
    objects:
      - {id: order, name: "=Order", class: internal, fields: [{id: margin, name: Margin, class: internal}]}
      - {id: refund, name: Refund, class: internal}
`)
	for _, r := range p {
		c.put("roles/"+r.id()+".yaml", r.text())
	}
}

func (r rolePlan) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "id: %s\nname: Role %d\nfamily: all\noverview: Text.\nduties: []\n", r.id(), r.n)
	if r.owner != "" {
		fmt.Fprintf(&b, "owner: %s\n", r.owner)
	}
	var parents []string
	for _, i := range r.inherits {
		parents = append(parents, fmt.Sprintf("r%d", i))
	}
	fmt.Fprintf(&b, "inherits: [%s]\npermissions:\n  allow:\n", strings.Join(parents, ", "))
	for _, g := range r.allow {
		fmt.Fprintf(&b, "    - {objects: [%s], actions: [%s], scope: %s, when: [%s], fields: {hidden: [%s]}}\n",
			g.object, strings.Join(g.actions, ", "), g.scope, strings.Join(g.when, ", "), strings.Join(g.hidden, ", "))
	}
	if len(r.allow) == 0 {
		return strings.Replace(b.String(), "  allow:\n", "  allow: []\n", 1) + r.denyText()
	}
	return b.String() + r.denyText()
}

func (r rolePlan) denyText() string {
	if len(r.deny) == 0 {
		return ""
	}
	out := "  deny:\n"
	for _, g := range r.deny {
		out += fmt.Sprintf("    - {objects: [%s], actions: [%s]}\n", g.object, strings.Join(g.actions, ", "))
	}
	return out
}

// naiveRights expands what a role may do, one right after another, without the
// analysis.
func naiveRights(role *catalog.Role) map[string]bool {
	line := naiveLine(role)
	denied, all := map[string]bool{}, map[string][]*catalog.Grant{}
	for _, r := range line {
		for _, d := range r.Deny {
			for _, o := range d.Objects {
				for _, a := range d.Actions {
					denied[o.ID+" "+a.ID] = true
				}
			}
		}
		for _, g := range r.Allow {
			for _, o := range g.Objects {
				for _, a := range g.Actions {
					all[o.ID+" "+a.ID] = append(all[o.ID+" "+a.ID], g)
				}
			}
		}
	}
	out := map[string]bool{}
	for pair, grants := range all {
		hidden := !slices.ContainsFunc(grants, func(g *catalog.Grant) bool { return len(g.Hidden) == 0 })
		for _, g := range grants {
			beaten := slices.ContainsFunc(grants, func(h *catalog.Grant) bool { return naiveWithin(g, h) && !naiveWithin(h, g) })
			if !beaten && !denied[pair] {
				out[fmt.Sprint(pair, " ", g.Scope.ID, " ", naiveWhen(g), " ", hidden)] = true
			}
		}
	}
	return out
}

func naiveLine(role *catalog.Role) []*catalog.Role {
	out := []*catalog.Role{role}
	for _, parent := range role.Inherits {
		for _, r := range naiveLine(parent) {
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	return out
}

func naiveWhen(g *catalog.Grant) []string {
	var out []string
	for _, c := range g.When {
		out = append(out, c.ID)
	}
	slices.Sort(out)
	return out
}

func naiveWithin(g, h *catalog.Grant) bool {
	if g.Scope.Rank > h.Scope.Rank {
		return false
	}
	for _, c := range naiveWhen(h) {
		if !slices.Contains(naiveWhen(g), c) {
			return false
		}
	}
	return true
}
