package mcp

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/generator"
)

// copied gives a server for a copy of the mini catalog, and its folder.
func copied(t *testing.T) (*Server, string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(miniFolder)); err != nil {
		t.Fatal(err)
	}
	p, err := generator.Open(t.Context(), os.DirFS(dir), generator.Options{On: today})
	if err != nil {
		t.Fatal(err)
	}
	return serving(t, func(o *Options) { o.Catalog = generator.NewCurrent(os.DirFS(dir), p, generator.Options{On: today}) }), dir
}

// A server answers from the files as they are, and while they are not in order
// from the last that were, and says so.
func TestServerFollowsTheCatalog(t *testing.T) {
	t.Parallel()
	s, dir := copied(t)
	told := make(chan struct{}, 16)
	c := connect(t, s, &sdk.ClientOptions{ResourceListChangedHandler: func(context.Context, *sdk.ResourceListChangedRequest) { told <- struct{}{} }})
	clerk := filepath.Join(dir, filepath.FromSlash(s.kept.Catalog.Role("clerk").File))
	data, err := os.ReadFile(clerk)
	if err != nil {
		t.Fatal(err)
	}
	trainee := strings.Replace(string(data), "id: clerk", "id: night-clerk", 1)
	if err := os.WriteFile(filepath.Join(filepath.Dir(clerk), "night-clerk.yaml"), []byte(trainee), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := ask(t, c, "get_role", map[string]any{"role": "night-clerk"}); r.IsError {
		t.Errorf("a new role is not known: %s", shown(t, r))
	}
	<-told
	var listed []string
	for r, err := range c.Resources(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		listed = append(listed, r.URI)
	}
	if !slices.Contains(listed, scheme+"roles/night-clerk/ja") {
		t.Errorf("a new role is not listed: %v", listed)
	}
	if err := os.WriteFile(clerk, []byte("id: [clerk"), 0o600); err != nil {
		t.Fatal(err)
	}
	stale := ask(t, c, "get_role", map[string]any{"role": "clerk", "lang": "zh"})
	note, ok := stale.Content[len(stale.Content)-1].(*sdk.TextContent)
	if stale.IsError || len(stale.Content) != 2 || !ok || !strings.Contains(note.Text, "最近一个无误的版本") {
		t.Errorf("while the catalog is broken a server answers %+v", stale)
	}
	if err := os.Remove(filepath.Join(filepath.Dir(clerk), "night-clerk.yaml")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(clerk, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if r := ask(t, c, "get_role", map[string]any{"role": "clerk"}); len(r.Content) != 1 {
		t.Errorf("the catalog is in order, and a server says %+v", r.Content[1])
	}
	if _, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: scheme + "roles/night-clerk/ja"}); err == nil {
		t.Error("a role that has gone is read")
	}
}

// A call that is given up ends, and the next one is answered.
func TestCancel(t *testing.T) {
	t.Parallel()
	s := serving(t, nil)
	begun, ended := make(chan struct{}), make(chan error, 1)
	slow := &tool{name: "slow", shape: object(nil), takes: []parameter{inLang}, run: func(ctx context.Context, _ *call) (*answer, error) {
		close(begun)
		<-ctx.Done()
		ended <- ctx.Err()
		return nil, ctx.Err()
	}}
	s.sdk.AddTool(&sdk.Tool{Name: "slow", InputSchema: map[string]any{"type": "object"}}, s.handler(slow))
	c := connect(t, s, nil)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-begun
		cancel()
	}()
	if _, err := c.CallTool(ctx, &sdk.CallToolParams{Name: "slow"}); !errors.Is(err, context.Canceled) {
		t.Errorf("the call ended with %v", err)
	}
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the tool ended with %v", err)
	}
	if r := ask(t, c, "list_roles", nil); r.IsError {
		t.Error("afterwards nothing is answered")
	}
}

// manyCalls asks so many questions, good and bad ones: mostly of the tools that
// answer at once, of every tool in turn now and then.
func manyCalls(t *testing.T, c *sdk.ClientSession, count int) {
	t.Helper()
	all, quick := names(t, c), []string{"can", "who_can", "compare_roles", "findings"}
	for i := range count {
		name := quick[i%len(quick)]
		if i%25 == 0 {
			name = all[i/25%len(all)]
		}
		args := given[name]
		if i%7 == 0 {
			args = map[string]any{"nonsense": i}
		}
		if name == "describe_role" {
			args = map[string]any{"role": "clerk", "lang": languages()[i%3], "format": generator.DocumentFormats[i%4]}
		}
		ask(t, c, name, args)
	}
}

// held is how much memory is in use, and how many goroutines run.
func held() (bytes uint64, goroutines int) {
	runtime.GC()
	runtime.GC() // what had a finalizer
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc, runtime.NumGoroutine()
}

// growth is how much ten thousand calls may leave behind: far less than a
// hundred bytes each.
const growth = 512 << 10

// Not parallel: what other tests hold would count.
func TestManyCalls(t *testing.T) {
	for name, connected := range map[string]func(*testing.T, *Server) *sdk.ClientSession{
		"pipe": func(t *testing.T, s *Server) *sdk.ClientSession { return connect(t, s, nil) },
		"http": func(t *testing.T, s *Server) *sdk.ClientSession { return connectHTTP(t, s) },
	} {
		t.Run(name, func(t *testing.T) {
			c := connected(t, serving(t, nil))
			manyCalls(t, c, 1000) // everything that is kept is there
			before, running := held()
			manyCalls(t, c, 10_000)
			after, now := held()
			t.Logf("%d bytes and %d goroutines before, %d and %d behind 10,000 calls", before, running, after, now)
			if after > before+growth || now > running+8 {
				t.Errorf("10,000 calls leave %d bytes and %d goroutines", int64(after)-int64(before), now-running)
			}
		})
	}
}

// A pipe ends with its client, and with what is no message, and says which.
func TestPipeEnds(t *testing.T) {
	t.Parallel()
	for sent, want := range map[string]error{
		"": nil, "garbage\n": ErrNoMessage, `{"jsonrpc":`: ErrNoMessage, strings.Repeat("[", longestLine+1): ErrNoMessage,
	} {
		in, out := io.NopCloser(strings.NewReader(sent)), discard{io.Discard}
		if err := serving(t, nil).Pipe(t.Context(), in, out); !errors.Is(err, want) {
			t.Errorf("%.12q: %v, not %v", sent, err, want)
		}
	}
}

type discard struct{ io.Writer }

func (discard) Close() error { return nil }
