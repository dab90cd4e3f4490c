package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/notice"
)

func (a *app) testResults(w io.Writer, results []analysis.TestResult, dir, format string) error {
	switch format {
	case "json":
		return a.testJSON(w, results)
	case "text":
		return a.testText(w, results, rootOf(dir))
	}
	return writeReport(w, a.testNotices(results, dir), format)
}

// testText tells what does not hold, and why, and counts.
func (a *app) testText(w io.Writer, results []analysis.TestResult, root string) error {
	var b strings.Builder
	entries, failed := 0, 0
	for _, r := range results {
		entries += len(r.Entries)
		failed += r.Failed()
		for _, e := range r.Entries {
			if e.Passed {
				continue
			}
			at := e.Access.At
			fmt.Fprintf(&b, "%s%s:%d:%d: %s\n", root, at.File, at.Start.Line, at.Start.Column, a.entryLine(r.Test, e))
			for _, line := range a.reasons(e) {
				b.WriteString("  " + line + "\n")
			}
		}
	}
	b.WriteString(a.testCount(len(results), entries, failed) + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func (a *app) testCount(tests, entries, failed int) string {
	switch {
	case tests == 0:
		return a.say.T("cli_test_none")
	case failed == 0:
		return a.say.N("cli_test_passed", entries, "Tests", a.say.N("cli_count_tests", tests))
	}
	return a.say.N("cli_test_failed", failed, "Entries", a.say.N("cli_count_entries", entries))
}

// entryLine says what a test expects.
func (a *app) entryLine(t *catalog.AccessTest, e analysis.TestEntry) string {
	id := "cli_test_cannot"
	if e.Can {
		id = "cli_test_can"
	}
	return a.say.T(id, "Roles", strings.Join(testRoles(t), " + "), "Access", accessWords(e.Access))
}

func (a *app) reasons(e analysis.TestEntry) []string {
	var out []string
	for _, m := range e.Answer.Why() {
		out = append(out, a.say.Message(m))
	}
	return out
}

func testRoles(t *catalog.AccessTest) []string {
	ids := make([]string, len(t.Roles))
	for i, r := range t.Roles {
		ids[i] = r.ID
	}
	return ids
}

// accessWords writes an access as tests.yaml does.
func accessWords(x catalog.Access) string {
	s := x.Action.ID + " " + x.Object.ID
	if x.Scope != nil {
		s += " @" + x.Scope.ID
	}
	return s
}

// testEntry is an entry of a test as JSON.
type testEntry struct {
	Roles  []string `json:"roles"`
	Expect string   `json:"expect"` // can or cannot
	Access string   `json:"access"`
	Passed bool     `json:"passed"`
	Why    []string `json:"why"`
	File   string   `json:"file"`
	Line   int      `json:"line"`
	Column int      `json:"column"`
}

// testJSON writes {"entries": [...], "passed", "failed"}; the reasons are in
// the reader's language.
func (a *app) testJSON(w io.Writer, results []analysis.TestResult) error {
	doc := struct {
		Entries []testEntry `json:"entries"`
		Passed  int         `json:"passed"`
		Failed  int         `json:"failed"`
	}{Entries: []testEntry{}}
	for _, r := range results {
		doc.Failed += r.Failed()
		doc.Passed += len(r.Entries) - r.Failed()
		for _, e := range r.Entries {
			doc.Entries = append(doc.Entries, a.testEntry(r.Test, e))
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

func (a *app) testEntry(t *catalog.AccessTest, e analysis.TestEntry) testEntry {
	at := e.Access.At
	out := testEntry{
		Roles: testRoles(t), Expect: "cannot", Access: accessWords(e.Access), Passed: e.Passed, Why: a.reasons(e),
		File: at.File, Line: at.Start.Line, Column: at.Start.Column,
	}
	if e.Can {
		out.Expect = "can"
	}
	return out
}

// accessTest is the rule that notices of access tests go by.
const accessTest = "access-test"

// testNotices tells of access tests, a suite a test.
func (a *app) testNotices(results []analysis.TestResult, dir string) *notice.Report {
	report := a.report("test", dir, a.say.Lang.Tag())
	report.Rules = []notice.Rule{{ID: accessTest, What: a.say.T("cli_report_test_what"), Why: a.say.T("cli_report_test_why"), Level: notice.Error}}
	for _, r := range results {
		name := setWords(testRoles(r.Test))
		suite := notice.Suite{Name: name, Class: name}
		for _, e := range r.Entries {
			suite.Notices = append(suite.Notices, a.testNotice(r.Test, e))
		}
		report.Suites = append(report.Suites, suite)
	}
	return report
}

func (a *app) testNotice(t *catalog.AccessTest, e analysis.TestEntry) notice.Notice {
	j := a.testEntry(t, e)
	what := setWords(j.Roles) + " " + j.Expect + " " + j.Access
	line := a.entryLine(t, e)
	n := notice.Notice{
		Entry: notice.Entry{Rule: accessTest, What: what}, Level: notice.Error,
		Text: line, More: j.Why, At: e.Access.At, Case: line,
	}
	if e.Passed {
		n.State = notice.Passed
	}
	return n
}
