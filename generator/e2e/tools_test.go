package e2e

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// packages says which package of Debian a tool is in.
var packages = map[string]string{
	"chromium": "chromium", "java": "default-jre-headless", "node": "nodejs", "qpdf": "qpdf",
	"pdftotext": "poppler-utils", "pdfinfo": "poppler-utils", "pdffonts": "poppler-utils",
}

// tool finds a program, or says how to get it.
func tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is missing: apt-get install %s, or run scripts/setup", name, packages[name])
	}
	return path
}

// module gives a file of a package that package.json pins.
func module(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("%s is missing: run npm ci --ignore-scripts in generator/e2e, or scripts/setup", path)
	}
	return path
}

// printed runs a tool and gives what it prints; whatever it complains of fails
// the test.
func printed(t testing.TB, name string, args ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool(t, name), args...)
	var out, complaints bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaints
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, complaints.Bytes(), out.Bytes())
	}
	if complaints.Len() > 0 {
		t.Errorf("%s %v: %s", name, args, complaints.Bytes())
	}
	return out.Bytes()
}
