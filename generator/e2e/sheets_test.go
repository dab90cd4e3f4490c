package e2e

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// matrixFile is the documented shape of data/matrix.json.
type matrixFile struct {
	Cells []struct {
		Role   string `json:"role"`
		Object string `json:"object"`
		Action string `json:"action"`
		Grants []struct {
			Scope string   `json:"scope"`
			When  []string `json:"when"`
			From  string   `json:"from"`
			For   []string `json:"for"`
		} `json:"grants"`
		Findings []string `json:"findings"`
	} `json:"cells"`
}

func matrixData(t testing.TB, s *site) matrixFile {
	t.Helper()
	var m matrixFile
	s.decode(t, "data/matrix.json", &m)
	if len(m.Cells) == 0 {
		t.Fatal("data/matrix.json has no cells")
	}
	return m
}

// sodFile is the documented shape of data/sod.json.
type sodFile struct {
	Findings []struct {
		Rule      string   `json:"rule"`
		Kind      string   `json:"kind"`
		Roles     []string `json:"roles"`
		Severity  string   `json:"severity"`
		Status    string   `json:"status"`
		Functions []struct {
			ID    string `json:"id"`
			Paths []struct {
				Role   string   `json:"role"`
				From   string   `json:"from"`
				Object string   `json:"object"`
				Action string   `json:"action"`
				Scope  string   `json:"scope"`
				When   []string `json:"when"`
			} `json:"paths"`
		} `json:"functions"`
		Exception *struct {
			Until      string `json:"until"`
			Expired    bool   `json:"expired"`
			ApprovedBy string `json:"approved_by"`
			Reason     string `json:"reason"`
			Control    string `json:"control"`
		} `json:"exception"`
	} `json:"findings"`
}

func TestMatrixData(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	cat := s.catalog()
	last := -1
	order := map[[3]string]int{}
	for _, r := range cat.Roles {
		for _, o := range cat.Objects {
			for _, a := range o.Actions {
				order[[3]string{r.ID, o.ID, a.ID}] = len(order)
			}
		}
	}
	for _, c := range matrixData(t, s).Cells {
		at, known := order[[3]string{c.Role, c.Object, c.Action}]
		if !known || at <= last {
			t.Errorf("cell %s %s %s is unknown, twice or out of order", c.Role, c.Object, c.Action)
		}
		last = at
		if len(c.Grants) == 0 || c.Findings == nil {
			t.Errorf("cell %s %s %s: grants %v, findings %v", c.Role, c.Object, c.Action, c.Grants, c.Findings)
		}
		for _, g := range c.Grants {
			if cat.Scope(g.Scope) == nil || cat.Role(g.From) == nil || g.When == nil || g.For == nil {
				t.Errorf("cell %s %s %s: grant %+v", c.Role, c.Object, c.Action, g)
			}
		}
	}
}

func TestFindingsData(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	var file sodFile
	s.decode(t, "data/sod.json", &file)
	for _, f := range file.Findings {
		if s.catalog().Rule(f.Rule) == nil || len(f.Functions) < 2 || (f.Kind == "role") != (len(f.Roles) == 1) {
			t.Errorf("finding %s %v: kind %s, %d functions", f.Rule, f.Roles, f.Kind, len(f.Functions))
		}
		for _, fn := range f.Functions {
			if len(fn.Paths) == 0 {
				t.Errorf("finding %s %v: no path to %s", f.Rule, f.Roles, fn.ID)
			}
		}
	}
}

// TestSearchData finds every role and object in the words of the search.
func TestSearchData(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, lang := range languages {
		text := string(s.read(t, lang+"/search.json"))
		for _, r := range s.catalog().Roles {
			for _, v := range r.Name.Versions {
				if !strings.Contains(text, v.Value) {
					t.Errorf("%s/search.json lacks %s", lang, v.Value)
				}
			}
		}
	}
}

// TestCSV reads the lists as a spreadsheet program does: a line a grant, every
// cell harmless.
func TestCSV(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, lang := range languages {
		name := lang + "/matrix/matrix." + lang + ".csv"
		lines := csvLines(t, name, s.read(t, name))
		grants := 0
		for _, c := range matrixData(t, s).Cells {
			grants += len(c.Grants)
		}
		if len(lines)-1 != grants {
			t.Errorf("%s: %d lines for %d grants", name, len(lines)-1, grants)
		}
	}
}

// csvLines reads a CSV file and checks its form: byte-order mark, CR LF, all
// lines of one length, no formulas.
func csvLines(t testing.TB, name string, data []byte) [][]string {
	t.Helper()
	rest, marked := bytes.CutPrefix(data, []byte("\ufeff"))
	if !marked {
		t.Errorf("%s: no byte-order mark", name)
	}
	if !bytes.Contains(rest, []byte("\r\n")) {
		t.Errorf("%s: lines do not end in CR LF", name)
	}
	lines, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatalf("%s: %d lines, %v", name, len(lines), err)
	}
	for _, line := range lines {
		for _, cell := range line {
			if formula(cell) {
				t.Errorf("%s: the cell %.60q is a formula to a spreadsheet program", name, cell)
			}
		}
	}
	return lines
}

// formula reports whether spreadsheet programs may take a cell for a formula.
func formula(cell string) bool {
	trimmed := strings.TrimLeftFunc(cell, unicode.IsSpace)
	return strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") ||
		trimmed != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(trimmed)[0])
}

// TestWorkbook opens the workbooks: several sheets, one with a line for every
// grant, frozen and filtered, no formula anywhere, and the same numbers in
// three languages.
func TestWorkbook(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	var shapes [][][2]int
	for _, lang := range languages {
		name := lang + "/matrix/matrix." + lang + ".xlsx"
		book := openWorkbook(t, name, s.read(t, name))
		var shape [][2]int
		frozen, filtered := 0, 0
		for _, sheet := range book.GetSheetList() {
			shape = append(shape, sheetShape(t, name, book, sheet))
			if panes, err := book.GetPanes(sheet); err == nil && panes.Freeze {
				frozen++
			}
		}
		for _, n := range book.GetDefinedName() {
			if n.Name == "_xlnm._FilterDatabase" {
				filtered++
			}
		}
		if len(shape) < 2 || frozen == 0 || filtered == 0 {
			t.Errorf("%s: %d sheets, %d frozen, %d filtered", name, len(shape), frozen, filtered)
		}
		shapes = append(shapes, shape)
	}
	for i := range shapes {
		if diff := cmp.Diff(shapes[0], shapes[i]); diff != "" {
			t.Errorf("sheets of %s and %s differ in size:\n%s", languages[0], languages[i], diff)
		}
	}
}

// TestNoForeignWordsInSheets finds English in the sheets and papers of other
// languages. Ids, which programs read, stand in columns of their own.
func TestNoForeignWordsInSheets(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, lang := range languages {
		allowed := allowedWords(t, s, lang)
		name := lang + "/matrix/matrix." + lang + ".csv"
		cells := slices.Concat(csvLines(t, name, s.read(t, name))...)
		name = lang + "/matrix/matrix." + lang + ".xlsx"
		book := openWorkbook(t, name, s.read(t, name))
		for _, sheet := range book.GetSheetList() {
			rows, err := book.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			cells = append(append(cells, sheet), slices.Concat(rows...)...)
		}
		for _, cell := range cells {
			if looksLikeID.MatchString(cell) {
				continue
			}
			for _, w := range foreign(cell, lang, allowed) {
				t.Errorf("the sheets in %s say %q in %q", lang, w, cell)
			}
		}
	}
}

func openWorkbook(t testing.TB, name string, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	t.Cleanup(func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	})
	return book
}

// sheetShape counts the rows and the filled cells of a sheet. A cell with a
// formula fails the test.
func sheetShape(t testing.TB, name string, book *excelize.File, sheet string) [2]int {
	t.Helper()
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatalf("%s, sheet %s: %v", name, sheet, err)
	}
	filled := 0
	for y, row := range rows {
		for x, cell := range row {
			if cell == "" {
				continue
			}
			filled++
			at, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err != nil {
				t.Fatal(err)
			}
			if f, err := book.GetCellFormula(sheet, at); err != nil || f != "" {
				t.Errorf("%s, sheet %s, cell %s: formula %q, %v", name, sheet, at, f, err)
			}
		}
	}
	return [2]int{len(rows), filled}
}
