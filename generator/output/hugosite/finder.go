package hugosite

import (
	"encoding/json"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
)

// finder is what the script of the finder works on. Roles are in the order of
// their ids, cells in the order of the page's boxes, and whatever refers to one
// of them gives its place there.
type finder struct {
	Alphabet string               `json:"alphabet"`
	Width    int                  `json:"width"` // characters a cell
	Actions  []named              `json:"actions"`
	Scopes   []gridStep           `json:"scopes"`
	Modules  []gridModule         `json:"modules"`
	Roles    []named              `json:"roles"` // in force
	Marks    [][2]int             `json:"marks"` // by number, from 1: rank of the scope, and 1 where it is conditional
	Cells    []string             `json:"cells"` // a line a role
	Open     []finderConflicts    `json:"open"`
	Places   int                  `json:"places"` // characters of a role in them
	Shapes   map[string]string    `json:"shapes"`
	Most     int                  `json:"most"`  // sets that are kept
	Steps    int                  `json:"steps"` // after which the search ends
	Links    gridLinks            `json:"links"`
	Words    map[string]string    `json:"words"`
	Counts   map[string][2]string `json:"counts"` // one and many, with {n} for the number
}

// finderConflicts are the open conflicts of a rule that have so many roles:
// the places of the roles, one after the other.
type finderConflicts struct {
	named
	Severity string `json:"severity"`
	Is       string `json:"is"`
	Size     int    `json:"size"`
	Roles    string `json:"roles"`
}

// FinderScript is the script that holds what the finder needs to know.
func (v *View) FinderScript() (string, error) {
	data, err := json.Marshal(v.finder())
	return "self.rolebookFinder=" + string(data) + ";\n", err
}

func (v *View) finder() *finder {
	var marks codes[[2]int]
	roles, ground := v.rolesInForce(), v.ground()
	f := &finder{
		Alphabet: alphabet, Shapes: shapes, Most: analysis.MostLeast, Steps: analysis.MaxLeastSteps,
		Links:  gridLinks{Role: string(v.To("roles/{id}/")), Object: string(v.To("objects/{id}/")), SoD: string(v.To("sod/"))},
		Words:  v.finderWords(),
		Counts: v.finderCounts(),
	}
	for _, a := range v.Book.Actions {
		f.Actions = append(f.Actions, name(a.ID, a.Name))
	}
	for i := range v.Book.Scopes {
		f.Scopes = append(f.Scopes, gridStep{name(v.Book.Scopes[i].ID, v.Book.Scopes[i].Name), v.Step(&v.Book.Scopes[i])})
	}
	var g grid
	v.gridAxes(&g)
	f.Modules = g.Modules
	var lines [][]int
	for _, r := range roles {
		f.Roles = append(f.Roles, name(r.ID, r.Name))
		line := make([]int, ground.size)
		ground.eachCell(r, func(place int, c *book.Cell) {
			if c.Mark.State == book.Granted {
				line[place] = marks.of([2]int{c.Mark.Rank, conditional(c.Mark)})
			}
		})
		lines = append(lines, line)
	}
	f.Marks, f.Width = marks.list, marks.width()
	f.Cells = encodeAll(lines, f.Width)
	f.Open, f.Places = v.finderOpen(roles)
	return f
}

func conditional(m *book.Mark) int {
	if m.Conditional {
		return 1
	}
	return 0
}

// rolesInForce lists the roles that somebody may be given, by id.
func (v *View) rolesInForce() []*book.RolePage {
	return slices.DeleteFunc(slices.Clone(v.Book.Roles), func(r *book.RolePage) bool { return r.Status != string(catalog.Active) })
}

// finderOpen gathers the open conflicts among roles, in the order of the page
// of findings, and says how many characters a role takes there.
func (v *View) finderOpen(roles []*book.RolePage) ([]finderConflicts, int) {
	place := map[string]int{}
	for i, r := range roles {
		place[r.ID] = i
	}
	width := 1
	for most := len(alphabet); most < len(roles); most *= len(alphabet) {
		width++
	}
	out := []finderConflicts{}
	at := map[string]int{} // by rule and size
	for _, list := range [][]*book.Finding{v.Book.SoD.Singles, v.Book.SoD.Combinations} {
		for _, f := range list {
			line := make([]int, len(f.Roles))
			known := f.Open
			for i, r := range f.Roles {
				p, in := place[r.ID]
				line[i], known = p, known && in
			}
			if !known {
				continue
			}
			key := f.Rule + " " + strconv.Itoa(len(f.Roles))
			if _, seen := at[key]; !seen {
				at[key] = len(out)
				out = append(out, finderConflicts{named: name(f.Rule, f.Name), Severity: f.Severity, Is: f.SeverityIs, Size: len(f.Roles)})
			}
			out[at[key]].Roles += encode(line, width)
		}
	}
	return out, width
}

// finderCounts words the numbers that the script comes to.
func (v *View) finderCounts() map[string][2]string {
	out := map[string][2]string{}
	for word, id := range map[string]string{
		"ticked": "finder_ticked", "enough": "finder_enough", "besides": "finder_besides", "ways": "finder_ways", "permissions": "book_count_permissions",
	} {
		out[word] = [2]string{
			strings.Replace(v.Book.N(id, 1), "1", "{n}", 1),
			strings.Replace(v.Book.N(id, 7), "7", "{n}", 1),
		}
	}
	return out
}

// finderWords is what the script says.
func (v *View) finderWords() map[string]string {
	out := map[string]string{"list": v.Book.T("list_separator"), "colon": v.Book.T("colon"), "when": v.Book.T("site_key_conditional")}
	for _, word := range []string{"start", "exact", "others", "missing", "nobody", "blocked", "blocked_why", "undecided", "undecided_why", "show", "no_match"} {
		out[word] = v.Book.T("finder_" + word)
	}
	out["unproved"] = v.Book.T("finder_unproved", "Steps", v.finderSteps())
	return out
}

// finderSteps is the number of attempts after which the search ends, in words
// of the page.
func (v *View) finderSteps() string { return v.Book.Integer(analysis.MaxLeastSteps) }

// FinderAbout says what the finder looks at, and how far.
func (v *View) FinderAbout() string {
	return v.Book.T("finder_about", "Steps", v.finderSteps())
}

// NeedRows draws what can be asked for: a box for every action that an object
// allows, in the order of the cells in [finder]. Without scripting only the
// links to the objects are shown.
func (v *View) NeedRows() template.HTML {
	var m markup
	for _, mod := range v.Book.Modules {
		m.put(`<fieldset class="need-mod"><legend>`, words(mod.Name), "</legend>\n")
		for _, o := range mod.Objects {
			v.writeNeed(&m, o)
		}
		m.put("</fieldset>\n")
	}
	return m.HTML()
}

func (v *View) writeNeed(m *markup, o *book.ObjectPage) {
	m.put(`<div class="need" role="group" aria-labelledby="need-`, o.ID, `"><p id="need-`, o.ID, `">`, v.anchors.objects[o.ID], `</p><div class="js-only">`)
	for _, a := range o.Actions {
		m.put(`<label><input type="checkbox" name="need" value="`, o.ID, "/", a.ID, `"> `, words(a.Name), "</label>")
	}
	m.put("</div></div>\n")
}
