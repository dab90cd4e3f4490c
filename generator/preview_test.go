package generator_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rolebook/generator"
	"rolebook/generator/catalog"
)

// previewed serves a copy of the mini catalog, and gives its folder.
func previewed(t *testing.T) (*generator.Preview, *httptest.Server, string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(miniFolder)); err != nil {
		t.Fatal(err)
	}
	p, server := preview(t, dir)
	return p, server, dir
}

func preview(t testing.TB, dir string) (*generator.Preview, *httptest.Server) {
	t.Helper()
	opt := generator.BuildOptions{
		Options: generator.Options{On: today}, Catalog: os.DirFS(dir), Output: filepath.Join(t.TempDir(), "public"),
	}
	p := generator.NewPreview(opt, generator.PreviewWords{Lang: catalog.English, Reason: func(err error, lang catalog.Lang) string { return string(lang) + ": " + err.Error() }})
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	return p, server
}

func get(t testing.TB, url string) (status int, body string) {
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
		{"/", 200, `data-of="site" data-number="1"`},
		{"/en/", 200, `<script src="/~rolebook/live.js" data-of="site" data-number="1" defer></script></body>`},
		{"/en/roles/clerk/index.html", 200, `data-role="clerk"`},
		{"/en/roles/clerk/index.html", 200, `<a href="../../source/clerk.yaml">YAML source</a>`},
		{"/en/roles/clerk/index.html", 200, `href="../../../en/roles/clerk/clerk.en.onboarding.pdf"`},
		{"/en/roles/clerk/clerk.en.onboarding.pdf", 200, "%PDF-"}, // set now
		{"/en/roles/clerk/clerk.en.nothing.pdf", 404, "</html>"},
		{"/ja/source/clerk.yaml", 200, `<li id="L1"><a href="#L1">1</a><code>id: clerk</code></li>`},
		{"/zh/source/clerk", 200, `lang="zh-Hans"`}, // after a redirect
		{"/en/source/", 404, "</html>"},
		{"/en/source/nothing.yaml", 404, "</html>"},
		{"/en/source/../../../etc/passwd", 404, "</html>"},
		{"/en/roles/clerk", 200, `data-role="clerk"`}, // after a redirect
		{"/data/sod.json", 200, `{"findings"`},
		{"/~rolebook/live.js", 200, "EventSource"},
		{"/en/nothing", 404, "</html>"},
		{"/en/nothing.html", 404, "</html>"},
		{"/en/roles/", 404, "</html>"}, // a folder without a page is not listed
		{"/data/", 404, "</html>"},
		{"/../../../../../../etc/passwd", 404, "</html>"},
		{"/%2e%2e/%2e%2e/%2e%2e/etc/passwd", 404, "</html>"},
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

// A catalog that is broken from the start shows what is wrong with it, as text,
// and the file with the line.
func TestPreviewOfABrokenCatalog(t *testing.T) {
	t.Parallel()
	p, server, dir := previewed(t)
	write(t, dir, "wrong.yaml", "id: wrong\n# <b>\n")
	if r, err := p.Build(t.Context()); err != nil || !r.Refused() {
		t.Fatalf("%v: %v", r, err)
	}
	status, body := get(t, server.URL+"/ja/")
	for _, part := range []string{`<html lang="ja">`, `<a href="/ja/source/wrong.yaml#L1">wrong.yaml:1:1</a>`, "カタログに", `data-of="told"`} {
		if status != 200 || !strings.Contains(body, part) {
			t.Errorf("status %d, and %q is not in\n%s", status, part, body)
		}
	}
	status, body = get(t, server.URL+"/ja/source/wrong.yaml")
	for _, part := range []string{`<li id="L1" class="bad"><a href="#L1">1</a><code>id: wrong</code><p>`, "<code># &lt;b&gt;</code>"} {
		if status != 200 || !strings.Contains(body, part) {
			t.Errorf("status %d, and %q is not in\n%s", status, part, body)
		}
	}
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// told is what a page is told.
type told struct {
	Edition, Site int
	Trouble       *struct {
		Title, Reason string
		Problems      []struct{ Place, Link, Code, Line string }
	}
}

// listen gives what a page is told, as it comes.
func listen(t testing.TB, url, lang string) <-chan told {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/~rolebook/events?lang="+lang, nil)
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

// expect waits until a page is told something.
func expect(t testing.TB, events <-chan told, what string, is func(told) bool) told {
	t.Helper()
	end := time.After(30 * time.Second)
	var last told
	for {
		select {
		case last = <-events:
			if is(last) {
				return last
			}
		case <-end:
			t.Fatalf("not told of %s, but %+v", what, last)
		}
	}
}

// While the catalog is broken the last good site stays and pages are told what
// is wrong, in their language. A mended catalog is shown on the page of its role
// first, and then everywhere.
func TestPreviewFollowsTheAuthor(t *testing.T) {
	t.Parallel()
	p, server, dir := previewed(t)
	if _, err := p.Build(t.Context()); err != nil {
		t.Fatal(err)
	}
	events := listen(t, server.URL, "zh-Hans")
	expect(t, events, "the first site", func(n told) bool { return n.Edition == 1 && n.Site == 1 && n.Trouble == nil })
	go p.Watch(t.Context(), func(*generator.Report, error, time.Duration) {})

	write(t, dir, "wrong.yaml", "id: wrong\n")
	n := expect(t, events, "the problem", func(n told) bool { return n.Trouble != nil })
	if n.Edition != 1 || len(n.Trouble.Problems) == 0 || n.Trouble.Title != fmt.Sprintf("目录中有 %d 处错误", len(n.Trouble.Problems)) {
		t.Fatalf("told %+v", n)
	}
	if got := n.Trouble.Problems[0]; got.Place != "wrong.yaml:1:1" || got.Link != "/zh/source/wrong.yaml#L1" || got.Code != "missing-key" || got.Line != "id: wrong" {
		t.Errorf("told of %+v", got)
	}
	if status, body := get(t, server.URL+"/en/roles/clerk/"); status != 200 || !strings.Contains(body, `data-role="clerk"`) {
		t.Errorf("the last good site is gone: status %d", status)
	}
	if err := os.Remove(filepath.Join(dir, "wrong.yaml")); err != nil {
		t.Fatal(err)
	}
	expect(t, events, "the mended catalog", func(n told) bool { return n.Edition == 2 && n.Trouble == nil })

	file := filepath.Join(dir, "clerk.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Dir(file), "clerk.yaml", strings.Replace(string(text), "Order Clerk", "Order Master", 1))
	expect(t, events, "the edit", func(n told) bool { return n.Edition == 3 })
	if _, body := get(t, server.URL+"/en/roles/clerk/"); !strings.Contains(body, "Order Master") || !strings.Contains(body, `data-of="edition" data-number="3"`) {
		t.Errorf("the page of the role is the old one: %s", body)
	}
	expect(t, events, "the whole site", func(n told) bool { return n.Site == 3 })
	if _, body := get(t, server.URL+"/en/"); !strings.Contains(body, "Order Master") {
		t.Error("the home page has the old name")
	}
}

// A theme that fails keeps the pages that there are, tells the reason in the
// page's language, and shows as soon as it is mended.
func TestPreviewFollowsTheTheme(t *testing.T) {
	t.Parallel()
	p, server, dir := previewed(t)
	if _, err := p.Build(t.Context()); err != nil {
		t.Fatal(err)
	}
	events := listen(t, server.URL, "ja")
	go p.Watch(t.Context(), func(*generator.Report, error, time.Duration) {})
	theme := filepath.Join(dir, "theme", "layouts")
	if err := os.MkdirAll(theme, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, theme, "home.html", "{{ .Nothing.Like.It }}")
	n := expect(t, events, "the failure", func(n told) bool { return n.Trouble != nil })
	if n.Site != 1 || !strings.HasPrefix(n.Trouble.Reason, "ja: ") || !strings.Contains(n.Trouble.Reason, "theme/layouts/home.html") {
		t.Errorf("told %+v", n)
	}
	if status, body := get(t, server.URL+"/en/"); status != 200 || !strings.Contains(body, "</html>") {
		t.Errorf("the home page is gone: status %d", status)
	}
	write(t, theme, "home.html", "A home of one's own</body>")
	n = expect(t, events, "the mended theme", func(n told) bool { return n.Site > 1 })
	if _, body := get(t, server.URL+"/en/"); n.Trouble != nil || !strings.Contains(body, `A home of one's own<script src="/~rolebook/live.js"`) {
		t.Errorf("the user's theme does not show: %+v, %s", n, body)
	}
}
