package e2e

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// opinion is what Lighthouse thinks of a page, see lighthouse.mjs.
type opinion struct {
	URL    string              `json:"url"`
	Form   string              `json:"form"`
	Failed string              `json:"failed"`
	Scores map[string]*float64 `json:"scores"` // by category, of 1; nil where an audit broke
	Audits []struct {          // that are less than perfect
		ID    string   `json:"id"`
		Score float64  `json:"score"`
		Said  string   `json:"said"`
		Where []string `json:"where"`
	} `json:"audits"`
}

// steady are the audits of performance that come out the same however busy the
// machine is. The score of the category is made of times, so it is only told.
var steady = []string{
	"cumulative-layout-shift", "total-byte-weight", "unminified-css", "unminified-javascript", "unused-css-rules", "unused-javascript",
	"cache-insight", "cls-culprits-insight", "font-display-insight", "image-delivery-insight", "viewport-insight",
}

// TestLighthouse asks Lighthouse about the pages that are seen first, as they
// are hosted.
func TestLighthouse(t *testing.T) {
	t.Parallel()
	base := serveHosted(t)
	role := "roles/" + hosted(t).catalog().Roles[0].ID + "/"
	var pages []string
	for _, p := range []string{"mobile=en/", "mobile=ja/" + role, "mobile=zh/matrix/", "desktop=en/sod/"} {
		form, place, _ := strings.Cut(p, "=")
		pages = append(pages, form+"="+base+place)
	}
	for _, o := range lighthouse(t, pages) {
		where := o.Form + " " + strings.TrimPrefix(o.URL, base)
		if o.Failed != "" {
			t.Errorf("%s: %s", where, o.Failed)
		}
		for _, category := range []string{"accessibility", "best-practices", "seo"} {
			if score := o.Scores[category]; score == nil || *score < 1 {
				t.Errorf("%s: %s is not 100: %+v", where, category, o.Audits)
			}
		}
		for _, a := range o.Audits {
			if slices.Contains(steady, a.ID) {
				t.Errorf("%s: %s (%s): %v", where, a.Said, a.ID, a.Where)
			}
		}
		if score := o.Scores["performance"]; score != nil {
			t.Logf("%s: performance is %.0f at the moment", where, 100**score)
		}
	}
}

// lighthouse runs Lighthouse in a browser of its own: other tabs would be in its
// way, and it in theirs.
func lighthouse(t *testing.T, pages []string) []opinion {
	t.Helper()
	module(t, "lighthouse/package.json")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	args := []string{"lighthouse.mjs", tool(t, "chromium"), filepath.Join(workshop, "lighthouse")}
	cmd := exec.CommandContext(ctx, tool(t, "node"), append(args, pages...)...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // so that it ends its browser
	cmd.WaitDelay = 10 * time.Second
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("lighthouse: %v\n%s", err, complaints.Bytes())
	}
	var opinions []opinion
	if err := json.Unmarshal(out, &opinions); err != nil {
		t.Fatalf("lighthouse: %v\n%.500s", err, out)
	}
	return opinions
}

// fingerprinted are the files whose names change with what is in them.
var fingerprinted = regexp.MustCompile(`\.[0-9a-f]{8,32}\.(css|js)$`)

// serveHosted serves the hosted site as a web server does: compressed, with
// leave to keep what never changes, and at the address that its pages name.
func serveHosted(t *testing.T) string {
	t.Helper()
	files := os.DirFS(hosted(t).dir)
	var base string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		head := w.Header()
		head.Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		head.Set("Content-Encoding", "gzip")
		if fingerprinted.MatchString(name) {
			head.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		z := gzip.NewWriter(w)
		defer z.Close() //nolint:errcheck // a browser that went away harms nobody
		_, _ = z.Write(bytes.ReplaceAll(data, []byte(hostedAt), []byte(base)))
	}))
	t.Cleanup(server.Close)
	base = server.URL + "/"
	return base
}
