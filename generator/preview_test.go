package generator_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rolebook/generator"
)

// previewed serves a copy of the mini catalog, and gives its folder.
func previewed(t *testing.T) (*generator.Preview, *httptest.Server, string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(miniFolder)); err != nil {
		t.Fatal(err)
	}
	opt := generator.BuildOptions{
		Options: generator.Options{On: today}, Catalog: os.DirFS(dir), NoPDF: true, Output: filepath.Join(t.TempDir(), "public"),
	}
	p := generator.NewPreview(opt, func(r *generator.Report, err error) string {
		if err != nil {
			return err.Error()
		}
		return "<" + string(r.Project.Diagnostics[0].Code) + ">"
	})
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	return p, server, dir
}

func get(t *testing.T, url string) (status int, body string) {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

func TestPreviewServesTheSite(t *testing.T) {
	t.Parallel()
	p, server, _ := previewed(t)
	if _, err := p.Build(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path   string
		status int
		holds  string
	}{
		{"/", 200, `data-version="1"`},
		{"/en/", 200, `<script src="/~rolebook/live.js" data-version="1" defer></script></body>`},
		{"/en/roles/clerk/index.html", 200, `data-role="clerk"`},
		{"/en/roles/clerk", 200, `data-role="clerk"`}, // after a redirect
		{"/data/sod.json", 200, `{"findings"`},
		{"/~rolebook/live.js", 200, "EventSource"},
		{"/en/nothing", 404, `data-version="1"`},
		{"/en/nothing.html", 404, `data-version="1"`},
		{"/../../../../../../etc/passwd", 404, `data-version="1"`},
		{"/%2e%2e/%2e%2e/%2e%2e/etc/passwd", 404, `data-version="1"`},
	} {
		if status, body := get(t, server.URL+c.path); status != c.status || !strings.Contains(body, c.holds) {
			t.Errorf("%s: status %d, and %q is not in it", c.path, status, c.holds)
		}
	}
}

func TestPreviewAnswersThisMachineOnly(t *testing.T) {
	t.Parallel()
	p, _, _ := previewed(t)
	if _, err := p.Build(t.Context()); err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]int{"localhost:1313": 200, "127.0.0.1": 200, "[::1]:80": 200, "192.168.1.5:1313": 200, "evil.example": 403, "localhost.evil.example:1313": 403} {
		r := httptest.NewRequest(http.MethodGet, "/en/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %s: status %d, not %d", host, w.Code, want)
		}
	}
}

// A catalog that is broken from the start shows what is wrong with it, as text.
func TestPreviewOfABrokenCatalog(t *testing.T) {
	t.Parallel()
	p, server, dir := previewed(t)
	write(t, dir, "wrong.yaml", "id: wrong\n")
	if r, err := p.Build(t.Context()); err != nil || !r.Refused() {
		t.Fatalf("%v: %v", r, err)
	}
	if status, body := get(t, server.URL+"/en/"); status != 200 || !strings.Contains(body, "<pre>&lt;missing-key&gt;</pre>") || !strings.Contains(body, `data-version="0"`) {
		t.Errorf("status %d: %s", status, body)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// told is what a page is told.
type told struct {
	Version  int
	Problems string
}

// listen gives what a page is told, as it comes.
func listen(t *testing.T, url string) <-chan told {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/~rolebook/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = answer.Body.Close() })
	out := make(chan told, 10)
	go func() {
		lines := bufio.NewScanner(answer.Body)
		for lines.Scan() {
			var s told
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && json.Unmarshal([]byte(data), &s) == nil {
				out <- s
			}
		}
	}()
	return out
}

func expect(t *testing.T, events <-chan told, want told) {
	t.Helper()
	select {
	case got := <-events:
		if got != want {
			t.Fatalf("told %+v, not %+v", got, want)
		}
	case <-time.After(30 * time.Second):
		t.Fatalf("not told %+v", want)
	}
}

// While the catalog is broken the last good site stays, pages are told what is
// wrong, and a mended catalog makes a new site.
func TestPreviewFollowsTheAuthor(t *testing.T) {
	t.Parallel()
	p, server, dir := previewed(t)
	if _, err := p.Build(t.Context()); err != nil {
		t.Fatal(err)
	}
	events := listen(t, server.URL)
	expect(t, events, told{1, ""})
	go p.Watch(t.Context(), func(*generator.Report, error, time.Duration) {})

	write(t, dir, "wrong.yaml", "id: wrong\n")
	expect(t, events, told{1, "<missing-key>"})
	if status, body := get(t, server.URL+"/en/roles/clerk/"); status != 200 || !strings.Contains(body, `data-role="clerk"`) {
		t.Errorf("the last good site is gone: status %d", status)
	}
	if err := os.Remove(filepath.Join(dir, "wrong.yaml")); err != nil {
		t.Fatal(err)
	}
	expect(t, events, told{2, ""})

	theme := filepath.Join(dir, "theme", "layouts")
	if err := os.MkdirAll(theme, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, theme, "home.html", "A home of one's own</body>")
	expect(t, events, told{3, ""})
	if _, body := get(t, server.URL+"/en/"); !strings.Contains(body, `A home of one's own<script src="/~rolebook/live.js" data-version="3"`) {
		t.Errorf("the user's theme does not show: %s", body)
	}
}
