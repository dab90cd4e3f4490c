package hugosite

import (
	"encoding/json"
	"strconv"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// why is what stands behind the cells of the grid, and what a list of them
// says. It is large, so that it is a file of its own, loaded when first asked
// for.
type why struct {
	Width    int                   `json:"width"`   // characters a cell
	Reasons  []json.RawMessage     `json:"reasons"` // by number, from 1: see [reasons]
	Cells    []string              `json:"cells"`   // a line a role
	Duties   [][]named             `json:"duties"`  // of each role
	Findings map[string]whyFinding `json:"findings"`
	Signs    [][]whySign           `json:"signs"` // of the findings of each role
	Head     []string              `json:"head"`  // of the list, as in the sheets
}

// whyFinding tells of a finding; its key is its id.
type whyFinding struct {
	State     string        `json:"state"`
	Open      bool          `json:"open"`
	Functions []whyFunction `json:"functions"`
	Repair    string        `json:"repair,omitempty"`
}

type whyFunction struct {
	Name string   `json:"name"`
	Ways []string `json:"ways"`
}

type whySign struct {
	Rule string `json:"rule"`
	Sign string `json:"sign"` // as lists show it: "▲S01"
}

// WhyScript is the script that holds what stands behind the matrix.
func (v *View) WhyScript() (string, error) {
	data, err := json.Marshal(v.why())
	return "self.rolebookMatrix.why = " + string(data) + ";\n", err
}

func (v *View) why() *why {
	w := &why{Findings: map[string]whyFinding{}, Head: output.PermissionHead(v.Book)}
	rs := v.newReasons()
	var lines [][]int
	ground := v.ground()
	for _, f := range v.Book.Matrix.Families {
		for _, r := range f.Roles {
			line := make([]int, ground.size)
			ground.eachCell(r, func(place int, c *book.Cell) { line[place] = rs.of(r, c) })
			lines = append(lines, line)
			w.addRole(r)
		}
	}
	w.Width, w.Cells = rs.width(), encodeAll(lines, rs.width())
	w.Reasons = make([]json.RawMessage, len(rs.list))
	for i, s := range rs.list {
		w.Reasons[i] = json.RawMessage(s)
	}
	return w
}

// addRole adds a role's duties and findings.
func (w *why) addRole(r *book.RolePage) {
	duties, signs := make([]named, len(r.Duties)), make([]whySign, len(r.Findings))
	for i, d := range r.Duties {
		duties[i] = name(d.ID, d.Name)
	}
	for i, f := range r.Findings {
		signs[i] = whySign{f.Rule, output.Sign(f.Severity, f.Open) + output.RuleID(f.Rule)}
		w.Findings[f.ID] = newWhyFinding(f)
	}
	w.Duties, w.Signs = append(w.Duties, duties), append(w.Signs, signs)
}

func newWhyFinding(f *book.Finding) whyFinding {
	out := whyFinding{State: f.SeverityIs, Open: f.Open, Functions: []whyFunction{}}
	if !f.Open {
		out.State = f.StatusIs
	}
	for _, p := range f.Functions() {
		function := whyFunction{Name: output.Clean(p.Name.Plain()), Ways: []string{}}
		for _, h := range p.Hops {
			function.Ways = append(function.Ways, output.Clean(f.Line(h)))
		}
		out.Functions = append(out.Functions, function)
	}
	if r := f.Repair(); r != nil {
		out.Repair = r.Sentence
	}
	return out
}

// reasons numbers what stands behind cells. A reason is a list: of a granted
// cell a grant each, [place of the scope, [places of conditions], place of the
// role it is from or -1, [places of that role's duties]]; of a denied one
// [place of the role it is from or -1, note, language of the note]. The limits
// of fields, words, stand behind the grants.
type reasons struct {
	codes[string] // as JSON
	roles         map[string]int
	conditions    map[string]int
	fields        map[[3]string]string // by role, object and action
}

func (v *View) newReasons() *reasons {
	r := &reasons{roles: map[string]int{}, conditions: v.conditionPlaces(), fields: map[[3]string]string{}}
	for _, f := range v.Book.Matrix.Families {
		for _, role := range f.Roles {
			r.roles[role.ID] = len(r.roles)
		}
	}
	for p := range output.Permissions(v.site.set, v.Book) {
		if p.Fields != "" {
			r.fields[[3]string{p.RoleID, p.ObjectID, p.ActionID}] = p.Fields
		}
	}
	return r
}

func (r *reasons) of(role *book.RolePage, c *book.Cell) int {
	if c.Denial != nil {
		return r.codes.of(r.denial(c.Denial))
	}
	out := []byte{'['}
	for i, g := range c.Grants {
		if i > 0 {
			out = append(out, ',')
		}
		out = r.appendGrant(out, &g)
	}
	if fields := r.fields[[3]string{role.ID, c.Object, c.Action}]; fields != "" {
		out = append(append(out, ','), quoted(fields)...)
	}
	return r.codes.of(string(append(out, ']')))
}

func (r *reasons) appendGrant(out []byte, g *book.CellGrant) []byte {
	out = strconv.AppendInt(append(out, '['), int64(g.Scope.Rank-1), 10)
	out = append(out, ',', '[')
	for i, w := range g.When {
		out = appendPlace(out, i, r.conditions[w.ID])
	}
	out = strconv.AppendInt(append(out, ']', ','), int64(r.from(g.From)), 10)
	out = append(out, ',', '[')
	for i, d := range g.For {
		out = appendPlace(out, i, d.Number-1)
	}
	return append(out, ']', ']')
}

func appendPlace(out []byte, i, place int) []byte {
	if i > 0 {
		out = append(out, ',')
	}
	return strconv.AppendInt(out, int64(place), 10)
}

// from is the place of a role; -1 for the cell's own.
func (r *reasons) from(ref *book.RoleRef) int {
	if ref == nil {
		return -1
	}
	return r.roles[ref.ID]
}

func (r *reasons) denial(d *book.CellDenial) string {
	note := name("", d.Note)
	return "[" + strconv.Itoa(r.from(d.From)) + "," + quoted(note.Name) + "," + quoted(note.Lang) + "]"
}

// quoted writes a string as JSON.
func quoted(s string) string {
	data, err := json.Marshal(s)
	if err != nil { // a string always can be
		panic(err)
	}
	return string(data)
}
