package notice_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/notice"
)

func TestBaselineIsReadAsWritten(t *testing.T) {
	t.Parallel()
	sod := notice.NewBaseline("sod")
	sod.Set([]notice.Entry{{Rule: "s02", What: "b"}, {Rule: "s01", What: "<z> & \"岗位\" \u2028"}, {Rule: "s02", What: "b"}, {Rule: "s02", What: "a"}})
	first := written(t, func(b *bytes.Buffer) error { return sod.Write(b) })
	if lines := strings.Count(first, "\n"); lines != 8 || sod.Len() != 3 {
		t.Fatalf("%d lines, %d entries:\n%s", lines, sod.Len(), first)
	}
	coverage, problems := notice.ReadBaseline("known.json", []byte(first), "coverage")
	if problems != nil || coverage.Len() != 0 {
		t.Fatal(problems)
	}
	coverage.Set(nil)
	both := written(t, func(b *bytes.Buffer) error { return coverage.Write(b) })
	again, problems := notice.ReadBaseline("known.json", []byte(both), "sod")
	if problems != nil {
		t.Fatal(problems)
	}
	if diff := cmp.Diff(sod.Stale(), again.Stale()); diff != "" {
		t.Error(diff)
	}
	if again.Knows(notice.Entry{Rule: "s02", What: "c"}) || !again.Knows(notice.Entry{Rule: "s02", What: "a"}) || again.Met() != 1 {
		t.Error("knows something else")
	}
	if got := written(t, func(b *bytes.Buffer) error { return again.Write(b) }); got != both {
		t.Errorf("got\n%s", got)
	}
}

func TestNoBaselineKnowsNothing(t *testing.T) {
	t.Parallel()
	var none *notice.Baseline
	if none.Knows(notice.Entry{Rule: "s01", What: "a"}) {
		t.Error("it does")
	}
}

func TestBrokenBaselines(t *testing.T) {
	t.Parallel()
	const head = "{\n  \"rolebook_baseline\": 1,\n"
	for _, c := range []struct {
		name, text, message string
		line                int
	}{
		{"empty", "", "ci_baseline_syntax", 1},
		{"YAML", "organization: Example\n", "ci_baseline_syntax", 1},
		{"another JSON file", "{\n  \"version\": \"2.1.0\"}", "ci_baseline_none", 2},
		{"a list", "[]", "ci_baseline_shape", 1},
		{"nothing in it", "{}", "ci_baseline_none", 1},
		{"a later version", "{\"rolebook_baseline\": 2}", "ci_baseline_version", 1},
		{"version as a text", "{\"rolebook_baseline\": \"1\"}", "ci_baseline_version", 1},
		{"another command", head + "  \"build\": []}", "ci_baseline_section", 3},
		{"a command twice", head + "  \"sod\": [],\n  \"sod\": []}", "ci_baseline_twice", 4},
		{"no list", head + "  \"sod\": {}}", "ci_baseline_shape", 3},
		{"an entry twice", head + "\"sod\": [\n{\"rule\":\"a\",\"what\":\"b\"},\n{\"rule\":\"a\",\"what\":\"b\"}]}", "ci_baseline_twice", 5},
		{"an entry too short", head + "\"sod\": [\n{\"rule\":\"a\"}]}", "ci_baseline_entry", 4},
		{"an entry too long", head + "\"sod\": [\n{\"rule\":\"a\",\"what\":\"b\",\"who\":\"c\"}]}", "ci_baseline_entry", 4},
		{"an entry of numbers", head + "\"sod\": [\n1]}", "ci_baseline_entry", 4},
		{"a comma too many", head + "\"sod\": [\n{\"rule\":\"a\",\"what\":\"b\"},\n]}", "ci_baseline_syntax", 5},
		{"a conflict of git", head + "<<<<<<< HEAD\n\"sod\": []}", "ci_baseline_syntax", 3},
		{"cut off", head + "\"sod\": [\n{\"rule\":\"a\",", "ci_baseline_syntax", 4},
		{"something behind", head + "\"sod\": []}\n\n{}", "ci_baseline_more", 3},
		{"other encoding", "\xff\xfe{", "ci_baseline_encoding", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b, problems := notice.ReadBaseline("known.json", []byte(c.text), "sod")
			if b != nil || len(problems) != 1 {
				t.Fatalf("read: %v, %v", b, problems)
			}
			p := problems[0]
			if p.Msg.ID != c.message || p.At.File != "known.json" || p.At.Start.Line != c.line || len(p.Help) == 0 {
				t.Errorf("%s in line %d", p.Msg.ID, p.At.Start.Line)
			}
		})
	}
}
