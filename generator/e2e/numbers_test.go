package e2e

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rolebook/generator/catalog"
	"rolebook/generator/locale"
)

// numbers is what every output tells of a catalog. One that does not tell of
// roles or permissions leaves them zero.
type numbers struct {
	openRole, openCombined, mitigated, excepted int
	roles, permissions                          int
}

// TestSameNumbers reads each output for what it tells of findings, roles and
// permissions: page, document, workbook, CSV, JSON, SARIF and JUnit say the same.
func TestSameNumbers(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	want := numbersOfData(t, s)
	if want.openCombined == 0 || want.mitigated == 0 || want.excepted == 0 || want.roles != 18 || want.permissions == 0 {
		t.Fatalf("the data tell of %+v", want)
	}
	findings := want
	findings.roles, findings.permissions = 0, 0
	hold := func(output string, want, got numbers) {
		if got != want {
			t.Errorf("%s: %+v, the data %+v", output, got, want)
		}
	}
	program := builtProgram(t)
	for _, lang := range languages {
		hold(lang+" site", want, numbersOfSite(t, s, lang))
		hold(lang+" document", findings, numbersOfPaper(t, s, lang))
		hold(lang+" workbook", findings, numbersOfWorkbook(t, s, lang))
		hold(lang+" CSV", numbers{roles: want.roles, permissions: want.permissions}, numbersOfCSV(t, s, lang))
		hold(lang+" SARIF", findings, numbersOfSARIF(t, program, lang))
		open := numbers{openRole: want.openRole, openCombined: want.openCombined}
		hold(lang+" JUnit", open, numbersOfJUnit(t, program, lang, findings))
	}
}

// count adds a finding.
func (n *numbers) count(status string, combined bool) {
	switch {
	case status == "mitigated":
		n.mitigated++
	case status == "excepted":
		n.excepted++
	case combined:
		n.openCombined++
	default:
		n.openRole++
	}
}

func numbersOfData(t *testing.T, s *site) numbers {
	var n numbers
	var file sodFile
	s.decode(t, "data/sod.json", &file)
	for _, f := range file.Findings {
		n.count(f.Status, f.Kind == "combination")
	}
	var catalog struct {
		Roles []json.RawMessage `json:"roles"`
	}
	if err := json.Unmarshal(s.read(t, "data/catalog.json"), &catalog); err != nil {
		t.Fatal(err)
	}
	n.roles, n.permissions = len(catalog.Roles), len(matrixData(t, s).Cells)
	return n
}

// numbersOfSite reads the sums of the findings page and counts the pages of
// roles and the granted cells of the matrix.
func numbersOfSite(t *testing.T, s *site, lang string) numbers {
	var sums []int
	foot := all(s.page(t, lang+"/sod/index.html").root, tag("tfoot"))[0]
	for _, cell := range all(foot, tag("td")) {
		sums = append(sums, number(t, content(cell)))
	}
	n := numbers{openRole: sums[0], openCombined: sums[1], mitigated: sums[2], excepted: sums[3]}
	for _, p := range s.pages(t) {
		if p.lang() == lang && len(all(p.root, func(n *html.Node) bool { return tag("main")(n) && with("data-role")(n) })) > 0 {
			n.roles++
		}
	}
	n.permissions = len(all(s.page(t, lang+"/matrix/index.html").root, with("data-action")))
	return n
}

var countRow = regexp.MustCompile(`(?m)^\S+ (\d+) (\d+) (\d+) (\d+)$`)

// numbersOfPaper reads the table of counts in the volume: four severities and
// their sum, behind the sentence that tells of the open ones.
func numbersOfPaper(t *testing.T, s *site, lang string) numbers {
	text := s.paper(t, lang+"/rolebook."+lang+".pdf").text(t)
	_, behind, found := strings.Cut(text, locale.New(catalog.Lang(lang)).T("book_finding_excepted")+"\n")
	rows := countRow.FindAllStringSubmatch(behind, 5)
	if !found || len(rows) != 5 {
		t.Fatalf("%s: no table of counts: %q", lang, rows)
	}
	var sums, last [4]int
	for i, row := range rows {
		for k, cell := range row[1:] {
			last[k] = number(t, cell)
			if i < 4 {
				sums[k] += last[k]
			}
		}
	}
	if sums != last {
		t.Errorf("%s: the rows come to %v, the sum says %v", lang, sums, last)
	}
	return numbers{openRole: last[0], openCombined: last[1], mitigated: last[2], excepted: last[3]}
}

// numbersOfWorkbook counts the rows of the sheet of findings.
func numbersOfWorkbook(t *testing.T, s *site, lang string) numbers {
	say := locale.New(catalog.Lang(lang))
	name := lang + "/matrix/matrix." + lang + ".xlsx"
	rows, err := openWorkbook(t, name, s.read(t, name)).GetRows(say.T("sheet_tab_findings"))
	if err != nil {
		t.Fatal(err)
	}
	var n numbers
	for _, row := range rows[1:] {
		n.count(statusOf(t, say, row[5]), row[3] == say.T("sheet_kind_combination"))
	}
	return n
}

func statusOf(t *testing.T, say *locale.Locale, word string) string {
	for _, status := range []string{"open", "mitigated", "excepted"} {
		if say.T("book_finding_"+status) == word {
			return status
		}
	}
	t.Fatalf("%q is no status", word)
	return ""
}

func numbersOfCSV(t *testing.T, s *site, lang string) numbers {
	name := lang + "/matrix/matrix." + lang + ".csv"
	roles, cells := map[string]bool{}, map[string]bool{}
	const role, object, action = 1, 5, 8 // columns of ids
	for _, line := range csvLines(t, name, s.read(t, name))[1:] {
		roles[line[role]] = true
		cells[line[role]+" "+line[object]+" "+line[action]] = true
	}
	return numbers{roles: len(roles), permissions: len(cells)}
}

// builtProgram builds the program.
func builtProgram(t *testing.T) string {
	program := filepath.Join(t.TempDir(), "rolebook")
	printed(t, "go", "build", "-o", program, "../../cmd/rolebook")
	return program
}

func sodAs(t *testing.T, program, lang, format string) []byte {
	c := exec.Command(program, "sod", "../../roles", "--on", today.String(), "--lang", lang, "--format", format)
	var problems bytes.Buffer
	c.Stderr = &problems
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, problems.String())
	}
	return out
}

func numbersOfSARIF(t *testing.T, program, lang string) numbers {
	var log struct {
		Runs []struct {
			Results []struct {
				Message      struct{ Text string }
				Suppressions []struct{ Kind string }
				Fingerprints map[string]string `json:"partialFingerprints"`
			}
		}
	}
	if err := json.Unmarshal(sodAs(t, program, lang, "sarif"), &log); err != nil {
		t.Fatal(err)
	}
	say := locale.New(catalog.Lang(lang))
	var n numbers
	seen := map[string]bool{}
	for _, r := range log.Runs[0].Results {
		line, paths, _ := strings.Cut(r.Message.Text, "\n")
		roles := map[string]bool{}
		for path := range strings.Lines(paths) {
			roles[strings.Fields(path)[0]] = true
		}
		for _, status := range []string{"open", "mitigated", "excepted"} {
			if strings.HasSuffix(strings.TrimRight(line, "]］"), say.T("book_finding_"+status)) {
				n.count(status, len(roles) > 1)
			}
		}
		seen[r.Fingerprints["rolebook/v1"]] = true
	}
	if len(seen) != len(log.Runs[0].Results) {
		t.Errorf("%d fingerprints for %d results", len(seen), len(log.Runs[0].Results))
	}
	return n
}

// numbersOfJUnit counts the cases that fail, which are the open findings; all
// cases are all findings and one for each rule without.
func numbersOfJUnit(t *testing.T, program, lang string, all numbers) numbers {
	var report struct {
		Suites []struct {
			Cases []struct {
				Name    string    `xml:"name,attr"`
				Failure *struct{} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(sodAs(t, program, lang, "junit"), &report); err != nil {
		t.Fatal(err)
	}
	var n numbers
	none, cases := locale.New(catalog.Lang(lang)).T("cli_no_finding"), 0
	for _, s := range report.Suites {
		for _, c := range s.Cases {
			if c.Name != none {
				cases++
			}
			if c.Failure != nil {
				n.count("open", strings.Contains(c.Name, " + "))
			}
		}
	}
	if sum := all.openRole + all.openCombined + all.mitigated + all.excepted; cases != sum {
		t.Errorf("%s JUnit: %d cases for %d findings", lang, cases, sum)
	}
	return n
}

func number(t *testing.T, text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
