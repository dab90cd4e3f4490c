package hugosite_test

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/output/conformance"
	"rolebook/generator/output/hugosite"
)

// gridFile is what the tests look at of the matrix's data.
type gridFile struct {
	Alphabet string
	Width    int
	Actions  []struct{ ID string }
	Modules  []struct {
		Objects []struct {
			ID      string
			Actions []int
		}
	}
	Families []struct{ Roles []struct{ ID string } }
	Marks    []struct {
		Rank    int
		Classes string
		Rules   []string
	}
	Cells []string
}

// whyFile is what the tests look at of the reasons.
type whyFile struct {
	Width    int
	Reasons  []json.RawMessage
	Cells    []string
	Duties   [][]struct{ ID string }
	Findings map[string]struct {
		Functions []struct{ Ways []string }
		Repair    string
	}
	Head []string
}

// script reads the data of a script that assigns them.
func script(t *testing.T, p *pages, pattern, variable string, v any) {
	t.Helper()
	for name, data := range p.files {
		if ok, _ := path.Match(pattern, name); !ok {
			continue
		}
		text, ok := strings.CutPrefix(string(data), variable+" = ")
		if !ok {
			t.Fatalf("%s does not assign to %s", name, variable)
		}
		if err := json.Unmarshal([]byte(strings.TrimSuffix(text, ";\n")), v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return
	}
	t.Fatalf("there is no %s", pattern)
}

func (g *gridFile) number(line string, place, width int) int {
	n := 0
	for _, c := range line[place*width : (place+1)*width] {
		n = n*len(g.Alphabet) + strings.IndexRune(g.Alphabet, c)
	}
	return n
}

// each goes through all cells that apply.
func (g *gridFile) each(do func(role int, id, object, action string, place int)) {
	role := 0
	for _, f := range g.Families {
		for _, r := range f.Roles {
			place := 0
			for _, m := range g.Modules {
				for _, o := range m.Objects {
					for _, a := range o.Actions {
						do(role, r.ID, o.ID, g.Actions[a].ID, place)
						place++
					}
				}
			}
			role++
		}
	}
}

// TestGrid holds the data of the grid against the analysis: every cell with its
// scope and its rules, the denials, and a reason behind each.
func TestGrid(t *testing.T) {
	set := conformance.Mini(t)
	p := render(t, set, hugosite.Options{}, nil)
	for _, lang := range languages {
		var g gridFile
		var w whyFile
		script(t, p, lang+"/matrix/grid.*.js", "self.rolebookMatrix", &g)
		script(t, p, lang+"/matrix/why.*.js", "self.rolebookMatrix.why", &w)
		var got []cell
		denied := 0
		g.each(func(role int, id, object, action string, place int) {
			code := g.number(g.Cells[role], place, g.Width)
			if reason := g.number(w.Cells[role], place, w.Width); (code > 0) != (reason > 0) || reason > len(w.Reasons) {
				t.Fatalf("%s: %s %s %s has mark %d and reason %d", lang, id, action, object, code, reason)
			}
			switch {
			case code > 0 && g.Marks[code-1].Rank > 0:
				got = append(got, cell{id, object, action, strings.Join(g.Marks[code-1].Rules, " ")})
				held := set.Analysis.Matrix.Of(set.Catalog.Role(id)).Cell(set.Catalog.Object(object), set.Catalog.Action(action))
				if widest, _ := held.Widest(); widest.Rank+1 != g.Marks[code-1].Rank {
					t.Errorf("%s: %s %s %s has rank %d, want %d", lang, id, action, object, g.Marks[code-1].Rank, widest.Rank+1)
				}
			case code > 0:
				denied++
			}
		})
		slices.SortFunc(got, func(a, b cell) int { return strings.Compare(a.key(), b.key()) })
		if diff := cmp.Diff(effective(set, func(*analysis.Cell) bool { return true }), got); diff != "" {
			t.Errorf("%s (-analysis +grid):\n%s", lang, diff)
		}
		if denied == 0 {
			t.Errorf("%s: no denial is there", lang)
		}
		testReasons(t, set.Book(lang), &w)
	}
}

// testReasons holds that findings of single roles bring their paths and their
// repair along, and that the list's head is that of the sheets.
func testReasons(t *testing.T, b *book.Book, w *whyFile) {
	t.Helper()
	for _, f := range b.SoD.Singles {
		got, ok := w.Findings[f.ID]
		if !ok || len(got.Functions) == 0 || len(got.Functions[0].Ways) == 0 {
			t.Errorf("%s: finding %s has no path: %+v", b.Key, f.ID, got)
		}
		if repair := f.Repair(); (repair != nil) != (got.Repair != "") || repair != nil && repair.Sentence != got.Repair {
			t.Errorf("%s: the repair of %s is %q", b.Key, f.ID, got.Repair)
		}
	}
	if len(w.Findings) != len(b.SoD.Singles) || len(w.Duties) != len(b.Roles) || w.Head[0] != b.T("sheet_role") {
		t.Errorf("%s: %d findings, %d lists of duties, head %q", b.Key, len(w.Findings), len(w.Duties), w.Head)
	}
}

// testTables holds the tables of all modules together against the analysis.
func testTables(t *testing.T, p *pages, set *book.Set) {
	t.Helper()
	for _, lang := range languages {
		var got []cell
		for _, m := range set.Catalog.Modules {
			got = append(got, cells(p.page(t, lang+"/matrix/"+m.ID+"/index.html"), "[data-action]")...)
		}
		slices.SortFunc(got, func(a, b cell) int { return strings.Compare(a.key(), b.key()) })
		if diff := cmp.Diff(effective(set, func(*analysis.Cell) bool { return true }), got); diff != "" {
			t.Errorf("%s (-analysis +tables):\n%s", lang, diff)
		}
	}
}
