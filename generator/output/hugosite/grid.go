package hugosite

import (
	"encoding/json"
	"slices"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// alphabet is what cells are written in: printable characters that stand for
// themselves in a JSON string and in a script. The first is nothing granted.
const alphabet = " !#$%'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~"

// codes numbers things that are alike, so that each of very many cells takes a
// character or two. Number 0 stands for nothing.
type codes[K comparable] struct {
	numbers map[K]int
	list    []K // by number, less one
}

func (c *codes[K]) of(k K) int {
	if n, ok := c.numbers[k]; ok {
		return n
	}
	if c.numbers == nil {
		c.numbers = map[K]int{}
	}
	c.list = append(c.list, k)
	c.numbers[k] = len(c.list)
	return len(c.list)
}

// width is how many characters a number takes.
func (c *codes[K]) width() int {
	width := 1
	for most := len(alphabet); most <= len(c.list); most *= len(alphabet) {
		width++
	}
	return width
}

// encode writes a line of numbers, each in as many characters. Whoever reads it
// finds a cell by its place, without unpacking the line.
func encode(line []int, width int) string {
	out := make([]byte, len(line)*width)
	for i, n := range line {
		for k := width - 1; k >= 0; k-- {
			out[i*width+k] = alphabet[n%len(alphabet)]
			n /= len(alphabet)
		}
	}
	return string(out)
}

func encodeAll(lines [][]int, width int) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = encode(line, width)
	}
	return out
}

// ground is where every cell of a role's line stands: objects in the order of
// modules, of each the actions that apply.
type ground struct {
	places map[string][]int // by object: place by action; -1 where it does not apply
	size   int
}

func (v *View) ground() ground {
	g := ground{places: map[string][]int{}}
	for _, m := range v.Book.Modules {
		for _, o := range m.Objects {
			row := make([]int, len(v.Book.Actions))
			for i, applies := range v.painter.applies[o.ID] {
				row[i] = -1
				if applies {
					row[i] = g.size
					g.size++
				}
			}
			g.places[o.ID] = row
		}
	}
	return g
}

// eachCell calls do for every granted or denied cell of a role.
func (g ground) eachCell(r *book.RolePage, do func(place int, c *book.Cell)) {
	for _, mod := range r.Permissions.Modules {
		for i := range mod.Rows {
			row := &mod.Rows[i]
			for a := range row.Cells {
				c := &row.Cells[a]
				if place := g.places[row.Object.ID][a]; place >= 0 && c.Mark.State >= book.Granted {
					do(place, c)
				}
			}
		}
	}
}

// named is a thing with a name. Lang is the tag of a name that is in another
// language than the page.
type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Lang string `json:"lang,omitempty"`
}

func name(id string, t book.Text) named {
	n := named{ID: id, Name: output.Clean(t.Plain())}
	if t.Fallback {
		n.Lang = t.Lang
	}
	return n
}

// grid is what the script of the matrix draws from. Roles and objects are in
// the order of the page; whatever refers to one gives its place there.
type grid struct {
	Alphabet   string               `json:"alphabet"`
	Width      int                  `json:"width"` // characters a cell
	Actions    []gridAction         `json:"actions"`
	Scopes     []gridStep           `json:"scopes"`
	Classes    []gridStep           `json:"classes"`
	Conditions []named              `json:"conditions"`
	Modules    []gridModule         `json:"modules"`
	Families   []gridFamily         `json:"families"`
	Rules      map[string]gridRule  `json:"rules"`
	Shapes     map[string]string    `json:"shapes"`
	Marks      []gridMark           `json:"marks"` // by number, from 1
	Cells      []string             `json:"cells"` // a line a role
	Links      gridLinks            `json:"links"`
	Words      map[string]string    `json:"words"`
	Counts     map[string][2]string `json:"counts"` // one and many, with {n} for the number
}

type gridAction struct {
	named
	Letter string `json:"letter"`
}

// gridStep is a scope or a class; Step is its tint or weight.
type gridStep struct {
	named
	Step int `json:"step"`
}

type gridModule struct {
	named
	Objects []gridObject `json:"objects"`
}

type gridObject struct {
	named
	Class   int   `json:"class"`   // place of it
	Actions []int `json:"actions"` // places of those that apply
}

type gridFamily struct {
	named
	Roles []gridRole `json:"roles"`
}

type gridRole struct {
	named
	Finding *gridFinding `json:"finding,omitempty"` // the one that stands for all
}

type gridFinding struct {
	Rule string `json:"rule"`
	Open bool   `json:"open"`
}

type gridRule struct {
	Name     string `json:"name"`
	Lang     string `json:"lang,omitempty"`
	Severity string `json:"severity"`
}

// gridMark is how a cell looks. Rank is its scope's, from 1; 0 is denied.
type gridMark struct {
	Rank    int      `json:"rank,omitempty"`
	Classes string   `json:"classes"`
	Label   string   `json:"label"`
	Rules   []string `json:"rules,omitempty"`
	When    []int    `json:"when,omitempty"` // places of the conditions of its grants
	Free    bool     `json:"free,omitempty"` // no condition is needed
}

// gridLinks lead from the page to others; {id} is to be replaced.
type gridLinks struct {
	Role   string `json:"role"`
	Object string `json:"object"`
	SoD    string `json:"sod"`
}

// look is what makes one cell of the grid differ from another.
type look struct {
	mark *book.Mark
	when string // places of conditions
}

// GridScript is the script that holds the matrix for the page's own script: a
// page on a file share may not read data, but it may run what lies beside it.
func (v *View) GridScript() (string, error) {
	data, err := json.Marshal(v.grid())
	return "self.rolebookMatrix = " + string(data) + ";\n", err
}

func (v *View) grid() *grid {
	b, looks := v.Book, &codes[look]{}
	lines := v.lines(looks)
	g := &grid{
		Alphabet: alphabet, Width: looks.width(), Cells: encodeAll(lines, looks.width()), Marks: v.gridMarks(looks.list),
		Rules: map[string]gridRule{}, Shapes: shapes,
		Links: gridLinks{
			Role: v.Home + "roles/{id}/" + v.index, Object: v.Home + "objects/{id}/" + v.index, SoD: v.Home + "sod/" + v.index,
		},
		Words: v.gridWords(), Counts: v.gridCounts(),
	}
	for _, a := range b.Actions {
		g.Actions = append(g.Actions, gridAction{name(a.ID, a.Name), a.Letter})
	}
	for i := range b.Scopes {
		g.Scopes = append(g.Scopes, gridStep{name(b.Scopes[i].ID, b.Scopes[i].Name), v.Step(&b.Scopes[i])})
	}
	for i := range b.Classes {
		g.Classes = append(g.Classes, gridStep{name(b.Classes[i].ID, b.Classes[i].Name), weight(&b.Classes[i])})
	}
	for _, c := range b.Conditions {
		g.Conditions = append(g.Conditions, name(c.ID, c.Name))
	}
	for _, r := range b.SoD.Rules {
		n := name(r.ID, r.Name)
		g.Rules[r.ID] = gridRule{n.Name, n.Lang, r.Severity}
	}
	v.gridAxes(g)
	return g
}

// gridAxes lists objects and roles.
func (v *View) gridAxes(g *grid) {
	for _, m := range v.Book.Modules {
		mod := gridModule{named: name(m.ID, m.Name), Objects: []gridObject{}}
		for _, o := range m.Objects {
			object := gridObject{named: name(o.ID, o.Name), Class: o.Class.Rank - 1}
			for i, applies := range v.painter.applies[o.ID] {
				if applies {
					object.Actions = append(object.Actions, i)
				}
			}
			mod.Objects = append(mod.Objects, object)
		}
		g.Modules = append(g.Modules, mod)
	}
	for _, f := range v.Book.Matrix.Families {
		family := gridFamily{named: name(f.ID, f.Name)}
		for _, r := range f.Roles {
			role := gridRole{named: name(r.ID, r.Name)}
			if worst := v.Worst(r); worst != nil {
				role.Finding = &gridFinding{worst.Rule, worst.Open}
			}
			family.Roles = append(family.Roles, role)
		}
		g.Families = append(g.Families, family)
	}
}

// lines numbers the cells of all roles by how they look.
func (v *View) lines(looks *codes[look]) [][]int {
	ground, conditions := v.ground(), v.conditionPlaces()
	var lines [][]int
	for _, f := range v.Book.Matrix.Families {
		for _, r := range f.Roles {
			line := make([]int, ground.size)
			ground.eachCell(r, func(place int, c *book.Cell) {
				line[place] = looks.of(look{c.Mark, whenOf(c, conditions)})
			})
			lines = append(lines, line)
		}
	}
	return lines
}

func (v *View) conditionPlaces() map[string]int {
	out := map[string]int{}
	for i, c := range v.Book.Conditions {
		out[c.ID] = i
	}
	return out
}

// whenOf names the conditions of a cell's grants by their places, one
// character each: there are far fewer than characters.
func whenOf(c *book.Cell, places map[string]int) string {
	var list []rune
	for _, g := range c.Grants {
		for _, w := range g.When {
			list = append(list, rune(places[w.ID]))
		}
	}
	slices.Sort(list)
	return string(slices.Compact(list))
}

func (v *View) gridMarks(looks []look) []gridMark {
	out := make([]gridMark, len(looks))
	for i, l := range looks {
		m := gridMark{Classes: "deny", Label: l.mark.Label, Rules: l.mark.Rules}
		if l.mark.State == book.Granted {
			m.Rank, m.Classes, m.Free = l.mark.Rank, v.painter.tile(l.mark).classes, !l.mark.Conditional
		}
		for _, r := range l.when {
			m.When = append(m.When, int(r))
		}
		out[i] = m
	}
	return out
}

// gridCounts words numbers of roles, objects and permissions.
func (v *View) gridCounts() map[string][2]string {
	out := map[string][2]string{}
	for _, what := range []string{"roles", "objects", "permissions"} {
		id := "book_count_" + what
		out[what] = [2]string{
			strings.Replace(v.Book.N(id, 1), "1", "{n}", 1),
			strings.Replace(v.Book.N(id, 7), "7", "{n}", 1),
		}
	}
	return out
}

// gridWords is what the script says.
func (v *View) gridWords() map[string]string {
	out := map[string]string{
		"label":   v.Book.T("book_cell_label", "Role", "{role}", "Object", "{object}", "Says", "{says}"),
		"mark":    v.Book.T("book_action_mark", "Action", "{action}", "Mark", "{mark}"),
		"when":    v.Book.T("book_scope_when", "Scope", "{scope}", "When", "{when}"),
		"from":    v.Book.T("book_from_role", "Role", "{role}"),
		"serves":  v.Book.T("book_serves", "Duties", "{duties}"),
		"nothing": v.Book.T("book_mark_not_granted"),
		"clauses": v.Book.T("clause_separator"),
		"colon":   v.Book.T("colon"),
		"repair":  v.Book.T("book_repair"),
		"object":  v.Book.T("book_object"),
		"unknown": v.Book.T("site_matrix_unknown_role"),
		"path":    v.Book.T("book_path"), "scope": v.Book.T("site_scope"), "list": v.Book.T("list_separator"),
		"upright": v.Book.T("site_matrix_caption"),
		"turned":  v.Book.T("site_roles_as_rows_caption"),
		"own":     v.Book.T("sheet_own"),
	}
	for _, word := range []string{"role", "action", "denied", "details", "close"} {
		out[word] = v.Book.T("site_" + word)
	}
	return out
}
