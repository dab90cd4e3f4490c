package mcp

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/generator/locale"
)

// FuzzArguments calls every tool with anything, and reads anything as an
// address. Whatever comes is an answer or a refusal with words; the machine
// never fails, and nothing is written but drafts.
func FuzzArguments(f *testing.F) {
	for name, args := range given {
		raw, err := json.Marshal(args)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(name, string(raw))
	}
	for _, raw := range []string{
		``, `null`, `[]`, `{"role":"../../etc/passwd"}`, `{"role":"clerk","lang":"xx"}`, `{"roles":[["clerk"]],"action":1}`,
		`{"limit":1e999}`, `{"role":"clerk","role":"clerc"}`, `{"yaml":"id: &a [*a]"}`, `{"yaml":"id: x\nid: y"}`, `{"role":"\u0000"}`,
	} {
		f.Add("get_role", raw)
		f.Add("save_draft", raw)
	}
	dir := filepath.Join(f.TempDir(), "drafts")
	if err := os.Mkdir(dir, 0o700); err != nil {
		f.Fatal(err)
	}
	drafts, err := OpenDrafts(dir)
	if err != nil {
		f.Fatal(err)
	}
	s := serving(f, func(o *Options) { o.Drafts = drafts; o.Failed = func(err error) { panic(err) } })
	f.Fuzz(func(t *testing.T, name, raw string) {
		for _, tool := range tools {
			if tool.name == name {
				checkCall(t, s, tool, raw)
			}
		}
		checkRead(t, s, scheme+raw)
		checkRead(t, s, raw)
		if beside, err := os.ReadDir(filepath.Dir(dir)); err != nil || len(beside) != 1 {
			t.Errorf("beside the folder for drafts there are %v, %v", beside, err)
		}
	})
}

func checkCall(t *testing.T, s *Server, tool *tool, raw string) {
	t.Helper()
	r, err := s.handler(tool)(t.Context(), &sdk.CallToolRequest{Params: &sdk.CallToolParamsRaw{Name: tool.name, Arguments: json.RawMessage(raw)}})
	if err != nil {
		t.Fatal(err)
	}
	if r.IsError == (r.StructuredContent != nil) || len(r.Content) == 0 {
		t.Fatalf("%s %s: %+v", tool.name, raw, r)
	}
	if x, ok := r.Content[0].(*sdk.TextContent); ok && (x.Text == "" || !utf8.ValidString(x.Text) || strings.HasPrefix(x.Text, "mcp_")) {
		t.Errorf("%s %s: %q", tool.name, raw, x.Text)
	}
	if !r.IsError && !json.Valid(r.StructuredContent.(json.RawMessage)) {
		t.Errorf("%s %s: no JSON", tool.name, raw)
	}
}

func checkRead(t *testing.T, s *Server, uri string) {
	t.Helper()
	r, err := s.readResource(t.Context(), &sdk.ReadResourceRequest{Params: &sdk.ReadResourceParams{URI: uri}})
	if err == nil && len(r.Contents) != 1 {
		t.Errorf("%q is read as %+v", uri, r)
	}
	var refused *refusal
	if errors.As(err, &refused) {
		t.Errorf("%q is refused without words: %s", uri, s.words(err, locale.New("en")))
	}
}
