package hugosite

import (
	"encoding/json"
	"strconv"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// comparedTogether is how many roles share a script with their data: few
// enough to load two of them at once, many enough to have few files, in which
// what the roles have in common stands once.
const comparedTogether = 25

// mostMet is how many conflicts with other roles the data of a role names.
const mostMet = 500

// comparedPart is what such a script holds. Texts are numbered from 1, and what
// is said of a role gives their numbers; 0 is nothing.
type comparedPart struct {
	Texts []any                   `json:"texts"` // strings, or pairs of a string and its language where that is not the page's
	Roles map[string]comparedRole `json:"roles"`

	texts  codes[[2]string]
	book   *book.Book
	places map[string]int // of conditions
}

// comparedRole is a role as the script of the page reads it.
type comparedRole struct {
	Name   int              `json:"name"`
	Facts  []int            `json:"facts"`
	Duties [][]int          `json:"duties"` // name, tasks
	May    map[string][]any `json:"may"`    // by object: a list of action, then alternatives of scope and conditions; none for a denial
	KPIs   [][3]int         `json:"kpis"`   // name, target, period
	Needs  map[string][]int `json:"needs"`  // by kind: name, how well, and so on
	Meets  map[string][]any `json:"meets"`  // by role: the conflicts with it
}

// writeComparisons writes the data of all roles as scripts, since a page on a
// file share may run other files, but not read them: compare/0.js and so on, in
// the order in which the page lists the roles.
func writeComparisons(set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		var roles []*book.RolePage
		for _, f := range b.Families {
			roles = append(roles, f.Roles...)
		}
		for n := 0; n*comparedTogether < len(roles); n++ {
			p := newComparedPart(b)
			for _, r := range roles[n*comparedTogether : min((n+1)*comparedTogether, len(roles))] {
				p.Roles[r.ID] = p.role(r)
			}
			if err := p.write(sink, n); err != nil {
				return err
			}
		}
	}
	return nil
}

func newComparedPart(b *book.Book) *comparedPart {
	p := &comparedPart{book: b, Roles: map[string]comparedRole{}, places: map[string]int{}}
	for i := range b.Conditions {
		p.places[b.Conditions[i].ID] = i
	}
	return p
}

func (p *comparedPart) write(sink *output.Sink, n int) error {
	for _, t := range p.texts.list {
		if t[1] == "" {
			p.Texts = append(p.Texts, t[0])
		} else {
			p.Texts = append(p.Texts, t)
		}
	}
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	name := strconv.Itoa(n)
	return sink.Write(p.book.Key+"/compare/"+name+".js", []byte(`self.rolebookCompare["`+name+`"]=`+string(data)+";\n"))
}

// text is the number of a text of the catalog.
func (p *comparedPart) text(t book.Text) int {
	if t.Fallback {
		return p.texts.of([2]string{t.Plain(), t.Lang})
	}
	return p.word(t.Plain())
}

// word is the number of what the program says.
func (p *comparedPart) word(s string) int {
	if s == "" {
		return 0
	}
	return p.texts.of([2]string{s})
}

func (p *comparedPart) role(r *book.RolePage) comparedRole {
	out := comparedRole{Name: p.text(r.Name), Facts: p.facts(r), May: map[string][]any{}, Needs: p.needs(&r.Requirements), Meets: p.meets(r)}
	for _, d := range r.Duties {
		duty := []int{p.text(d.Name)}
		for _, t := range d.Tasks {
			duty = append(duty, p.text(t.Text))
		}
		out.Duties = append(out.Duties, duty)
	}
	for _, m := range r.Permissions.Modules {
		for i := range m.Rows {
			out.May[m.Rows[i].Object.ID] = p.row(&m.Rows[i])
		}
	}
	for i := range r.KPIs {
		k := &r.KPIs[i]
		target := p.word(k.Target.String())
		if k.Target.Op == "" {
			target = p.text(k.Target.Words)
		}
		out.KPIs = append(out.KPIs, [3]int{p.text(k.Name), target, p.word(k.PeriodIs)})
	}
	return out
}

// row lists the actions on an object: each with its alternatives of scope and
// conditions, none where it is denied.
func (p *comparedPart) row(row *book.PermissionRow) []any {
	var out []any
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Mark.State != book.Granted && c.Mark.State != book.Denied {
			continue
		}
		entry := []any{i}
		for _, g := range c.Grants {
			way := []int{g.Scope.Rank - 1}
			for _, w := range g.When {
				way = append(way, p.places[w.ID])
			}
			entry = append(entry, way)
		}
		out = append(out, entry)
	}
	return out
}

// meets lists what speaks against holding the role together with another one.
func (p *comparedPart) meets(r *book.RolePage) map[string][]any {
	out := map[string][]any{}
	for _, f := range r.Combinations[:min(len(r.Combinations), mostMet)] {
		for _, other := range f.Roles {
			if other.ID != r.ID && len(f.Roles) == 2 {
				out[other.ID] = append(out[other.ID], []any{f.ID, strings.ToUpper(f.Rule), p.text(f.Name), f.Severity, p.word(f.SeverityIs), p.word(f.StatusIs), f.Open})
			}
		}
	}
	return out
}

// comparedFacts are the facts that are compared, by what they are called.
var comparedFacts = []string{
	"book_family", "book_reports_to", "book_inherits", "book_status", "book_owner", "compare_review",
	"book_section_permissions", "site_widest_scope", "site_most_sensitive", "site_open_findings",
}

// facts are in the order of [comparedFacts].
func (p *comparedPart) facts(r *book.RolePage) []int {
	perms := &r.Permissions
	names := make([]string, len(r.Inherits))
	for i, ref := range r.Inherits {
		names[i] = ref.Name.Plain()
	}
	superior, widest, class, open := 0, 0, 0, 0
	if r.ReportsTo != nil {
		superior = p.text(r.ReportsTo.Name)
	}
	if perms.Widest != nil {
		widest = p.text(perms.Widest.Name)
	}
	if perms.MostClass != nil {
		class = p.text(perms.MostClass.Name)
	}
	for _, f := range r.Findings {
		if f.Open {
			open++
		}
	}
	return []int{
		p.text(r.Family.Name), superior, p.word(strings.Join(names, p.book.T("list_separator"))), p.word(r.StatusIs), p.text(r.Owner), p.word(r.ReviewIs),
		p.word(p.book.N("book_count_permissions", perms.Cells)), widest, class, p.word(p.book.Integer(open)),
	}
}

// needs are the requirements, by kind: pairs of a name and how well.
func (p *comparedPart) needs(r *book.Requirements) map[string][]int {
	out := map[string][]int{}
	add := func(kind string, name book.Text, level string) {
		out[kind] = append(out[kind], p.text(name), p.word(level))
	}
	if !r.Education.IsZero() {
		add("education", r.Education, "")
	}
	for _, e := range r.Experience {
		add("experience", e.Text, e.Years)
	}
	for _, s := range r.Skills {
		level := s.RequiredIs
		if s.Level != nil {
			level = p.book.T("book_scope_when", "Scope", s.Level.Word, "When", s.RequiredIs)
		}
		add("skills", s.Name, level)
	}
	for _, c := range r.Certifications {
		add("certifications", c, "")
	}
	for _, q := range r.Qualities {
		add("qualities", q, "")
	}
	return out
}
