package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/catalog"
	"rolebook/generator/source"
)

var (
	yamlBlock   = regexp.MustCompile("(?s)```yaml\n(.*?)```")
	ciCommand   = regexp.MustCompile(`(?m)^ *(?:- |run: |-? run: |    )(rolebook .*)$`)
	redirection = regexp.MustCompile(` >>? .*$`)
)

// TestWorkflowsOfTheDocs reads docs/ci.md: its workflows are YAML, and every
// command in it is one that the program takes, flags, values and all.
func TestWorkflowsOfTheDocs(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := yamlBlock.FindAllSubmatch(data, -1)
	if len(blocks) != 2 {
		t.Fatalf("%d workflows", len(blocks))
	}
	for i, b := range blocks {
		f := source.Parse("workflow.yaml", b[1])
		if f.Broken() || len(f.Problems) > 0 {
			t.Errorf("workflow %d: %v", i, f.Problems)
		}
	}
	seen := map[string]int{}
	for _, m := range ciCommand.FindAllStringSubmatch(string(data), -1) {
		line := redirection.ReplaceAllString(m[1], "")
		seen[strings.Fields(line)[1]]++
		takes(t, line)
	}
	want := map[string]int{"validate": 3, "sod": 4, "coverage": 3, "test": 2, "diff": 1}
	if d := cmp.Diff(want, seen); d != "" {
		t.Error("commands found: ", d)
	}
}

// takes fails the test unless the program takes a command line.
func takes(t *testing.T, line string) {
	t.Helper()
	_, root := program(catalog.English)
	words := strings.Fields(strings.ReplaceAll(line, `"`, ""))
	c, args, err := root.Find(words[1:])
	if err != nil || c == root {
		t.Errorf("%s: no such command", line)
		return
	}
	if err := c.ParseFlags(args); err != nil {
		t.Errorf("%s: %v", line, err)
	} else if err := c.ValidateArgs(c.Flags().Args()); err != nil {
		t.Errorf("%s: %v", line, err)
	}
}
