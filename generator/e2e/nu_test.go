package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestValidHTML has the Nu checker read every page, and some of each kind that
// other builds have otherwise or alone: hosted, with changes, a module's table,
// and the source in a preview.
func TestValidHTML(t *testing.T) {
	t.Parallel()
	s, many := shipped(t), manySite(t)
	pages := slices.Concat(
		s.paths(s.files(t, ".html")...), hosted(t).paths("index.html", "404.html"), hosted(t).paths(inLanguages(kinds(s))[:len(kinds(s))]...),
		must(t, changedOnce).paths(inLanguages([]string{"changes/index.html"})...),
		many.paths("ja/matrix/index.html", "ja/matrix/"+many.catalog().Modules[0].ID+"/index.html"),
	)
	for _, m := range nu(t, append(pages, previewedSource(t))) {
		t.Error(m)
	}
}

// previewedSource fetches the page that a preview has for the lines of a role.
func previewedSource(t *testing.T) string {
	t.Helper()
	a := newAuthor(t, func(dir string) error { return os.CopyFS(dir, os.DirFS("../load/testdata/contract/mini")) })
	answer, err := http.Get(a.base + "zh/source/clerk.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // it has been read
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("the source: %s, %v", answer.Status, err)
	}
	name := filepath.Join(t.TempDir(), "source.html")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// nuMessage is one of the checker's, see https://github.com/validator/validator/wiki/Output-%C2%BB-JSON.
type nuMessage struct {
	Type    string `json:"type"`
	SubType string `json:"subType"`
	URL     string `json:"url"`
	Line    int    `json:"lastLine"`
	Message string `json:"message"`
	Extract string `json:"extract"`
}

// nu runs the Nu checker over pages and gives what it complains of, errors and
// warnings alike, each sentence once a file.
func nu(t testing.TB, pages []string) []string {
	t.Helper()
	args := append([]string{"-Xss4m", "-jar", module(t, "vnu-jar/build/dist/vnu.jar"), "--format", "json"}, pages...)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool(t, "java"), args...)
	var report bytes.Buffer
	cmd.Stderr = &report
	failed := cmd.Run() // the checker's status says whether there were errors
	var result struct {
		Messages []nuMessage `json:"messages"`
	}
	if err := json.Unmarshal(report.Bytes(), &result); err != nil {
		t.Fatalf("vnu: %v: %v\n%.2000s", failed, err, report.Bytes())
	}
	return nuComplaints(result.Messages)
}

// guesses are warnings about the language that the checker takes a page to be
// in. It is misled by pages full of names and by made-up text.
var guesses = regexp.MustCompile(`^This document appears to be written in `)

func nuComplaints(messages []nuMessage) []string {
	var out []string
	seen := map[string]bool{}
	for _, m := range messages {
		if m.Type == "info" && m.SubType != "warning" || guesses.MatchString(m.Message) {
			continue
		}
		file := strings.TrimPrefix(strings.TrimPrefix(m.URL, "file:"), filepath.ToSlash(workshop)+"/")
		line := file + ": " + m.Type + " " + m.SubType + ": " + m.Message + ": " + m.Extract
		if key := file + m.Message; !seen[key] {
			seen[key] = true
			out = append(out, line)
		}
	}
	return out
}
