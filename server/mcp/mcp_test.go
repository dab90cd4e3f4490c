package mcp

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"rolebook/generator"
	"rolebook/generator/catalog"
)

// miniFolder is the catalog of most tests, shipped the one of the others.
const (
	miniFolder = "../../generator/load/testdata/contract/mini"
	shipped    = "../../roles"
)

var today = catalog.Date{Year: 2026, Month: 11, Day: 22}

// opened is the mini catalog, read once.
var opened = sync.OnceValues(func() (*generator.Project, error) {
	return generator.Open(context.Background(), os.DirFS(miniFolder), generator.Options{On: today})
})

// serving makes a server for the mini catalog.
func serving(t testing.TB, change func(*Options)) *Server {
	t.Helper()
	p, err := opened()
	if err != nil || p.Diagnostics.HasErrors() {
		t.Fatal(err, p.Diagnostics)
	}
	opt := Options{
		Catalog: generator.NewCurrent(os.DirFS(miniFolder), p, generator.Options{On: today}), Version: "test", Lang: catalog.English,
		Failed: func(err error) { t.Errorf("the machine failed: %v", err) },
	}
	if change != nil {
		change(&opt)
	}
	return New(t.Context(), opt)
}

// connect connects the SDK's client in this process.
func connect(t testing.TB, s *Server, opt *sdk.ClientOptions) *sdk.ClientSession {
	t.Helper()
	ours, theirs := sdk.NewInMemoryTransports()
	server, err := s.sdk.Connect(t.Context(), ours, nil)
	if err != nil {
		t.Fatal(err)
	}
	client, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, opt).Connect(t.Context(), theirs, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := client.Close(); err != nil {
			t.Error(err)
		}
		_ = server.Wait() // its client has gone
	})
	return client
}

// ask calls a tool, and fails the test where the protocol does.
func ask(t testing.TB, c *sdk.ClientSession, name string, args any) *sdk.CallToolResult {
	t.Helper()
	got, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
	return got
}

// shown is the text that an answer shows first.
func shown(t testing.TB, r *sdk.CallToolResult) string {
	t.Helper()
	if len(r.Content) == 0 {
		t.Fatal("an answer without content")
	}
	text, ok := r.Content[0].(*sdk.TextContent)
	if !ok {
		t.Fatalf("an answer begins with %T", r.Content[0])
	}
	return text.Text
}

// given are arguments in order for every tool.
var given = map[string]map[string]any{
	"list_roles":    {"family": "sales"},
	"get_role":      {"role": "clerk"},
	"describe_role": {"role": "clerk"},
	"search":        {"query": "order", "limit": 3},
	"can":           {"roles": []string{"clerk", "approver"}, "action": "approve", "object": "order", "scope": "team"},
	"who_can":       {"action": "approve", "object": "order"},
	"findings":      {"role": "clerk", "severity": "low", "status": "open", "limit": 5},
	"repair":        {},
	"compare_roles": {"first": "clerk", "second": "approver"},
	"validate_role": {"yaml": "id: clerk\n"},
	"draft_role":    {"title": "Night clerk"},
	"save_draft":    {"yaml": "id: clerk\n"},
}

// names are the tools that a client is told of.
func names(t testing.TB, c *sdk.ClientSession) []string {
	t.Helper()
	var out []string
	for tool, err := range c.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, tool.Name)
	}
	return out
}

func TestToolsAreDescribed(t *testing.T) {
	t.Parallel()
	for _, lang := range catalog.AllLanguages {
		c := connect(t, serving(t, func(o *Options) { o.Lang = lang }), nil)
		seen := map[string]bool{}
		for tool, err := range c.Tools(t.Context(), nil) {
			if err != nil {
				t.Fatal(err)
			}
			hints := tool.Annotations
			if !hints.ReadOnlyHint || !hints.IdempotentHint || *hints.DestructiveHint || *hints.OpenWorldHint {
				t.Errorf("%s hints %+v", tool.Name, hints)
			}
			in, out := tool.InputSchema.(map[string]any), tool.OutputSchema.(map[string]any)
			if in["type"] != "object" || out["type"] != "object" || len(out["required"].([]any)) == 0 {
				t.Errorf("%s takes %v and gives %v", tool.Name, in, out)
			}
			for name, p := range in["properties"].(map[string]any) {
				seen[p.(map[string]any)["description"].(string)] = true
				if strings.HasPrefix(p.(map[string]any)["description"].(string), "mcp_") {
					t.Errorf("%s: %s has no description in %s", tool.Name, name, lang)
				}
			}
			seen[tool.Description] = true
		}
		for text := range seen {
			if lang != catalog.English && !strings.ContainsFunc(text, func(r rune) bool { return r > 0x3000 }) {
				t.Errorf("in %s a client is told %q", lang, text)
			}
		}
	}
}

// Each tool answers with data of its schema, and with a text that agrees.
func TestToolsAnswer(t *testing.T) {
	t.Parallel()
	c := connect(t, serving(t, nil), nil)
	for tool, err := range c.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		name := tool.Name
		r := ask(t, c, name, given[name])
		if r.IsError || r.StructuredContent == nil {
			t.Errorf("%s: %s", name, shown(t, r))
			continue
		}
		data, err := json.Marshal(r.StructuredContent)
		if err != nil {
			t.Fatal(err)
		}
		holdAgainst(t, tool.OutputSchema, r.StructuredContent)
		var words, whole any
		if text := shown(t, r); strings.HasPrefix(text, "{") {
			if err := json.Unmarshal([]byte(text), &words); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(data, &whole); err != nil {
				t.Fatal(err)
			}
			one, _ := json.Marshal(words)
			two, _ := json.Marshal(whole)
			if string(one) != string(two) {
				t.Errorf("%s shows %s and answers %s", name, one, two)
			}
		} else if !strings.Contains(string(data), `"document"`) && !strings.Contains(string(data), `"yaml"`) {
			t.Errorf("%s shows %q", name, text)
		}
	}
}

// holdAgainst holds data against a schema, as a client other than the SDK's does.
func holdAgainst(t *testing.T, schema, data any) {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("shape", schema); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("shape")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(data); err != nil {
		t.Error(err)
	}
}

func TestOnlyWithDraftsIsThereATool(t *testing.T) {
	t.Parallel()
	if got := names(t, connect(t, serving(t, nil), nil)); len(got) != len(tools)-1 || slices.Contains(got, "save_draft") {
		t.Errorf("without a folder for drafts there are %v", got)
	}
}

// What is wrong with a call is told in its language, with what to do.
func TestBadArguments(t *testing.T) {
	t.Parallel()
	c := connect(t, serving(t, nil), nil)
	long := strings.Repeat("x", longestArgument+1)
	for _, call := range []struct {
		tool   string
		args   any
		remedy string // named in every language
	}{
		{"get_role", map[string]any{}, "role"},
		{"get_role", map[string]any{"role": nil}, "role"},
		{"get_role", map[string]any{"role": 7}, "4096"},
		{"get_role", map[string]any{"role": []string{"clerk"}}, "4096"},
		{"get_role", map[string]any{"role": long}, "4096"},
		{"get_role", map[string]any{"role": "clerc"}, "clerk"},
		{"get_role", map[string]any{"role": "../../etc/passwd"}, "clerk"},
		{"get_role", map[string]any{"rol": "clerk"}, "role"},
		{"get_role", []string{"clerk"}, "get_role"},
		{"describe_role", map[string]any{"role": "clerk", "detail": "ful"}, "full"},
		{"describe_role", map[string]any{"role": "clerk", "scenario": "../x"}, "job-description"},
		{"describe_role", map[string]any{"role": "clerk", "style": ""}, "formal"},
		{"describe_role", map[string]any{"role": "clerk", "format": "docx"}, "markdown"},
		{"search", map[string]any{"query": "x", "limit": 0}, "1000"},
		{"search", map[string]any{"query": "x", "limit": 1.5}, "1000"},
		{"search", map[string]any{"query": "x", "limit": 1e300}, "1000"},
		{"can", map[string]any{"roles": "clerk", "action": "approve", "object": "order"}, "roles"},
		{"can", map[string]any{"roles": []string{}, "action": "approve", "object": "order"}, "roles"},
		{"can", map[string]any{"roles": []any{1}, "action": "approve", "object": "order"}, "roles"},
		{"can", map[string]any{"roles": []string{"clerk"}, "action": "aprove", "object": "order"}, "approve"},
		{"who_can", map[string]any{"action": "approve", "object": "ordr"}, "order"},
		{"who_can", map[string]any{"action": "approve", "object": "order", "scope": "tem"}, "team"},
		{"findings", map[string]any{"rule": "nonsense"}, "nonsense"},
		{"findings", map[string]any{"severity": "grave"}, "high"},
		{"list_roles", map[string]any{"family": "salez"}, "sales"},
		{"draft_role", map[string]any{"title": "x", "id": "Not An Id"}, "sales-analyst"},
		{"draft_role", map[string]any{"title": "x", "id": "clerk"}, "clerk"},
		{"validate_role", map[string]any{"yaml": strings.Repeat("x", longestText+1)}, "1048576"},
	} {
		said := map[string]bool{}
		for _, lang := range languages() {
			args := call.args
			if m, ok := args.(map[string]any); ok {
				m["lang"] = lang
			}
			r := ask(t, c, call.tool, args)
			text := shown(t, r)
			said[text] = true
			if !r.IsError || r.StructuredContent != nil || !strings.Contains(text, call.remedy) || len(text) > 2000 {
				t.Errorf("%s %v: %v %q", call.tool, call.args, r.IsError, text)
			}
		}
		if _, spoken := call.args.(map[string]any); spoken && len(said) != 3 {
			t.Errorf("%s %v is refused in %d languages", call.tool, call.args, len(said))
		}
	}
	if _, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: "delete_role"}); err == nil {
		t.Error("a tool that is not there answers")
	}
}
