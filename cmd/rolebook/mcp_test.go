package main

import (
	"os"
	"path/filepath"
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
	client := chat(t)
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

// chat is a client of a server for the mini catalog.
func chat(t *testing.T) *sdk.ClientSession {
	t.Helper()
	opt := generator.Options{On: catalog.Date{Year: 2026, Month: 11, Day: 22}}
	project, err := generator.Open(t.Context(), os.DirFS(miniFolder), opt)
	if err != nil {
		t.Fatal(err)
	}
	server := mcp.New(t.Context(), mcp.Options{
		Catalog: generator.NewCurrent(os.DirFS(miniFolder), project, opt), Lang: catalog.English, Failed: func(err error) { t.Error(err) },
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
