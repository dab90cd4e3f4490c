package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rolebook/generator/catalog"
)

// The worked examples of docs/prompts.md are what the program prints: each
// answer there is taken in as the command below it says.
func TestWorkedExamplesOfPrompts(t *testing.T) {
	page, err := os.ReadFile("../../docs/prompts.md")
	if err != nil {
		t.Fatal(err)
	}
	answers := regexp.MustCompile("(?s)\n````markdown\n(.*?\n)````\n").FindAllStringSubmatch(string(page), -1)
	runs := regexp.MustCompile("(?s)\n```console\n\\$ rolebook (ingest .*?)\n(.*?\n)```\n").FindAllStringSubmatch(string(page), -1)
	if len(answers) != len(catalog.AllLanguages) || len(runs) != len(answers) {
		t.Fatalf("%d answers, %d runs", len(answers), len(runs))
	}
	roles, err := filepath.Abs("../../roles")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.CopyFS("roles", os.DirFS(roles)); err != nil {
		t.Fatal(err)
	}
	for i, run := range runs {
		args := strings.Fields(run[1])
		if err := os.WriteFile(args[1], []byte(answers[i][1]), 0o666); err != nil {
			t.Fatal(err)
		}
		if got := printed(t, append(args, "--on", "2026-11-22")); got != run[2] {
			t.Errorf("%s prints\n%s\nnot\n%s", run[1], got, run[2])
		}
	}
}

// printed runs a command line and gives its stdout.
func printed(t *testing.T, args []string) string {
	t.Helper()
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	newApp(args, out, out, func(string) string { return "" }).run()
	data, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
