package e2e

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/roles"
)

// The program is asked over the Model Context Protocol by those who are not its
// own: the official client for JavaScript, and the official inspector.

// program builds rolebook once a process.
var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(workshop, "rolebook")
	out, err := exec.Command("go", "build", "-o", path, "rolebook/cmd/rolebook").CombinedOutput()
	if err != nil {
		_, _ = os.Stderr.Write(out)
	}
	return path, err
})

// shippedFolder is the shipped catalog as the program reads it.
var shippedFolder = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(workshop, "mcp-roles")
	return dir, os.CopyFS(dir, roles.Files)
})

// serverCommand is the command that answers on its standard output.
func serverCommand(t *testing.T, flags ...string) []string {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	folder, err := shippedFolder()
	if err != nil {
		t.Fatal(err)
	}
	return append([]string{path, "mcp", folder, "--on", today.String()}, flags...)
}

// calls is what the client asks for.
const calls = `{"tools": {
  "list_roles": {"lang": "zh"}, "get_role": {"role": "sales-operations-manager"},
  "describe_role": {"role": "sales-operations-manager", "lang": "ja", "scenario": "onboarding", "detail": "full", "style": "friendly"},
  "search": {"query": "审批"}, "can": {"roles": ["sales-operations-manager"], "action": "approve", "object": "price-book"},
  "who_can": {"action": "approve", "object": "price-book"}, "findings": {"severity": "high"}, "repair": {},
  "compare_roles": {"first": "sales-operations-manager", "second": "partner-channel-manager"},
  "validate_role": {"yaml": "id: x"}, "draft_role": {"title": "夜间值班员", "lang": "zh"}},
 "prompts": {"role-description": {"role": "Night clerk", "lang": "en"}, "translate-role": {"role": "sales-operations-manager", "lang": "ja"},
  "review-permissions": {"role": "sales-operations-manager", "lang": "zh"}, "onboarding-plan": {"role": "sales-operations-manager"}},
 "fill": {"role": "sales-operations-manager", "lang": "zh", "scenario": "performance", "detail": "brief", "style": "concise", "kind": "role"}}`

type clientReport struct {
	Server                               struct{ Name, Version string }
	Instructions                         string
	Tools, Resources, Templates, Prompts map[string]string
	Completion                           []string
	Refused, Gone                        string
	Cancelled                            []string
}

// checkClient has the client ask a server, and holds what it reports against
// what there is.
func checkClient(t *testing.T, server ...string) {
	t.Helper()
	module(t, "@modelcontextprotocol/sdk/package.json")
	asked := filepath.Join(t.TempDir(), "calls.json")
	if err := os.WriteFile(asked, []byte(calls), 0o600); err != nil {
		t.Fatal(err)
	}
	var r clientReport
	if err := json.Unmarshal(printed(t, "node", append([]string{"mcp.mjs", asked}, server...)...), &r); err != nil {
		t.Fatal(err)
	}
	if r.Server.Name != "rolebook" || r.Instructions == "" || len(r.Tools) != 11 || len(r.Prompts) != 4 || len(r.Templates) < 4 || len(r.Resources) < 60 {
		t.Errorf("%+v, %d tools, %d prompts, %d templates, %d resources", r.Server, len(r.Tools), len(r.Prompts), len(r.Templates), len(r.Resources))
	}
	for _, part := range []map[string]string{r.Tools, r.Resources, r.Templates, r.Prompts} {
		for name, said := range part {
			if said != "fine" {
				t.Errorf("%s: %s", name, said)
			}
		}
	}
	if len(r.Completion) != 1 || r.Completion[0] != "ja" {
		t.Errorf("completion gives %v", r.Completion)
	}
	if !strings.Contains(r.Refused, "カタログにロール「nobody」はありません") || !strings.Contains(r.Gone, "nobody") {
		t.Errorf("refusals are %q and %q", r.Refused, r.Gone)
	}
	if len(r.Cancelled) != 2 || r.Cancelled[0] == "fine" || r.Cancelled[1] != "fine" {
		t.Errorf("a call that is given up, and one behind it: %q", r.Cancelled)
	}
}

func TestMCPClientOnAPipe(t *testing.T) {
	t.Parallel()
	checkClient(t, serverCommand(t)...)
}

func TestMCPClientOverHTTP(t *testing.T) {
	t.Parallel()
	const secret = "a token for this test"
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	checkClient(t, serveMCP(t, "--token-file", token), secret)
}

// The protocol's client for Go has the program answer on a pipe: every tool but
// for those that a catalog's author has to allow.
func TestMCPClientInGo(t *testing.T) {
	t.Parallel()
	args := serverCommand(t, "--lang", "ja")
	client, err := sdk.NewClient(&sdk.Implementation{Name: "e2e", Version: "1"}, nil).
		Connect(t.Context(), &sdk.CommandTransport{Command: exec.Command(args[0], args[1:]...)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var asked struct{ Tools map[string]map[string]any }
	if err := json.Unmarshal([]byte(calls), &asked); err != nil {
		t.Fatal(err)
	}
	for tool, err := range client.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := client.CallTool(t.Context(), &sdk.CallToolParams{Name: tool.Name, Arguments: asked.Tools[tool.Name]})
		if err != nil || r.IsError || r.StructuredContent == nil {
			t.Errorf("%s: %+v %v", tool.Name, r, err)
		}
		delete(asked.Tools, tool.Name)
	}
	if len(asked.Tools) > 0 {
		t.Errorf("there is no tool for %v", asked.Tools)
	}
	if err := client.Close(); err != nil { // the program has ended by itself
		t.Error(err)
	}
}

// serveMCP has the program answer over HTTP until the test ends, and gives its
// address.
func serveMCP(t *testing.T, flags ...string) string {
	t.Helper()
	args := serverCommand(t, append([]string{"--http", "127.0.0.1:0"}, flags...)...)
	cmd := exec.Command(args[0], args[1:]...) // ended below, when the test's context is over
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(stderr)
	line, err := lines.ReadString('\n')
	_, address, found := strings.Cut(line, "http://")
	if err != nil || !found {
		t.Fatalf("the server says %q, %v", line, err)
	}
	t.Cleanup(func() {
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Error(err)
		}
		rest, _ := io.ReadAll(lines) // until it has ended
		if err := cmd.Wait(); err != nil || len(rest) > 0 {
			t.Errorf("the server ends with %v, and says %s", err, rest)
		}
	})
	return "http://" + strings.Fields(address)[0]
}

// The inspector's command line lists what there is and calls a tool. It warns on
// standard error that there is a later inspector, which asks for Node 22.
func TestMCPInspector(t *testing.T) {
	t.Parallel()
	cli := module(t, "@modelcontextprotocol/inspector/cli/build/cli.js")
	for method, key := range map[string]string{
		"tools/list": "tools", "resources/list": "resources", "resources/templates/list": "resourceTemplates", "prompts/list": "prompts",
		"tools/call": "content",
	} {
		args := append([]string{cli, "--cli"}, serverCommand(t)...)
		args = append(args, "--method", method)
		if method == "tools/call" {
			args = append(args, "--tool-name", "describe_role", "--tool-arg", "role=sales-operations-manager", "--tool-arg", "lang=ja")
		}
		cmd := exec.CommandContext(t.Context(), tool(t, "node"), args...)
		out, err := cmd.Output()
		var got map[string]json.RawMessage
		if err != nil || json.Unmarshal(out, &got) != nil || len(got[key]) < 100 {
			t.Errorf("%s: %v: %.300s", method, err, out)
		}
		if _, wrong := got["isError"]; wrong {
			t.Errorf("%s: %s", method, got["content"])
		}
	}
}
