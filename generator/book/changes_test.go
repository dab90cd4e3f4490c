package book_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/change"
	"rolebook/generator/locale"
	"rolebook/generator/output/conformance"
	"rolebook/roles"
)

// edited is the shipped catalog with some texts replaced.
func edited(t *testing.T, edits ...[3]string) *book.Set {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range shipped(t).Catalog.Files {
		data, err := roles.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	for _, e := range edits {
		was := string(files[e[0]].Data)
		if !strings.Contains(was, e[1]) {
			t.Fatalf("%s has no %q", e[0], e[1])
		}
		files[e[0]].Data = []byte(strings.Replace(was, e[1], e[2], 1))
	}
	return conformance.Load(t, files)
}

// told compares two sets and gives the lines of a section, in one language.
func told(t *testing.T, old, now *book.Set, lang, section string) string {
	t.Helper()
	now.Compare(old, change.Between(old.Analysis, now.Analysis), "old", "new")
	for _, s := range now.Book(lang).Changes.Sections {
		if s.ID == section {
			return strings.Join(flat("", s.Lines), "\n")
		}
	}
	return ""
}

func flat(indent string, lines []book.ChangeLine) []string {
	var out []string
	for _, l := range lines {
		var names []string
		for _, r := range l.Roles {
			names = append(names, r.ID)
		}
		out = append(out, strings.TrimSpace(indent+l.Op+" "+strings.Join(names, ",")+" "+l.More+" "+l.Text))
		out = append(out, flat(indent, l.Lines)...)
	}
	return out
}

const seller = "sales/sales-representative.yaml"

func TestChangesAreTold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang, section string
		edit                [3]string
		want                string
	}{
		{
			"heirs and their origin on one line", "en", "gains",
			[3]string{seller, "{objects: [price-book], actions: [read],", "{objects: [price-book], actions: [read, update],"},
			"overseas-sales-representative,sales-representative\nadded   Price book: Update · Region · from Sales Representative",
		},
		{
			"wider", "ja", "gains", [3]string{seller, "{objects: [case], actions: [read], scope: own,", "{objects: [case], actions: [read], scope: all,"},
			"overseas-sales-representative,sales-representative\nchanged   ケース：参照 · 本人 → 全社 · 範囲が拡大 · 営業担当者から継承",
		},
		{
			"a combination that one role makes alone now", "en", "findings-other",
			[3]string{seller, "{objects: [price-book], actions: [read],", "{objects: [price-book], actions: [read, update],"},
			"High · S05 · Price book and quotes: 4\n" +
				"removed overseas-sales-representative,sales-operations-data-administrator  found now in Overseas Sales Representative alone\n" +
				"removed overseas-sales-representative,sales-operations-manager  found now in Overseas Sales Representative alone\n" +
				"removed sales-operations-data-administrator,sales-representative  found now in Sales Representative alone\n" +
				"removed sales-operations-manager,sales-representative  found now in Sales Representative alone",
		},
		{
			"a translation", "zh", "duties", [3]string{seller, "Contact each assigned lead within", "Call each assigned lead within"},
			"sales-representative\nchanged   职责：线索跟进\nchanged   任务（英文）\n" +
				"removed   Contact each assigned lead within 4 working hours, and record the result the same day.\n" +
				"added   Call each assigned lead within 4 working hours, and record the result the same day.",
		},
		{
			"a long text where it differs", "en", "properties",
			[3]string{"common/crm-user.yaml", "keep a small mistake from growing", "keep a small error from growing"},
			"crm-user\nchanged   Overview (English)\n" +
				"removed   … traceable to a person and keep a small mistake from growing into an incident.\n" +
				"added   … traceable to a person and keep a small error from growing into an incident.",
		},
		{
			"the severity of a rule", "en", "rules", [3]string{"sod.yaml", "severity: medium", "severity: high"},
			"changed   Rule: S01 · Deal registration and own quota\nchanged   Severity: Medium → High",
		},
		{"nothing", "en", "roles", [3]string{"common/crm-user.yaml", "status: active", "status: active # still"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := told(t, shipped(t), edited(t, c.edit), c.lang, c.section); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// headed are the kinds that have sections of their own.
var headed = map[string]bool{"catalog": true, "role": true}

// What came, went or changed by kind and key has a name in every language.
func TestChangesHaveNames(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "../change/kind.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		kind := strings.ToLower(spec.Type.(*ast.Ident).Name)
		value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		n++
		for _, lang := range catalog.AllLanguages {
			if id := "change_" + kind + "_" + value; !headed[value] && !locale.New(lang).Has(id) {
				t.Errorf("%s has no message %s", lang, id)
			}
		}
		return true
	})
	if n < 70 {
		t.Errorf("only %d names tried", n)
	}
}

// A change of everything, backwards too, has a word for each thing in it.
func TestChangesLackNoMessage(t *testing.T) {
	t.Parallel()
	for _, make := range [][2]func() *book.Set{
		{func() *book.Set { return conformance.Mini(t) }, func() *book.Set { return edited(t) }},
		{func() *book.Set { return edited(t) }, func() *book.Set { return conformance.Mini(t) }},
	} {
		old, now := make[0](), make[1]()
		now.Compare(old, change.Between(old.Analysis, now.Analysis), "old", "new")
		for _, b := range now.Books {
			for _, s := range b.Changes.Sections {
				for _, l := range append(flat("", s.Lines), s.Title) {
					if strings.Contains(l, "⟦") {
						t.Errorf("%s %s: %s", b.Key, s.ID, l)
					}
				}
			}
		}
	}
}
