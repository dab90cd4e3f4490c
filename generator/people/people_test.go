package people

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/load"
	"rolebook/generator/source"
)

var today = catalog.Date{Year: 2026, Month: 11, Day: 22}

// miniJudge goes by the small catalog of the format's contract.
func miniJudge(t *testing.T) *analysis.Judge {
	t.Helper()
	files, err := source.Read(t.Context(), os.DirFS("../load/testdata/contract/mini"))
	if err != nil {
		t.Fatal(err)
	}
	cat, list := load.Load(t.Context(), files)
	if list.HasErrors() {
		t.Fatal(list)
	}
	return analysis.NewJudge(analysis.Run(cat, today))
}

// saved writes a file and opens it.
func saved(t *testing.T, text string) *os.File {
	t.Helper()
	name := filepath.Join(t.TempDir(), "people.csv")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func mustCheck(t *testing.T, f *os.File, judge *analysis.Judge) *Report {
	t.Helper()
	report, wrong, err := Check(t.Context(), Input{"people.csv", f}, judge)
	if err != nil || wrong != nil {
		t.Fatalf("%v %v", err, wrong)
	}
	return report
}

// told tells a report in a few words a line.
func told(r *Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d rows, %d in force, %d people\n", r.Rows, r.InForce, r.People)
	for _, p := range r.Persons {
		fmt.Fprintf(&b, "%q %q %s\n", p.Name, p.Units, p.Status())
		for _, x := range p.Verdict.Breaches {
			for _, f := range p.Verdict.Findings(x) {
				b.WriteString("  " + findingLine(f) + "\n")
			}
		}
	}
	return b.String()
}

func findingLine(f *analysis.Finding) string {
	var ids []string
	for _, r := range f.Roles {
		ids = append(ids, r.ID)
	}
	return fmt.Sprint(f.Rule.ID, " ", f.Status, " ", ids)
}

// reportByDefinition works out with plain means what Check should report: by
// encoding/csv and the findings of the catalog.
func reportByDefinition(t *testing.T, text string, result *analysis.Result) string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(row []string, name string) string {
		if i := slices.Index(records[0], name); i >= 0 {
			return row[i]
		}
		return ""
	}
	roles, units := map[string][]string{}, map[string][]string{}
	inForce := 0
	for _, row := range records[1:] {
		day := today.String()
		if at(row, "from") > day || cmp.Or(at(row, "until"), "9999") < day {
			continue
		}
		inForce++
		p := at(row, "person")
		roles[p] = append(roles[p], at(row, "role"))
		if u := at(row, "unit"); u != "" && !slices.Contains(units[p], u) {
			units[p] = append(units[p], u)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d rows, %d in force, %d people\n", len(records)-1, inForce, len(roles))
	var names []string
	for p := range roles {
		names = append(names, p)
	}
	slices.Sort(names)
	for _, p := range names {
		worst, lines := analysis.Mitigated, ""
		for f := range result.All() {
			if !slices.ContainsFunc(f.Roles, func(r *catalog.Role) bool { return !slices.Contains(roles[p], r.ID) }) {
				worst = min(worst, f.Status)
				lines += "  " + findingLine(f) + "\n"
			}
		}
		if slices.Sort(units[p]); lines != "" {
			fmt.Fprintf(&b, "%q %q %s\n%s", p, units[p], worst, lines)
		}
	}
	return b.String()
}

// drawFile draws a file with columns in any order, dates, units and quotes.
func drawFile(rnd *rand.Rand, roles []*catalog.Role, names []string) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = rnd.IntN(2) == 0
	if rnd.IntN(2) == 0 {
		b.WriteString("\ufeff")
	}
	columns := []string{"person", "role", "from", "until", "unit", "remark"}[:2+rnd.IntN(5)]
	rnd.Shuffle(len(columns), func(i, k int) { columns[i], columns[k] = columns[k], columns[i] })
	w.Write(columns)
	dates := []string{"", "2026-01-01", "2026-11-21", "2026-11-22"}
	for _, name := range names {
		row := make([]string, len(columns))
		for i, c := range columns {
			row[i] = map[string]string{
				"person": name, "role": roles[rnd.IntN(len(roles))].ID, "from": dates[rnd.IntN(4)], "until": []string{"", "2026-11-22", "2026-12-31", "2027-01-01"}[rnd.IntN(4)],
				"unit": []string{"", "Sales, North", "销售部"}[rnd.IntN(3)], "remark": []string{"", "said \"yes\"", "two\nlines"}[rnd.IntN(3)],
			}[c]
		}
		w.Write(row)
	}
	w.Flush()
	return b.String()
}

func TestCheckAgainstDefinition(t *testing.T) {
	t.Parallel()
	judge := miniJudge(t)
	result := judge.Result()
	statuses := map[string]bool{}
	for seed := range uint64(150) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		var names []string
		for range rnd.IntN(60) {
			names = append(names, fmt.Sprintf([]string{"p%d", "p%02d", "%d, \"Jr\""}[seed%3], rnd.IntN(20)))
		}
		switch seed % 4 {
		case 0:
			slices.Sort(names)
		case 1:
			slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
		case 2:
			slices.SortFunc(names, func(a, b string) int { return cmp.Compare(b, a) })
		}
		text := drawFile(rnd, result.Catalog.Roles, names)
		got, want := told(mustCheck(t, saved(t, text), judge)), reportByDefinition(t, text, result)
		if got != want {
			t.Fatalf("seed %d\n%s\ngot\n%s\nwant\n%s", seed, text, got, want)
		}
		for _, s := range []string{"open", "excepted", "mitigated"} {
			statuses[s] = statuses[s] || strings.Contains(want, `" `+s) || strings.Contains(want, "] "+s)
		}
	}
	if !statuses["open"] || !statuses["excepted"] || !statuses["mitigated"] {
		t.Errorf("not every status is met: %v", statuses)
	}
}

// Files of several blocks, in order and not, from a file and from a pipe.
func TestCheckLargeFiles(t *testing.T) {
	t.Parallel()
	judge := miniJudge(t)
	rnd := rand.New(rand.NewPCG(5, 5))
	var names []string
	for i := range 40_000 {
		for range 1 + rnd.IntN(4) {
			names = append(names, fmt.Sprintf("person-%06d", i))
		}
	}
	inOrder := drawFile(rnd, judge.Result().Catalog.Roles, names)
	rnd.Shuffle(len(names), func(i, k int) { names[i], names[k] = names[k], names[i] })
	for _, text := range []string{inOrder, drawFile(rnd, judge.Result().Catalog.Roles, names)} {
		if len(text) < 2*blockSize {
			t.Fatalf("a file of %d bytes has one block", len(text))
		}
		want := reportByDefinition(t, text, judge.Result())
		if got := told(mustCheck(t, saved(t, text), judge)); got != want {
			t.Errorf("a file with %.60q comes to another report", text)
		}
		from, to, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			io.WriteString(to, text)
			to.Close()
		}()
		if got := told(mustCheck(t, from, judge)); got != want {
			t.Errorf("a pipe with %.60q comes to another report", text)
		}
	}
}

func TestOrders(t *testing.T) {
	t.Parallel()
	judge := miniJudge(t)
	for _, c := range []struct {
		names   string
		ordered bool
	}{
		{"", true},
		{"a a b", true},
		{"b a", true},
		{"9 10 11", true},
		{"11 10 9", true},
		{"a b a", false},
		{"a c b", false},
		{"9 10 9", false},
	} {
		text := "person,role\n"
		for _, n := range strings.Fields(c.names) {
			text += n + ",clerk\n"
		}
		f := saved(t, text)
		k := &checker{judge: judge, roles: newRoleTable(judge.Result().Catalog.Roles), units: newUnits(), workers: 2, file: f, size: int64(len(text))}
		if wrong, err := k.readHead(); err != nil || wrong.total > 0 {
			t.Fatal(err, wrong)
		}
		if _, _, ordered, err := k.inOrder(t.Context()); err != nil || ordered != c.ordered {
			t.Errorf("%s: %t %v", c.names, ordered, err)
		}
	}
}

func TestStore(t *testing.T) {
	t.Parallel()
	s := newStore(3, 1000)
	defer s.release()
	want := make([]string, 3)
	rnd := rand.New(rand.NewPCG(1, 1))
	for i := range 200 {
		part, data := rnd.IntN(3), strings.Repeat(fmt.Sprint(i), 1+rnd.IntN(20))
		s.put(part, []byte(data))
		want[part] += data
	}
	if s.file == nil || s.size < 1000 {
		t.Error("nothing went to a file")
	}
	for part := range want {
		if got, err := s.get(part); err != nil || string(got) != want[part] {
			t.Errorf("part %d: %v, %d bytes of %d", part, err, len(got), len(want[part]))
		}
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	judge := miniJudge(t)
	for _, c := range []struct{ text, want string }{
		{"", "1:1 missing-key people_empty"},
		{"\n\n", "1:1 missing-key people_empty"},
		{"p1,clerk\n", "1:1 missing-key people_no_column person; 1:1 missing-key people_no_column role"},
		{"person,rôle\n", "1:1 missing-key people_no_column role"},
		{"\ufeffperson,role,Person\n", "1:13 duplicate-key people_column_twice person"},
		{"person,role\np1,clrk\n\np2,clerk\np3,\n,clerk\n", "2:4 unknown-reference people_unknown_role clrk; 5:4 missing-key people_no_role; 6:1 missing-key people_no_person"},
		{"person,role\np1\np1,clerk,x\n", "2:1 syntax people_width; 3:10 syntax people_width"},
		{"until,person,from,role\n2026-02-30,王,2026-1-1,clerk\n2025-01-01,李,2026-01-01,nobody\n", "2:1 bad-value people_bad_date; 2:14 bad-value people_bad_date; 3:1 bad-value people_ends_first; 3:25 unknown-reference people_unknown_role nobody"},
		{"person,role\n\"p\n1\",clrk\n\"p2\",clerk\"\n\"p3\" ,clerk", "3:4 unknown-reference people_unknown_role clrk; 4:11 syntax people_bare_quote"},
		{"person,role\n\"p1\" ,clerk\n", "2:5 syntax people_behind_quote"},
		{"person,role\np1,clerk\n\"p2,clerk\np3,clerk\n", "3:1 syntax people_open_quote"},
		{"person,role\np\xff,clerk\n", "2:2 encoding people_encoding"},
		{"\xff\xfep\x00e\x00", "1:1 encoding people_encoding"},
		{"person,role\n" + strings.Repeat("x", blockSize) + ",clerk\n", "2:1 limit people_long_row"},
		{"person,role\n\"" + strings.Repeat("\n", 2*blockSize) + "\",clerk\n", "2:1 syntax people_open_quote"},
	} {
		report, wrong, err := Check(t.Context(), Input{"people.csv", saved(t, c.text)}, judge)
		if err != nil || report != nil || wrong == nil {
			t.Errorf("%.40q: %v, report %v", c.text, err, report)
			continue
		}
		if got := problemLine(wrong.List); got != c.want {
			t.Errorf("%.40q: got\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

func problemLine(list diag.List) string {
	var out []string
	for _, d := range list {
		line := fmt.Sprintf("%d:%d %s %s", d.At.Start.Line, d.At.Start.Column, d.Code, d.Msg.ID)
		for _, arg := range []string{"Name", "Role"} {
			if d.Msg.Args[arg] != nil {
				line += fmt.Sprint(" ", d.Msg.Args[arg])
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

// All problems are counted and the first are told, wherever the blocks end.
func TestManyProblems(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("person,role\n")
	for i := range 200_000 {
		role := "clerk"
		if i%100 == 7 {
			role = "nobody"
		}
		fmt.Fprintf(&b, "p%d,%s\n", i*7919%200_000, role)
	}
	_, wrong, err := Check(t.Context(), Input{"people.csv", saved(t, b.String())}, miniJudge(t))
	if err != nil || len(wrong.List) != maxProblems+1 {
		t.Fatal(err, len(wrong.List))
	}
	last := wrong.List[maxProblems]
	if wrong.List[199].At.Start.Line != 19909 || last.Code != diag.Limit || last.Msg.Count != 1800 {
		t.Errorf("problem 200 is at %v; the last is %+v", wrong.List[199].At, last)
	}
	if line, ok := wrong.Line("people.csv", 109); !ok || !strings.HasSuffix(line, ",nobody") {
		t.Errorf("line 109 is quoted as %q", line)
	}
}

func TestAnonymise(t *testing.T) {
	t.Parallel()
	text := "person,role\n" + strings.Repeat("王小明,clerk\n王小明,approver\n", 1) + "ann,clerk\nann,manager\nbob,clerk\n"
	key := []byte("a key of sixteen bytes or more")
	names := func(key []byte) []string {
		report := mustCheck(t, saved(t, text), miniJudge(t))
		pseudonyms, err := NewPseudonyms(key)
		if err != nil {
			t.Fatal(err)
		}
		report.Anonymise(pseudonyms)
		var out []string
		for _, p := range report.Persons {
			out = append(out, p.Name)
		}
		return out
	}
	first := names(key)
	if len(first) != 2 || !slices.IsSorted(first) || strings.Contains(strings.Join(first, " "), "ann") || len(first[0]) != len("p-")+16 {
		t.Errorf("pseudonyms %q", first)
	}
	if again := names(key); !slices.Equal(first, again) {
		t.Errorf("the same key gives %q and %q", first, again)
	}
	if a, b := names(nil), names(nil); slices.Equal(a, b) || slices.Equal(a, first) {
		t.Errorf("two random keys give %q and %q", a, b)
	}
	if _, err := NewPseudonyms([]byte("short")); err == nil {
		t.Error("a short key is taken")
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	text := "person,role,unit\n" +
		"ann,clerk,North\nann,approver,South\n" + // s01 open
		"bob,clerk,\nbob,auditor,\n" + // s03 open
		"cid,director,South\n" + // s02 excepted
		"dan,peer-approver,North\ndan,clerk,North\n" // s01 mitigated
	counts := mustCheck(t, saved(t, text), miniJudge(t)).Count()
	got := fmt.Sprint(counts.Count)
	for _, c := range counts.Rules {
		got += fmt.Sprint(" ", c.Rule.ID, c.Count)
	}
	for _, u := range counts.Units {
		got += fmt.Sprintf("; %q%v", u.Unit, u.Count)
		for _, c := range u.Rules {
			got += fmt.Sprint(" ", c.Rule.ID, c.Count)
		}
	}
	want := `{2 1 1} s01{1 0 1} s03{1 0 0} s02{0 1 0}; ""{1 0 0} s03{1 0 0}; "North"{1 0 1} s01{1 0 1}; "South"{1 1 0} s01{1 0 0} s02{0 1 0}`
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
