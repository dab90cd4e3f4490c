package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/generator"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/server/mcp"
)

const miniFolder = "../../generator/load/testdata/contract/mini"

// TestDescribeIsTheSameInChats makes every document of a role by the command and
// by the tool that models call, and holds them against each other byte for byte.
func TestDescribeIsTheSameInChats(t *testing.T) {
	t.Parallel()
	client := chat(t, miniFolder)
	count := 0
	for _, lang := range languages() {
		for _, scenario := range book.Scenarios {
			for _, detail := range []string{"brief", "standard", "full"} {
				for _, style := range book.Styles {
					for _, format := range generator.DocumentFormats {
						form := map[string]string{"lang": lang, "scenario": scenario, "detail": detail, "style": style, "format": format}
						if printed, told := byCommand(t, form), byTool(t, client, form); printed != told {
							t.Errorf("%v: the command prints %d bytes and the tool gives %d others", form, len(printed), len(told))
						}
						count++
					}
				}
			}
		}
	}
	if want := 3 * 5 * 3 * 3 * 4; count != want {
		t.Errorf("%d documents, want %d", count, want)
	}
}

// chat is a client of a server for a catalog.
func chat(t *testing.T, folder string) *sdk.ClientSession {
	t.Helper()
	opt := generator.Options{On: catalog.Date{Year: 2026, Month: 11, Day: 22}}
	project, err := generator.Open(t.Context(), os.DirFS(folder), opt)
	if err != nil {
		t.Fatal(err)
	}
	server := mcp.New(t.Context(), mcp.Options{
		Catalog: generator.NewCurrent(os.DirFS(folder), project, opt), Lang: catalog.English, Failed: func(err error) { t.Error(err) },
	})
	fromClient, toServer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	fromServer, toClient, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Pipe(t.Context(), fromClient, toClient) }()
	client, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).
		Connect(t.Context(), &sdk.IOTransport{Reader: fromServer, Writer: toServer}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := client.Close(); err != nil {
			t.Error(err)
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return client
}

// byCommand is what rolebook describe prints.
func byCommand(t *testing.T, form map[string]string) string {
	t.Helper()
	args := []string{"describe", "clerk", "--catalog", miniFolder, "--on", "2026-11-22"}
	for name, value := range form {
		args = append(args, "--"+name, value)
	}
	name := filepath.Join(t.TempDir(), "document")
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if status := newApp(args, out, os.Stderr, func(string) string { return "" }).run(); status != statusFine {
		t.Fatalf("%v: status %d", args, status)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// byTool is what a model gets.
func byTool(t *testing.T, client *sdk.ClientSession, form map[string]string) string {
	t.Helper()
	args := map[string]any{"role": "clerk"}
	for name, value := range form {
		args[name] = value
	}
	r, err := client.CallTool(t.Context(), &sdk.CallToolParams{Name: "describe_role", Arguments: args})
	if err != nil || r.IsError {
		t.Fatalf("%v: %v %v", form, err, r)
	}
	if x, ok := r.Content[0].(*sdk.EmbeddedResource); ok {
		return string(x.Resource.Blob)
	}
	return r.Content[0].(*sdk.TextContent).Text
}

// TestChatsOfTheDocs reads docs/mcp.md: its JSON is JSON, and what it shows of
// answers is in the answers.
func TestChatsOfTheDocs(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../docs/mcp.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	for _, fence := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(page, -1) {
		if !strings.Contains(fence[1], "…") && !json.Valid([]byte(fence[1])) {
			t.Errorf("no JSON: %s", fence[1])
		}
	}
	client := chat(t, "../../roles")
	for _, x := range []struct {
		tool  string
		args  map[string]any
		shows []string
	}{
		{"can", map[string]any{"roles": []string{"sales-operations-manager"}, "action": "approve", "object": "price-book"}, []string{
			`"allowed": false, "reason": "denied", "scope": null, "free": null, "grants": []`,
			"sales-operations-manager is denied it by a denial of its own.", "What sales-operations-manager may do on price-book: read, create, update.",
		}},
		{"can", map[string]any{"roles": []string{"sales-operations-manager"}, "action": "approve", "object": "price-book", "scope": "company"}, []string{
			"The catalog has no data scope “company”.\nKnown here: own, team, department, region, all.",
		}},
		{"findings", map[string]any{"role": "partner-channel-manager", "status": "open", "lang": "zh"}, []string{
			`{"total": 6, "findings": [{"rule": "s07", "kind": "combination", "roles": ["executive", "partner-channel-manager"], "severity": "high", "status": "open"`,
		}},
		{"repair", map[string]any{"role": "partner-channel-manager", "lang": "zh"}, []string{
			`{"repairs": [{"role": "partner-channel-manager", "deny": [{"object": "forecast", "action": "create"}], "duties_lost": ["channel-forecast"], "proof": "minimal", "cannot": []}]}`,
		}},
		{"draft_role", map[string]any{"title": "夜間サポート担当", "lang": "ja"}, []string{
			"# 記入用のロール。このままでも検査に通る。確認は rolebook validate で行う。", "id: customer-service-agent-2\n",
			`name: {zh: "customer-service-agent-2", en: "customer-service-agent-2", ja: "夜間サポート担当"}`, "family: service\n", "status: draft\n",
		}},
		{"validate_role", map[string]any{"lang": "ja", "yaml": "id: night-support\nname: {ja: 夜間サポート担当}\nfamily: servce\n"}, []string{
			`"inventions": [{"kind": "family", "name": "servce", "line": 3, "column": 9, "message": "「servce」という職種群はありません。"`,
			"ここで使えるもの：common、sales、marketing、service、operations、platform、finance、control。",
		}},
	} {
		r, err := client.CallTool(t.Context(), &sdk.CallToolParams{Name: x.tool, Arguments: x.args})
		if err != nil {
			t.Fatal(err)
		}
		answer := squeezed(r.Content[0].(*sdk.TextContent).Text)
		for _, excerpt := range x.shows {
			if !strings.Contains(squeezed(page), squeezed(excerpt)) || !strings.Contains(answer, squeezed(excerpt)) {
				t.Errorf("%s: %q is not in the page, or not in %.400s", x.tool, excerpt, answer)
			}
		}
	}
}

// squeezed is a text without white space, which a page lays out as it likes.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }
