package guard

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const secret = "a token for this test"

// echo answers with the body that comes through.
var echo = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(w, r.Body) })

// problem reads a refusal, and holds it against what it has to have.
func problem(t *testing.T, resp *http.Response) told {
	t.Helper()
	var p told
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		t.Fatal(err)
	}
	if got := resp.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("a refusal is %s", got)
	}
	if p.Status != resp.StatusCode || p.Title == "" || p.Detail == "" || p.Help == nil {
		t.Errorf("status %d: %+v", resp.StatusCode, p)
	}
	return p
}

func TestHandlerRefuses(t *testing.T) {
	t.Parallel()
	token, err := NewToken(secret)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*http.Request)
		status int
		code   string
	}{
		"in order":            {func(*http.Request) {}, 200, ""},
		"by name":             {func(r *http.Request) { r.Host = "roles.example.com:8080" }, 200, ""},
		"IPv6":                {func(r *http.Request) { r.Host = "[::1]:8080" }, 200, ""},
		"own origin":          {func(r *http.Request) { r.Header.Set("Origin", "http://localhost:8080") }, 200, ""},
		"foreign host":        {func(r *http.Request) { r.Host = "evil.example" }, 403, "foreign-host"},
		"host like ours":      {func(r *http.Request) { r.Host = "localhost.evil.example" }, 403, "foreign-host"},
		"no host":             {func(r *http.Request) { r.Host = "" }, 403, "foreign-host"},
		"foreign origin":      {func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, 403, "foreign-origin"},
		"other port":          {func(r *http.Request) { r.Header.Set("Origin", "http://localhost:9") }, 403, "foreign-origin"},
		"file share":          {func(r *http.Request) { r.Header.Set("Origin", "null") }, 403, "foreign-origin"},
		"two origins":         {func(r *http.Request) { r.Header["Origin"] = []string{"http://localhost:8080", "https://evil.example"} }, 403, "foreign-origin"},
		"cross-site":          {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403, "foreign-origin"},
		"no token":            {func(r *http.Request) { r.Header.Del("Authorization") }, 401, "no-token"},
		"another token":       {func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+secret+"!") }, 401, "no-token"},
		"token, other scheme": {func(r *http.Request) { r.Header.Set("Authorization", "Basic "+secret) }, 401, "no-token"},
		"large":               {func(r *http.Request) { r.ContentLength = 101 }, 413, "body-too-large"},
		"large, length untold": {func(r *http.Request) {
			r.Body, r.ContentLength = io.NopCloser(strings.NewReader(strings.Repeat("x", 101))), -1
		}, 413, "body-too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := Handler(echo, Options{Hosts: []string{"roles.example.com"}, Token: token, MaxBody: 100})
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader("role"))
			r.Host = "localhost:8080"
			r.Header.Set("Authorization", "Bearer "+secret)
			c.change(r)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			resp := w.Result()
			if resp.StatusCode != c.status {
				t.Fatalf("status %d, want %d", resp.StatusCode, c.status)
			}
			if c.code == "" {
				if body, _ := io.ReadAll(resp.Body); string(body) != "role" {
					t.Errorf("%q came through", body)
				}
				return
			}
			if p := problem(t, resp); p.Code != c.code {
				t.Errorf("refused for %s", p.Code)
			}
			if got := resp.Header.Get("WWW-Authenticate") != ""; got != (c.status == 401) {
				t.Errorf("asks for a token: %v", got)
			}
		})
	}
}

func TestHandlerCountsClients(t *testing.T) {
	t.Parallel()
	h := Handler(echo, Options{Rate: 0.001, Burst: 2})
	for i, want := range []int{200, 200, 429, 429} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/", nil)
		r.RemoteAddr = fmt.Sprintf("127.0.0.1:%d", 4000+i)
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("request %d: status %d", i, w.Code)
		}
		if want == 429 && w.Header().Get("Retry-After") == "" {
			t.Error("says not when to ask again")
		}
	}
	w := httptest.NewRecorder()
	other := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/", nil)
	other.RemoteAddr = "127.0.0.2:4000"
	if h.ServeHTTP(w, other); w.Code != 200 {
		t.Errorf("another client: status %d", w.Code)
	}
}

func TestClientsAreForgotten(t *testing.T) {
	t.Parallel()
	c := newClients(0.001, 1)
	for i := range 3 * maxClients {
		c.allow(fmt.Sprintf("[2001:db8::%x]:1", i))
		if len(c.known) > maxClients {
			t.Fatalf("%d clients are remembered", len(c.known))
		}
	}
}

func TestHandlerWorksOnAFew(t *testing.T) {
	t.Parallel()
	begun, end := make(chan struct{}), make(chan struct{})
	h := Handler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		begun <- struct{}{}
		<-end
	}), Options{Concurrent: 1})
	go h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "http://localhost/", nil))
	<-begun
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/", nil))
	close(end)
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("the second request: status %d", w.Code)
	}
}

func TestRefusalsSpeakTheReadersLanguage(t *testing.T) {
	t.Parallel()
	h := Handler(echo, Options{Lang: "ja"})
	for accept, want := range map[string]string{
		"zh-CN,zh;q=0.9,en;q=0.8": "zh-Hans", "en": "en", "de, ja;q=0.5, en;q=0.3": "ja", "en;q=0.1, zh-TW": "zh-Hans",
		"": "ja", "fr": "ja", "*": "ja", "???": "ja",
	} {
		r := httptest.NewRequest(http.MethodGet, "http://evil.example/", nil)
		r.Header.Set("Accept-Language", accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		problem(t, w.Result())
		if got := w.Header().Get("Content-Language"); got != want {
			t.Errorf("%q is answered in %s, want %s", accept, got, want)
		}
	}
}

func TestReadToken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		content string
		mode    os.FileMode
		want    error
	}{
		"private": {secret + "\n", 0o600, nil},
		"group":   {secret + "\n", 0o640, nil},
		"open":    {secret + "\n", 0o644, ErrOpenToken},
		"short":   {"password\n", 0o600, ErrShortToken},
		"empty":   {"\n", 0o600, ErrShortToken},
	} {
		file := filepath.Join(t.TempDir(), "token")
		if err := os.WriteFile(file, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, c.mode); err != nil {
			t.Fatal(err)
		}
		token, err := ReadToken(file)
		if err != c.want {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Authorization", "bearer "+secret)
		if err == nil && !token.shownBy(r) {
			t.Errorf("%s: the token is not known again", name)
		}
	}
}

// start serves a handler, and gives its address and what stops it.
func start(t *testing.T, h http.Handler) (addr string, stop func() error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, h) }()
	return l.Addr().String(), func() error { cancel(); return <-ended }
}

// A client that says a length and then nothing is told so; its connection ends,
// and the server does not wait for it.
func TestSlowBody(t *testing.T) {
	t.Parallel()
	addr, stop := start(t, Handler(echo, Options{Read: 50 * time.Millisecond}))
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: 10\r\n\r\nabc", addr)
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	if p := problem(t, resp); p.Code != "slow-body" || !resp.Close {
		t.Errorf("%+v, the connection ends: %v", p, resp.Close)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// Whoever was asked before the end still answers.
func TestServeStopsGracefully(t *testing.T) {
	t.Parallel()
	begun, end := make(chan struct{}), make(chan struct{})
	addr, stop := start(t, Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-end
		_, _ = io.WriteString(w, "done")
	}), Options{}))
	answer := make(chan string, 1)
	go func() {
		resp, err := http.Get("http://" + addr)
		if err != nil {
			answer <- err.Error()
			return
		}
		body, _ := io.ReadAll(resp.Body)
		answer <- string(body)
	}()
	<-begun
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	for { // until nobody is let in any more
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			break
		}
		_ = conn.Close()
	}
	close(end)
	if got := <-answer; got != "done" {
		t.Errorf("the request under way got %q", got)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}
