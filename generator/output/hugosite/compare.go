package hugosite

import (
	"bytes"
	"encoding/json"
	"html/template"
	"slices"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// mostMet is how many conflicts with other roles the data of a role names.
const mostMet = 500

// comparison is what the page that compares roles knows of all of them: what
// the data of a role names by its place.
type comparison struct {
	Words      map[string]string `json:"words"`
	Actions    []any             `json:"actions"`
	Scopes     []any             `json:"scopes"`
	Conditions []any             `json:"conditions"`
	Modules    []comparedModule  `json:"modules"`
}

type comparedModule struct {
	Name    any                `json:"name"`
	Objects []comparedIdentity `json:"objects"`
}

// comparedIdentity names something: its id and its name.
type comparedIdentity [2]any

// comparedRole is a role as the script of that page reads it. Texts are strings,
// or pairs of a string and its language where that is not the page's.
type comparedRole struct {
	Name   any              `json:"name"`
	Facts  [][2]any         `json:"facts"`
	Duties []comparedDuty   `json:"duties"`
	May    map[string][]any `json:"may"` // by object: a list of action, then alternatives of scope and conditions; none for a denial
	KPIs   [][]any          `json:"kpis"`
	Needs  [][]any          `json:"needs"` // kind, name, how well
	Meets  map[string][]any `json:"meets"` // by role: the conflicts with it
}

type comparedDuty struct {
	Name  any   `json:"name"`
	Tasks []any `json:"tasks"`
}

// said is a text for a script.
func said(t book.Text) any {
	if t.Fallback {
		return [2]string{t.Plain(), t.Lang}
	}
	return t.Plain()
}

// comparedBy are the messages that the script says, by the word it knows them by.
var comparedBy = map[string]string{
	"colon": "colon", "list": "list_separator", "or": "book_or", "none": "site_none", "denied": "site_denied", "fact": "compare_fact",
	"overview": "book_section_overview", "duties": "book_section_duties", "permissions": "book_section_permissions",
	"requirements": "book_section_requirements", "kpis": "book_section_kpis",
	"duty": "site_duty", "object": "book_object", "kpi": "book_kpi", "requirement": "compare_requirement",
	"education": "book_education", "experience": "book_experience", "skills": "book_skills",
	"certifications": "book_certifications", "qualities": "book_qualities",
	"differs": "compare_differs", "only": "compare_only", "same": "compare_same", "all_same": "compare_all_same",
	"meets": "compare_meets", "apart": "compare_apart", "failed": "compare_failed", "twice": "compare_twice", "start": "compare_start",
}

func compareWords(b *book.Book) map[string]string {
	out := map[string]string{
		"when":    b.T("book_scope_when", "Scope", "{scope}", "When", "{when}"),
		"summary": b.T("compare_summary", "Differ", "{differ}", "Of", "{of}"),
	}
	for word, id := range comparedBy {
		out[word] = b.T(id)
	}
	return out
}

// Comparison is what the page that compares roles needs at once, as JSON.
func (v *View) Comparison() (template.JS, error) {
	b := v.Book
	c := comparison{Words: compareWords(b)}
	for i := range b.Actions {
		c.Actions = append(c.Actions, said(b.Actions[i].Name))
	}
	for i := range b.Scopes {
		c.Scopes = append(c.Scopes, said(b.Scopes[i].Name))
	}
	for i := range b.Conditions {
		c.Conditions = append(c.Conditions, said(b.Conditions[i].Name))
	}
	for _, m := range b.Modules {
		module := comparedModule{Name: said(m.Name)}
		for _, o := range m.Objects {
			module.Objects = append(module.Objects, comparedIdentity{o.ID, said(o.Name)})
		}
		c.Modules = append(c.Modules, module)
	}
	data, err := json.Marshal(c)
	return template.JS(data), err
}

// writeComparisons writes the data of every role as a script, since a page on a
// file share may run other files, but not read them.
func writeComparisons(set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		places := map[string]int{}
		for i := range b.Conditions {
			places[b.Conditions[i].ID] = i
		}
		for _, r := range b.Roles {
			data, err := json.Marshal(compared(b, r, places))
			if err != nil {
				return err
			}
			script := slices.Concat([]byte(`self.rolebookCompare["`+r.ID+`"]=`), bytes.TrimSpace(data), []byte(";\n"))
			if err := sink.Write(b.Key+"/compare/"+r.ID+".js", script); err != nil {
				return err
			}
		}
	}
	return nil
}

func compared(b *book.Book, r *book.RolePage, places map[string]int) comparedRole {
	out := comparedRole{Name: said(r.Name), Facts: comparedFacts(b, r), May: map[string][]any{}, Meets: map[string][]any{}}
	for _, d := range r.Duties {
		duty := comparedDuty{Name: said(d.Name)}
		for _, t := range d.Tasks {
			duty.Tasks = append(duty.Tasks, said(t.Text))
		}
		out.Duties = append(out.Duties, duty)
	}
	for _, m := range r.Permissions.Modules {
		for i := range m.Rows {
			out.May[m.Rows[i].Object.ID] = comparedRow(&m.Rows[i], places)
		}
	}
	for i := range r.KPIs {
		k := &r.KPIs[i]
		target := any(k.Target.String())
		if k.Target.Op == "" {
			target = said(k.Target.Words)
		}
		out.KPIs = append(out.KPIs, []any{said(k.Name), target, k.PeriodIs})
	}
	out.Needs = comparedNeeds(b, &r.Requirements)
	for _, f := range r.Combinations[:min(len(r.Combinations), mostMet)] {
		for _, other := range f.Roles {
			if other.ID != r.ID && len(f.Roles) == 2 {
				out.Meets[other.ID] = append(out.Meets[other.ID], []any{f.ID, strings.ToUpper(f.Rule), said(f.Name), f.Severity, f.SeverityIs, f.StatusIs, f.Open})
			}
		}
	}
	return out
}

// comparedRow lists the actions on an object: each with its alternatives of
// scope and conditions, none where it is denied.
func comparedRow(row *book.PermissionRow, places map[string]int) []any {
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
				way = append(way, places[w.ID])
			}
			entry = append(entry, way)
		}
		out = append(out, entry)
	}
	return out
}

func comparedFacts(b *book.Book, r *book.RolePage) [][2]any {
	p := &r.Permissions
	refs := func(list []book.RoleRef) string {
		names := make([]string, len(list))
		for i, ref := range list {
			names[i] = ref.Name.Plain()
		}
		return strings.Join(names, b.T("list_separator"))
	}
	superior, widest, class := any(""), any(""), any("")
	if r.ReportsTo != nil {
		superior = said(r.ReportsTo.Name)
	}
	if p.Widest != nil {
		widest = said(p.Widest.Name)
	}
	if p.MostClass != nil {
		class = said(p.MostClass.Name)
	}
	open := 0
	for _, f := range r.Findings {
		if f.Open {
			open++
		}
	}
	return [][2]any{
		{b.T("book_family"), said(r.Family.Name)},
		{b.T("book_reports_to"), superior},
		{b.T("book_inherits"), refs(r.Inherits)},
		{b.T("book_status"), r.StatusIs},
		{b.T("book_owner"), said(r.Owner)},
		{b.T("compare_review"), r.ReviewIs},
		{b.T("book_section_permissions"), b.N("book_count_permissions", p.Cells)},
		{b.T("site_widest_scope"), widest},
		{b.T("site_most_sensitive"), class},
		{b.T("site_open_findings"), b.Integer(open)},
	}
}

func comparedNeeds(b *book.Book, r *book.Requirements) [][]any {
	var out [][]any
	add := func(kind string, name any, level string) { out = append(out, []any{kind, name, level}) }
	if !r.Education.IsZero() {
		add("education", said(r.Education), "")
	}
	for _, e := range r.Experience {
		add("experience", said(e.Text), e.Years)
	}
	for _, s := range r.Skills {
		level := s.RequiredIs
		if s.Level != nil {
			level = b.T("book_scope_when", "Scope", s.Level.Word, "When", s.RequiredIs)
		}
		add("skills", said(s.Name), level)
	}
	for _, c := range r.Certifications {
		add("certifications", said(c), "")
	}
	for _, q := range r.Qualities {
		add("qualities", said(q), "")
	}
	return out
}
