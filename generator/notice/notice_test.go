package notice_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/diag"
	"rolebook/generator/notice"
	"rolebook/generator/source"
)

// words is a localizer that shows ids, so that layout is tested apart from wording.
type words struct{}

func (words) Message(m diag.Message) string {
	if m.ID == "colon" {
		return ": "
	}
	return m.ID
}

func at(line, from, to int) source.Span {
	return source.Span{File: "a.yaml", Start: source.Position{Line: line, Column: from}, End: source.Position{Line: line, Column: to}}
}

// sample has a notice in each state.
func sample() *notice.Report {
	note := func(what string, level notice.Level, state notice.State) notice.Notice {
		return notice.Notice{Entry: notice.Entry{Rule: "r1", What: what}, Level: level, State: state, Text: "50 %: " + what, More: []string{"why"}, At: at(3, 4, 5)}
	}
	accepted := note("accepted", notice.Note, notice.Settled)
	accepted.Reason = "because"
	return &notice.Report{
		Command: "sod", Language: "zh-Hans", Root: "my roles/", None: "none",
		Rules: []notice.Rule{{ID: "r1", What: "One", Why: "Risk", Level: notice.Error}, {ID: "r2", What: "Two"}},
		Suites: []notice.Suite{
			{Name: "r1 One", Class: "r1", Notices: []notice.Notice{
				note("failing", notice.Error, notice.Failing), note("minor", notice.Note, notice.Minor), accepted,
				note("known", notice.Warning, notice.Failing), note("passed", notice.Error, notice.Passed),
			}},
			{Name: "r2 Two", Class: "r2"},
		},
	}
}

// compared is the sample held against a baseline with two entries, of which one
// is accepted.
func compared(t *testing.T) *notice.Report {
	t.Helper()
	b := notice.NewBaseline("sod")
	b.Set([]notice.Entry{{Rule: "r1", What: "known"}, {Rule: "r1", What: "accepted"}, {Rule: "r2", What: "known"}})
	r := sample()
	r.Apply(b)
	if diff := cmp.Diff([]notice.Entry{{Rule: "r1", What: "accepted"}, {Rule: "r2", What: "known"}}, b.Stale()); diff != "" || b.Met() != 1 {
		t.Error(b.Met(), diff)
	}
	return r
}

func written(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGitHub(t *testing.T) {
	t.Parallel()
	got := written(t, func(b *bytes.Buffer) error { return compared(t).GitHub(b) })
	want := "::error title=r1,file=my roles/a.yaml,line=3,col=4,endColumn=5::50 %25: failing%0Awhy\n" +
		"::notice title=r1,file=my roles/a.yaml,line=3,col=4,endColumn=5::50 %25: minor%0Awhy\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestGitHubEscapesProperties(t *testing.T) {
	t.Parallel()
	r := &notice.Report{Suites: []notice.Suite{{Notices: []notice.Notice{{Entry: notice.Entry{Rule: "a,b::c\n"}, Level: notice.Error, Text: "x\n::error::y"}}}}}
	got := written(t, func(b *bytes.Buffer) error { return r.GitHub(b) })
	if want := "::error title=a%2Cb%3A%3Ac%0A::x%0A::error::y\n"; got != want {
		t.Errorf("got %q", got)
	}
}

func TestJUnit(t *testing.T) {
	t.Parallel()
	var got struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Skipped  int `xml:"skipped,attr"`
		Suites   []struct {
			Cases []struct {
				Name    string `xml:"name,attr"`
				Failure *struct {
					Message string `xml:"message,attr"`
				} `xml:"failure"`
				Skipped *struct{} `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	text := written(t, func(b *bytes.Buffer) error { return compared(t).JUnit(b) })
	if err := xml.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if got.Tests != 6 || got.Failures != 1 || got.Skipped != 1 {
		t.Errorf("counts %d, %d, %d in\n%s", got.Tests, got.Failures, got.Skipped, text)
	}
	for i, c := range got.Suites[0].Cases {
		if (c.Failure != nil) != (i == 0) || (c.Skipped != nil) != (i == 3) {
			t.Errorf("case %d: %+v", i, c)
		}
	}
	if got.Suites[1].Cases[0].Name != "none" {
		t.Errorf("the empty suite: %+v", got.Suites[1])
	}
}

func TestSARIF(t *testing.T) {
	t.Parallel()
	log := readSARIF(t, compared(t))
	run := log.Runs[0]
	if log.Version != "2.1.0" || run.ColumnKind != "unicodeCodePoints" || run.Language != "zh-Hans" || len(run.Tool.Driver.Rules) != 2 {
		t.Errorf("run %+v", run)
	}
	var states, prints []string
	for _, r := range run.Results {
		states = append(states, r.Level+" "+r.BaselineState)
		prints = append(prints, r.Fingerprints["rolebook/v1"])
	}
	if diff := cmp.Diff([]string{"error new", "note new", "note new", "warning unchanged"}, states); diff != "" {
		t.Error(diff)
	}
	for i, p := range prints {
		if len(p) != 32 || strings.Contains(strings.Join(prints[:i], " "), p) {
			t.Errorf("fingerprints %q", prints)
		}
	}
	place := run.Results[0].Locations[0].PhysicalLocation
	if place.ArtifactLocation.URI != "my%20roles/a.yaml" || *place.Region != (notice.SARIFRegion{StartLine: 3, StartColumn: 4, EndLine: 3, EndColumn: 5}) {
		t.Errorf("place %+v %+v", place, *place.Region)
	}
	if s := run.Results[2].Suppressions; len(s) != 1 || s[0].Justification != "because" {
		t.Errorf("suppressions %+v", s)
	}
}

func readSARIF(t *testing.T, r *notice.Report) notice.SARIFLog {
	t.Helper()
	var log notice.SARIFLog
	text := written(t, func(b *bytes.Buffer) error { return r.SARIF(b) })
	if strings.Contains(text, "null") {
		t.Errorf("null in %s", text)
	}
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	return log
}

// A fingerprint does not depend on where a notice stands, nor on its words.
func TestFingerprintsStay(t *testing.T) {
	t.Parallel()
	moved := sample()
	for i := range moved.Suites[0].Notices {
		n := &moved.Suites[0].Notices[i]
		n.At, n.Text, n.More, n.Level = at(30, 1, 2), "other words", nil, notice.Note
	}
	for i, r := range readSARIF(t, moved).Runs[0].Results {
		if diff := cmp.Diff(readSARIF(t, sample()).Runs[0].Results[i].Fingerprints, r.Fingerprints); diff != "" || r.BaselineState != "" {
			t.Error(i, diff, r.BaselineState)
		}
	}
}

func TestDiagnose(t *testing.T) {
	t.Parallel()
	list := diag.List{
		{Code: diag.BadValue, Msg: diag.Msg("m"), At: at(3, 4, 9), Related: []diag.Related{{At: at(1, 1, 2), Msg: diag.Msg("r")}}, Help: []diag.Message{diag.Msg("h")}},
		{Code: diag.EmptyPhrase, Severity: diag.Warning, Msg: diag.Msg("m"), At: at(4, 1, 2), Item: "name"},
		{Code: diag.EmptyPhrase, Severity: diag.Warning, Msg: diag.Msg("m"), At: at(4, 6, 7), Item: "name"},
	}
	entries := notice.Entries(list)
	if diff := cmp.Diff([]notice.Entry{{Rule: "bad-value", What: "a.yaml"}, {Rule: "empty-phrase", What: "a.yaml name"}, {Rule: "empty-phrase", What: "a.yaml name (2)"}}, entries); diff != "" {
		t.Error(diff)
	}
	r := &notice.Report{Root: "roles/", None: "none"}
	r.Diagnose(list, []string{"b.yaml"}, words{})
	b := notice.NewBaseline("validate")
	b.Set(entries)
	r.Apply(b)
	var states []notice.State
	for _, n := range r.Suites[0].Notices {
		states = append(states, n.State)
	}
	if diff := cmp.Diff([]notice.State{notice.Failing, notice.Known, notice.Known}, states); diff != "" {
		t.Error("an error is known: ", diff)
	}
	if len(r.Suites) != 2 || r.Suites[1].Name != "roles/b.yaml" || len(r.Rules) != 2 || r.Rules[0].What != "explain_bad_value_what" {
		t.Errorf("got %+v", r)
	}
	got := written(t, func(b *bytes.Buffer) error { return r.GitHub(b) })
	if want := "::error title=bad-value,file=roles/a.yaml,line=3,col=4,endColumn=9::m%0Aroles/a.yaml:1:1: r%0Ah\n"; got != want {
		t.Errorf("got %q", got)
	}
}
