package generator_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/diag"
	"rolebook/generator/review"
)

// shop is a catalog of two roles of one owner, and an exception that somebody
// else approved.
func shop(t *testing.T) reviewed {
	t.Helper()
	c := reviewed{t, fstest.MapFS{}}
	reviewPlan{
		{n: 0, owner: "Sales", allow: []grantPlan{
			{object: "order", actions: []string{"read", "update"}, scope: "team"}, {object: "refund", actions: []string{"approve"}, scope: "all"},
		}},
		{n: 1, owner: "Sales", allow: []grantPlan{{object: "refund", actions: []string{"read"}, scope: "own"}}},
	}.write(c)
	c.put("sod.yaml", `functions:
  - {id: f, name: F, any: [{objects: [order], actions: [update]}]}
  - {id: g, name: G, any: [{objects: [refund], actions: [approve]}]}
rules: [{id: s1, name: S, functions: [f, g], severity: high, risk: R, control: C}]
exceptions: [{rule: s1, roles: [r0], until: 2026-12-31, approved_by: Board, reason: R, control: C}]
`)
	return c
}

// TestReviewRefusals fills sheets in wrongly, one way after another: nothing is
// recorded, and the first problem stands where the mistake is.
func TestReviewRefusals(t *testing.T) {
	t.Parallel()
	c := shop(t)
	p := c.open()
	packs, err := p.Reviews("Sales")
	if err != nil {
		t.Fatal(err)
	}
	good := string(c.sheet(p.Book().Book("en"), packs[0], keepAll))
	lines := strings.SplitAfter(good, "\n")
	for _, k := range []struct {
		name, sheet string
		message     string
		line        int
	}{
		{"no sheet", "", "people_empty", 1},
		{"another table", "a,b\n1,2\n", "review_no_column", 1},
		{"not UTF-8", "\xff" + good, "people_encoding", 1},
		{"a quote", strings.Replace(good, "Role 0", "Ro\"le", 1), "people_bare_quote", 2},
		{"nothing but a head", lines[0], "review_no_lines", 1},
		{"no decision", strings.Replace(good, ",keep,", ",,", 1), "review_no_decision", 2},
		{"no such decision", strings.Replace(good, ",keep,", ",maybe,", 1), "review_bad_decision", 2},
		{"change to what", strings.Replace(good, ",keep,", ",change,", 1), "review_change_what", 2},
		{"control character", strings.Replace(good, ",keep,", ",keep,a\x01b", 1), "review_control", 2},
		{"a line is gone", strings.Replace(good, lines[2], "", 1), "review_line_missing", 1},
		{"a line twice", good + lines[2], "review_line_twice", 7},
		{"an id was edited", strings.Replace(good, "order read+update @team", "order read @team", 1), "review_unknown_line", 3},
		{"another pack's line", good + strings.Replace(lines[2], "sales 2026", "finance 2026", 1), "review_other_pack", 7},
		{"no stamp", strings.Replace(good, "sales 2026-11-22", "sales 22/11/2026", 1), "review_bad_stamp", 2},
		{"nobody's", strings.ReplaceAll(good, "sales 2026", "buying 2026"), "review_no_owner", 2},
	} {
		got := review.Read("sheet.csv", []byte(k.sheet), p.Analysis)
		if got.SignOff != nil || len(got.Problems) == 0 {
			t.Errorf("%s: recorded", k.name)
			continue
		}
		at := slices.IndexFunc(got.Problems, func(d diag.Diagnostic) bool { return d.Msg.ID == k.message })
		if at < 0 || got.Problems[at].At.Start.Line != k.line || len(got.Problems[at].Help) == 0 {
			t.Errorf("%s: %v", k.name, got.Problems)
		}
	}
}

// TestReviewForms reads what spreadsheet programs make of a sheet: other
// separators, another order of columns and lines, words of any language.
func TestReviewForms(t *testing.T) {
	t.Parallel()
	c := shop(t)
	p := c.open()
	packs, err := p.Reviews("sales")
	if err != nil {
		t.Fatal(err)
	}
	good := string(c.sheet(p.Book().Book("en"), packs[0], keepAll))
	lines := strings.SplitAfter(strings.TrimSuffix(good, "\n"), "\n")
	slices.Reverse(lines[1:])
	forms := map[string]string{
		"byte-order mark": "\ufeff" + good,
		"CR LF":           strings.ReplaceAll(good, "\n", "\r\n"),
		"blank lines":     good + "\n,,,,,,,\n",
		"semicolons":      "\r\n" + separated(t, good, ';'),
		"tabs":            separated(t, good, '\t'),
		"sorted":          strings.TrimSuffix(lines[0], "\n") + "\n" + strings.Join(lines[1:], "\n"),
		"Chinese":         strings.ReplaceAll(good, ",keep,", ",保留,"),
		"Japanese":        strings.ReplaceAll(good, ",keep,", ", 継続 ,"),
		"capitals":        strings.ReplaceAll(good, ",keep,", ",KEEP,"),
	}
	if !strings.Contains(good, `"`) {
		t.Fatal("a cell with a comma was expected")
	}
	for name, form := range forms {
		got := review.Read("sheet.csv", []byte(form), p.Analysis)
		if got.SignOff == nil || len(got.SignOff.Roles) != 2 || len(got.SignOff.Roles[0].Permissions) != 2 {
			t.Errorf("%s: %v %v", name, got.Problems, got.Stale)
		}
	}
}

// separated writes a sheet as a spreadsheet program of another country does.
func separated(t *testing.T, sheet string, comma rune) string {
	t.Helper()
	cells, err := csv.NewReader(strings.NewReader(sheet)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = comma, true
	if err := w.WriteAll(cells); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestReviewOfChangedCatalog records what the reviewer has seen and leaves out
// what has changed since; the rest is for a new pack, of the same day if need be.
func TestReviewOfChangedCatalog(t *testing.T) {
	t.Parallel()
	c := shop(t)
	p := c.open()
	packs, err := p.Reviews("sales")
	if err != nil {
		t.Fatal(err)
	}
	sheet := c.sheet(p.Book().Book("ja"), packs[0], keepAll)
	role := string(c.files["roles/r1.yaml"].Data)
	c.put("roles/r1.yaml", strings.Replace(role, "scope: own", "scope: all", 1))
	first := c.record(c.open(), sheet)
	if first.SignOff == nil || len(first.SignOff.Roles) != 1 || len(first.Stale) != 1 || first.Stale[0].At.Start.Line != 5 {
		t.Fatalf("%v %v", first.Problems, first.Stale)
	}
	want := []string{"r1 never-signed", "s1 r0 never-signed"}
	if got := leftOpen(c.open()); !slices.Equal(got, want) {
		t.Errorf("open %v, not %v", got, want)
	}
	if again := c.record(c.open(), sheet); again.SignOff != nil || again.Problems[0].Msg.ID != "review_recorded" {
		t.Errorf("recorded twice: %v", again.Problems)
	}
	c.sign("zh", keepAll)
	if got := leftOpen(c.open()); len(got) > 0 {
		t.Errorf("open %v", got)
	}
	if c.files["reviews/2026-11-22-sales.yaml"] == nil || c.files["reviews/2026-11-22-sales-2.yaml"] == nil {
		t.Error("the second record of a day has no name of its own")
	}
}

// TestReviewDecisions says of each decision whether it is carried out.
func TestReviewDecisions(t *testing.T) {
	t.Parallel()
	for _, k := range []struct {
		name     string
		role     string // decision on r0 as a whole
		line     string // and on reading and changing orders
		now      string // what becomes of "@team" there
		wantOpen string
	}{
		{"keep", "keep", "", "", ""},
		{"kept, and narrower", "keep", "", "own", "r0 changed-since"},
		{"kept, and wider", "keep", "", "all", "r0 changed-since"},
		{"change, not done", "keep", "change", "", "r0 not-carried-out"},
		{"change, narrower", "keep", "change", "own", ""},
		{"change, wider", "keep", "change", "all", "r0 changed-since"},
		{"revoke, not done", "keep", "revoke", "", "r0 not-carried-out"},
		{"revoke, narrower only", "keep", "revoke", "own", "r0 not-carried-out"},
		{"revoke, and wider", "keep", "revoke", "all", "r0 changed-since|r0 not-carried-out"},
		{"role revoked, not done", "revoke", "", "", "r0 not-carried-out"},
		{"role revoked but for the line", "revoke", "keep", "", "r0 not-carried-out"},
		{"role changed, not done", "change", "", "", "r0 not-carried-out"},
		{"role changed, narrower", "change", "", "own", ""},
		{"role changed, wider", "change", "", "all", "r0 changed-since"},
	} {
		c := shop(t)
		c.sign("en", func(id string) (string, string) {
			switch {
			case id == "role r0":
				return k.role, "as agreed"
			case strings.HasPrefix(id, "permission r0 order"):
				return k.line, "as agreed"
			}
			return keepAll(id)
		})
		if k.now != "" {
			role := string(c.files["roles/r0.yaml"].Data)
			c.put("roles/r0.yaml", strings.Replace(role, "scope: team", "scope: "+k.now, 1))
		}
		if got := strings.Join(leftOpen(c.open()), "|"); got != k.wantOpen {
			t.Errorf("%s: open %q, not %q", k.name, got, k.wantOpen)
		}
	}
}

// Exceptions are signed by who approved them. One that is renewed is to be
// signed anew, one that was to go is open while it is there.
func TestReviewOfExceptions(t *testing.T) {
	t.Parallel()
	c := shop(t)
	c.sign("en", func(id string) (string, string) {
		if strings.HasPrefix(id, "exception ") {
			return "revoke", "the post is filled"
		}
		return keepAll(id)
	})
	if got, want := leftOpen(c.open()), []string{"s1 r0 not-carried-out"}; !slices.Equal(got, want) {
		t.Errorf("open %v, not %v", got, want)
	}
	sod := string(c.files["sod.yaml"].Data)
	c.put("sod.yaml", strings.Replace(sod, "2026-12-31", "2027-12-31", 1))
	if got, want := leftOpen(c.open()), []string{"s1 r0 never-signed"}; !slices.Equal(got, want) {
		t.Errorf("renewed: open %v, not %v", got, want)
	}
	c.put("sod.yaml", strings.Split(sod, "exceptions:")[0])
	if got := leftOpen(c.open()); len(got) > 0 {
		t.Errorf("gone: open %v", got)
	}
}

// A comment is data: whatever it holds comes back as it was.
func TestReviewComments(t *testing.T) {
	t.Parallel()
	for _, comment := range []string{`"quoted", {a: b} # no`, "=1+1", "- x: y", "'", "改为“团队”：即日起", "<b>&amp;", "\\n", "null"} {
		c := shop(t)
		c.sign("en", func(id string) (string, string) {
			if id == "role r0" {
				return "change", comment
			}
			return keepAll(id)
		})
		p := c.open()
		if got := analysis.LastSignOffs(p.Catalog)["r0"].Signed.Comment; got != comment {
			t.Errorf("%q came back as %q", comment, got)
		}
	}
}

// Records never take the place of each other, and files appear whole.
func TestRecordIsNeverOverwritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	files := []generator.NewFile{{Path: "reviews/2026-11-22-sales.yaml", Data: []byte("a")}}
	if err := generator.Create(dir, files); err != nil {
		t.Fatal(err)
	}
	files[0].Data = []byte("b")
	if err := generator.Create(dir, files); err == nil {
		t.Error("a record was written over")
	}
	if got, err := os.ReadFile(dir + "/reviews/2026-11-22-sales.yaml"); err != nil || string(got) != "a" {
		t.Errorf("%s %v", got, err)
	}
}
