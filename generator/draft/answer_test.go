package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"rolebook/generator/draft"
	"rolebook/generator/source"
)

const body = "id: x\nname: n\nfamily: f\noverview: o\n"

func find(t *testing.T, answer, want string) *draft.Answer {
	t.Helper()
	a, err := draft.Find([]byte(answer), want)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestFindsTheRole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer      string
		first, last int
	}{
		"nothing but YAML":       {body, 1, 4},
		"a fence":                {"Hi!\n\n```yaml\n" + body + "```\nBye: now\n", 4, 7},
		"a fence without a word": {"```\n" + body + "```", 2, 5},
		"another word":           {"```python\n" + body + "```", 2, 5},
		"capitals":               {"```YAML\n" + body + "```", 2, 5},
		"tildes":                 {"~~~ yml\n" + body + "~~~", 2, 5},
		"no end":                 {"```yaml\n" + body + "\nThat is all I can say\n", 2, 5},
		"bare":                   {"Here you are:\n\n" + body + "\nAnything else?\n", 3, 6},
		"bare, prose at once":    {"以下：\n" + body + "以上です。\n", 2, 5},
		"behind other code":      {"```go\nfunc main() {}\n```\n```yaml\n" + body + "```\n", 5, 8},
		"before other YAML":      {"```yaml\n" + body + "```\n```yaml\npermissions: {}\n```\n", 2, 5},
		"in another fence":       {"````\nSave this:\n```yaml\n" + body + "```\n````\n", 4, 7},
		"thoughts":               {"<think>\nid: y\nname: n\nfamily: f\n</think>\n" + body, 6, 9},
		"documents begin":        {"---\n" + body + "...\n", 2, 5},
		"carriage returns":       {strings.ReplaceAll("Hi\n```yaml\n"+body+"```\n", "\n", "\r\n"), 3, 6},
		"a mark at the start":    {"\ufeff" + body, 1, 4},
		"an incomplete role":     {"```yaml\nname: n\n```\n", 2, 2},
		"keys of nobody":         {"```yaml\nrecipe: soup\n```\n", 2, 2},
	} {
		a := find(t, c.answer, "")
		if a.First != c.first || a.Last != c.last {
			t.Errorf("%s: lines %d to %d, not %d to %d", name, a.First, a.Last, c.first, c.last)
		}
		given := strings.Split(strings.TrimPrefix(strings.ReplaceAll(c.answer, "\r", ""), "\ufeff"), "\n")
		for i, line := range strings.Split(strings.TrimSuffix(string(a.Text), "\n"), "\n") {
			if line != "" && line != given[i] {
				t.Errorf("%s: line %d is %q, not %q", name, i+1, line, given[i])
			}
		}
	}
}

func TestFindsNothing(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{
		"", "\n\n", "I cannot help with that.", "Note: this is not YAML.\n注意：不行。\n", "```\n```", "```yaml\n```", "<think>" + body + "</think>", "```go\nfunc main() {}\n```",
	} {
		if a := find(t, answer, ""); a.Text != nil || a.Roles != nil {
			t.Errorf("%q: found %q", answer, a.Text)
		}
	}
}

func TestSeveralRoles(t *testing.T) {
	t.Parallel()
	other := strings.Replace(body, "id: x", "id: y", 1)
	answer := "```yaml\n" + body + "```\n```yaml\n" + other + "```\n```yaml\n" + body + "owner: me\n```\n"
	if a := find(t, answer, ""); a.Text != nil || fmt.Sprint(a.Roles) != "[{x 2} {y 8}]" {
		t.Errorf("%v, %q", a.Roles, a.Text)
	}
	if a := find(t, answer, "y"); a.First != 8 {
		t.Errorf("y begins in line %d", a.First)
	}
	if a := find(t, answer, "x"); a.First != 14 || len(a.Notes) != 1 || a.Notes[0].Line != 2 {
		t.Errorf("x begins in line %d, notes %v", a.First, a.Notes)
	}
	if a := find(t, answer, "z"); a.Text != nil || len(a.Roles) != 2 {
		t.Errorf("z: %q", a.Text)
	}
}

// Answers that nest, repeat or indent without end are read in time: the work
// grows with their length and no faster.
func TestEndlessAnswers(t *testing.T) {
	t.Parallel()
	var stairs strings.Builder
	for n := 900; n > 2; n-- {
		stairs.WriteString(strings.Repeat("`", n) + "\n")
	}
	for name, answer := range map[string]string{
		"fences in fences": stairs.String() + body,
		"spaces":           "id: x\nname: n\nfamily: \"\n" + strings.Repeat("\u00a0", 1<<18) + "x\n" + strings.Repeat("\u3000", 1<<18) + "y: [",
		"quotations":       strings.Repeat("> ", 1<<17) + "```\n" + body,
		"keys":             strings.Repeat("id: x\n\nno\n", 1<<14),
	} {
		a := find(t, answer, "")
		t.Logf("%s: lines %d to %d", name, a.First, a.Last)
		if a.Last > strings.Count(answer, "\n")+1 {
			t.Errorf("%s: line %d", name, a.Last)
		}
	}
}

func TestCompose(t *testing.T) {
	t.Parallel()
	for name, c := range map[string][2]string{
		"no status":       {"\n\nid: x\nfamily: f\n", "id: x\nstatus: draft\nfamily: f\n"},
		"active":          {"id: x\nstatus: active # for now\nname: n\n", "id: x\nstatus: draft # for now\nname: n\n"},
		"quoted":          {"status: \"deprecated\"\nid: x\n", "status: draft\nid: x\n"},
		"in full width":   {"# 说明\n'status': \"active\"\n", "# 说明\n'status': draft\n"},
		"no family":       {"# c\nid: x\n", "# c\nstatus: draft\nid: x\n"},
		"margin":          {"  id: x\n\n  family: f\n  overview: |\n    two\n\n      deep\n", "id: x\n\nstatus: draft\nfamily: f\noverview: |\n  two\n\n    deep\n"},
		"braces":          {"{id: x, family: f}\n", "{id: x, \"status\": \"draft\", family: f}\n"},
		"braces on lines": {"{\n  \"family\": \"f\"\n}\n", "{\n  \"status\": \"draft\", \"family\": \"f\"\n}\n"},
	} {
		got := string(draft.Compose([]byte(c[0]), ""))
		if got != c[1] {
			t.Errorf("%s:\n%s\nnot\n%s", name, got, c[1])
		}
		root := source.Parse("x", []byte(got)).Root
		if _, status := root.Field("status"); status == nil || status.Value != "draft" {
			t.Errorf("%s has no status draft", name)
		}
	}
}

// Whatever an answer holds, what is found in it stands there, line for line, and
// a draft of it says the same.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		body, "```yaml\n" + body + "```", "> ```\n> id: x\n> name: n\n> family: f\n> ```", "1. ~~~\n   {\"id\": \"x\", \"name\": 1}\n   ~~~",
		"id：x\nname：n\nfamily：f\n", "</think>\r\n---\n" + body + "...", "\u00a0\u00a0id: x\n\tname: n\n```\n````\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, answer []byte) {
		a := find(t, string(answer), "x")
		if a.Text == nil {
			return
		}
		if lines := strings.Count(string(answer), "\n") + 1; a.First < 1 || a.Last < a.First || a.Last > lines || strings.Count(string(a.Text), "\n") != a.Last {
			t.Fatalf("lines %d to %d of %d in %q", a.First, a.Last, lines, a.Text)
		}
		before := source.Parse("x", a.Text)
		if before.Broken() || len(before.Problems) > 0 || before.Root == nil || before.Root.Kind != source.Mapping || len(before.Root.Items) == 0 {
			return
		}
		if _, s := before.Root.Field("status"); s != nil && s.Kind != source.String {
			return
		}
		data := draft.Compose(a.Text, "# head\n\n")
		after := source.Parse("x", data)
		if after.Broken() || len(after.Problems) > 0 || len(after.Root.Items) < len(before.Root.Items) {
			t.Fatalf("%q became %q: %v", a.Text, data, after.Problems)
		}
		if _, s := after.Root.Field("status"); s == nil || s.Value != "draft" {
			t.Fatalf("%q has no status draft", data)
		}
	})
}
