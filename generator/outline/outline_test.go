package outline_test

import (
	"slices"
	"strings"
	"testing"

	"rolebook/generator/catalog"
	"rolebook/generator/outline"
	"rolebook/generator/source"
)

func role(t *testing.T) *outline.Node {
	t.Helper()
	n, err := outline.Of("role")
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func find(t *testing.T, n *outline.Node, path string) *outline.Node {
	t.Helper()
	for key := range strings.SplitSeq(path, ".") {
		if n.Item != nil {
			n = n.Item
		}
		i := slices.IndexFunc(n.Keys, func(k *outline.Node) bool { return k.Key == key })
		if i < 0 {
			t.Fatalf("no %s in %s", key, path)
		}
		n = n.Keys[i]
	}
	return n
}

func TestKindsOfKeys(t *testing.T) {
	t.Parallel()
	root := role(t)
	if root.Keys[0].Key != "id" || root.Keys[len(root.Keys)-1].Key != "career" {
		t.Errorf("keys are not in the order of the schema: %s … %s", root.Keys[0].Key, root.Keys[len(root.Keys)-1].Key)
	}
	for _, c := range []struct {
		path     string
		kind     outline.Kind
		required bool
	}{
		{"id", outline.ID, true},
		{"overview", outline.Long, true},
		{"effective", outline.Date, false},
		{"duties", outline.List, true},
		{"duties.name", outline.Text, true},
		{"duties.tasks.text", outline.Text, false},
		{"permissions.allow.fields", outline.Mapping, false},
		{"permissions.allow.scope", outline.String, true},
		{"requirements.experience.years", outline.Number, false},
		{"requirements.skills.required", outline.Boolean, false},
	} {
		if n := find(t, root, c.path); n.Kind != c.kind || n.Required != c.required {
			t.Errorf("%s: %s, required %t", c.path, n.Kind, n.Required)
		}
	}
	if got := find(t, root, "status").Values; !slices.Equal(got, []string{"draft", "active", "deprecated"}) {
		t.Errorf("status: %v", got)
	}
	for _, l := range catalog.AllLanguages {
		if find(t, root, "kpis.formula").About[l] == "" {
			t.Errorf("%s does not say what a formula is", l)
		}
	}
}

func TestThereIsNoOutlineWithoutASchema(t *testing.T) {
	t.Parallel()
	if n, err := outline.Of("recipe"); err == nil {
		t.Errorf("got %v", n)
	}
}

// Words are found wherever the schema has a text, and nowhere else.
func TestWords(t *testing.T) {
	t.Parallel()
	file := source.Parse("x.yaml", []byte(`
id: no-text
name: plain
family: no-text
overview: {zh: 概述, en: overview}
duties:
  - id: no-text
    tasks:
      - task
      - {ja: 仕事}
      - {text: {zh: 任务}, note: note, detail: brief}
      - [no, text]
permissions: {limits: [limit], allow: no text}
kpis: [{target: ">= 1 %"}]
unknown: {en: no text}
`))
	var got []string
	for w := range role(t).Words(file.Root) {
		got = append(got, string(w.Lang)+":"+w.Node.Value)
	}
	want := []string{":plain", "zh:概述", "en:overview", ":task", "ja:仕事", "zh:任务", ":note", ":limit", ":>= 1 %"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for range role(t).Words(file.Root) {
		break // a reader may stop
	}
}
