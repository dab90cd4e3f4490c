package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestValidHTML has the Nu checker read every page.
func TestValidHTML(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, m := range nu(t, s, s.files(t, ".html")) {
		t.Error(m)
	}
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

// nu runs the Nu checker over pages of a site and gives what it complains of,
// errors and warnings alike, each sentence once a file.
func nu(t testing.TB, s *site, pages []string) []string {
	t.Helper()
	args := []string{"-Xss4m", "-jar", module(t, "vnu-jar/build/dist/vnu.jar"), "--format", "json"}
	for _, p := range pages {
		args = append(args, filepath.Join(s.dir, filepath.FromSlash(p)))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
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
	return nuComplaints(s, result.Messages)
}

// guesses are warnings about the language that the checker takes a page to be
// in. It is misled by pages full of names and by made-up text.
var guesses = regexp.MustCompile(`^This document appears to be written in `)

func nuComplaints(s *site, messages []nuMessage) []string {
	var out []string
	seen := map[string]bool{}
	for _, m := range messages {
		if m.Type == "info" && m.SubType != "warning" || guesses.MatchString(m.Message) {
			continue
		}
		file := strings.TrimPrefix(strings.TrimPrefix(m.URL, "file:"), filepath.ToSlash(s.dir)+"/")
		line := file + ": " + m.Type + " " + m.SubType + ": " + m.Message + ": " + m.Extract
		if key := file + m.Message; !seen[key] {
			seen[key] = true
			out = append(out, line)
		}
	}
	return out
}
