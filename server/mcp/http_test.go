package mcp

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/server/guard"
)

const secret = "a token for this test"

// guarded serves over HTTP as the command does: behind a guard.
func guarded(t *testing.T, s *Server) *httptest.Server {
	t.Helper()
	token, err := guard.NewToken(secret)
	if err != nil {
		t.Fatal(err)
	}
	// So many calls one after another are none of one client's.
	server := httptest.NewServer(guard.Handler(s.Handler(), guard.Options{Token: token, Rate: 1e6, Burst: 1e6}))
	t.Cleanup(server.Close)
	return server
}

// withToken shows the token.
type withToken struct{}

func (withToken) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+secret)
	return http.DefaultTransport.RoundTrip(r)
}

// connectHTTP connects the SDK's client over HTTP.
func connectHTTP(t *testing.T, s *Server) *sdk.ClientSession {
	t.Helper()
	transport := &sdk.StreamableClientTransport{Endpoint: guarded(t, s).URL + Root, HTTPClient: &http.Client{Transport: withToken{}}}
	c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), transport, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() }) // there is no session to end
	return c
}

func TestHTTP(t *testing.T) {
	t.Parallel()
	c := connectHTTP(t, serving(t, nil))
	for _, name := range names(t, c) {
		if r := ask(t, c, name, given[name]); r.IsError || r.StructuredContent == nil {
			t.Errorf("%s: %s", name, shown(t, r))
		}
	}
	if _, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: scheme + "vocabulary"}); err != nil {
		t.Error(err)
	}
	if _, err := c.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: "onboarding-plan", Arguments: map[string]string{"role": "clerk"}}); err != nil {
		t.Error(err)
	}
}

// What comes from elsewhere, or is too much, does not get through.
func TestHTTPRefuses(t *testing.T) {
	t.Parallel()
	server := guarded(t, serving(t, nil))
	call, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*http.Request)
		path   string
		body   string
		status int
	}{
		"in order":       {func(*http.Request) {}, Root, string(call), 200},
		"foreign host":   {func(r *http.Request) { r.Host = "evil.example" }, Root, string(call), 403},
		"foreign origin": {func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, Root, string(call), 403},
		"cross-site":     {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, Root, string(call), 403},
		"no token":       {func(r *http.Request) { r.Header.Del("Authorization") }, Root, string(call), 401},
		"wrong token":    {func(r *http.Request) { r.Header.Set("Authorization", "Bearer wrong") }, Root, string(call), 401},
		"oversized":      {func(*http.Request) {}, Root, strings.Repeat(" ", int(guard.Usual.MaxBody)+1), 413},
		"other path":     {func(*http.Request) {}, "/mcp/../etc/passwd", string(call), 404},
		"no JSON":        {func(*http.Request) {}, Root, "{", 400},
		"form":           {func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, Root, string(call), 415},
		"reading":        {func(r *http.Request) { r.Method = http.MethodGet }, Root, "", 405},
		"ending":         {func(r *http.Request) { r.Method = http.MethodDelete }, Root, "", 405},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+c.path, bytes.NewReader([]byte(c.body)))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", "application/json, text/event-stream")
			r.Header.Set("Authorization", "Bearer "+secret)
			c.change(r)
			resp, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close() //nolint:errcheck // it was only read
			body, err := io.ReadAll(resp.Body)
			if err != nil {
				t.Fatal(err)
			}
			if resp.StatusCode != c.status || bytes.Contains(body, []byte("list_roles")) != (c.status == 200) {
				t.Errorf("status %d, want %d: %.200s", resp.StatusCode, c.status, body)
			}
		})
	}
}
