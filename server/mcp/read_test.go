package mcp

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/locale"
)

func TestResources(t *testing.T) {
	t.Parallel()
	s := serving(t, nil)
	c := connect(t, s, nil)
	var roles int
	for r, err := range c.Resources(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: r.URI})
		if err != nil {
			t.Errorf("%s: %v", r.URI, err)
			continue
		}
		body := got.Contents[0]
		if body.MIMEType != r.MIMEType || body.URI != r.URI || r.Title == "" || r.Name == "" {
			t.Errorf("%+v is read as %s of %s", r, body.MIMEType, body.URI)
		}
		if strings.Contains(r.MIMEType, "json") != json.Valid([]byte(body.Text)) || body.Text == "" {
			t.Errorf("%s is %.60q", r.URI, body.Text)
		}
		if strings.HasPrefix(r.URI, scheme+"roles/") {
			roles++
			if !strings.HasPrefix(body.Text, "# "+r.Title) {
				t.Errorf("%s, %q, begins with %.60q", r.URI, r.Title, body.Text)
			}
		}
	}
	cat := s.kept.Catalog
	if roles != len(cat.Roles)*len(cat.Languages) {
		t.Errorf("%d documents of roles", roles)
	}
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	c := connect(t, serving(t, nil), nil)
	fill := strings.NewReplacer("{role}", "clerk", "{lang}", "ja", "{scenario}", "onboarding", "{detail}", "full", "{style}", "friendly", "{kind}", "sod")
	count := 0
	for r, err := range c.ResourceTemplates(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		count++
		uri := fill.Replace(r.URITemplate)
		if strings.Contains(uri, "{") || r.Description == "" || r.Title == "" {
			t.Errorf("%+v", r)
		}
		if got, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri}); err != nil || got.Contents[0].Text == "" {
			t.Errorf("%s: %v", uri, err)
		}
	}
	if count == 0 {
		t.Error("there are no templates")
	}
}

// Addresses are looked up, and lead nowhere else.
func TestAddressesLeadNowhereElse(t *testing.T) {
	t.Parallel()
	c := connect(t, serving(t, nil), nil)
	for _, uri := range []string{
		"rolebook://roles/../../catalog.yaml/en", "rolebook://roles/clerk/xx", "rolebook://roles/clerk", "rolebook://roles//en",
		"rolebook://source/..%2f..%2f..%2fetc%2fpasswd", "rolebook://source/../catalog", "rolebook://source//etc/passwd",
		"rolebook://source/clerk.yaml", "rolebook://source/catalog", "rolebook://source/clerk%00", "rolebook://source/CLERK",
		"rolebook://schema/../role", "rolebook://schema/role.schema.json", "rolebook://matrix/../findings", "rolebook://matrix/en/x",
		"rolebook://documents/clerk/en/job-description/full/rude", "rolebook://documents/clerk/en/job-description/full",
		"file:///etc/passwd", "rolebook://", "rolebook:///", "rolebook://vocabulary/", "http://localhost/", "",
		"rolebook://source/a\x00b", "rolebook://\a\x7f", // what Go quotes and JSON does not
	} {
		got, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri})
		var wire *jsonrpc.Error
		if !errors.As(err, &wire) || wire.Code != jsonrpc.CodeInvalidParams {
			t.Errorf("%q is read: %v %v", uri, got, err)
			continue
		}
		if strings.Contains(wire.Message, "Resource not found") {
			t.Errorf("%q is refused in the library's words", uri)
		}
	}
}

// A document is the same by its address as by the tool. That the tool's is what
// the command prints is tested with the command.
func TestDocuments(t *testing.T) {
	t.Parallel()
	c := connect(t, serving(t, nil), nil)
	seen := map[string]bool{}
	for _, lang := range languages() {
		for _, scenario := range book.Scenarios {
			for _, detail := range book.Details {
				for _, style := range book.Styles {
					r := ask(t, c, "describe_role", map[string]any{"role": "clerk", "lang": lang, "scenario": scenario, "detail": detail, "style": style})
					uri := r.StructuredContent.(map[string]any)["uri"].(string)
					read, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri})
					if err != nil {
						t.Fatal(err)
					}
					if got := shown(t, r); got != read.Contents[0].Text || got != r.StructuredContent.(map[string]any)["document"] {
						t.Errorf("%s differs from the tool's document", uri)
					}
					seen[uri] = true
				}
			}
		}
	}
	if want := 3 * len(book.Scenarios) * len(book.Details) * len(book.Styles); len(seen) != want {
		t.Errorf("%d documents, want %d", len(seen), want)
	}
}

func TestPrompts(t *testing.T) {
	t.Parallel()
	c := connect(t, serving(t, nil), nil)
	count := 0
	for p, err := range c.Prompts(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		count++
		for _, lang := range catalog.AllLanguages {
			got, err := c.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: p.Name, Arguments: map[string]string{"role": "clerk", "lang": string(lang)}})
			if err != nil {
				t.Errorf("%s in %s: %v", p.Name, lang, err)
				continue
			}
			checkPrompt(t, p.Name, lang, got)
		}
		if !slices.ContainsFunc(p.Arguments, func(a *sdk.PromptArgument) bool { return a.Name == "role" && a.Required }) || p.Description == "" {
			t.Errorf("%+v", p)
		}
	}
	if count != len(prompts) {
		t.Errorf("%d prompts", count)
	}
}

// checkPrompt holds a prompt against what each has to say: stay inside the
// schema and the ids, and validate before answering.
func checkPrompt(t *testing.T, name string, lang catalog.Lang, got *sdk.GetPromptResult) {
	t.Helper()
	say, all := locale.New(lang), ""
	for _, m := range got.Messages {
		switch x := m.Content.(type) {
		case *sdk.TextContent:
			all += x.Text
		case *sdk.EmbeddedResource:
			if x.Resource.Text == "" || x.Resource.URI == "" {
				t.Errorf("%s in %s shows nothing as %s", name, lang, x.Resource.URI)
			}
		}
	}
	if !strings.Contains(all, say.T("mcp_prompt_validate")) || !strings.Contains(all, "clerk") || strings.Contains(all, "mcp_") {
		t.Errorf("%s in %s says %.300q", name, lang, all)
	}
	if lang != catalog.English && !strings.ContainsFunc(all, func(r rune) bool { return r > 0x3000 }) {
		t.Errorf("%s in %s is in another language", name, lang)
	}
	if name != "role-description" && (len(got.Messages) < 3 || !strings.Contains(all, say.T("mcp_prompt_bounds"))) {
		t.Errorf("%s in %s has %d messages and no bounds", name, lang, len(got.Messages))
	}
}

func TestPromptsTakeTitlesAndNames(t *testing.T) {
	t.Parallel()
	c := connect(t, serving(t, nil), nil)
	for name, role := range map[string]string{"role-description": "夜间值班员", "translate-role": "受注担当"} {
		if _, err := c.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: name, Arguments: map[string]string{"role": role, "lang": "ja"}}); err != nil {
			t.Errorf("%s of %s: %v", name, role, err)
		}
	}
}

func TestBadPrompts(t *testing.T) {
	t.Parallel()
	c := connect(t, serving(t, nil), nil)
	for name, args := range map[string]map[string]string{
		"role-description":   {},
		"translate-role":     {"role": "clerc"},
		"review-permissions": {"role": "clerk", "lang": "fr"},
		"onboarding-plan":    {"role": "clerk", "detial": "full"},
		"no-such-prompt":     {"role": "clerk"},
	} {
		if got, err := c.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: name, Arguments: args}); err == nil {
			t.Errorf("%s %v: %v", name, args, got)
		}
	}
}

func TestPromptsRefuseInTheLanguageAskedFor(t *testing.T) {
	t.Parallel()
	c := connect(t, serving(t, nil), nil)
	for lang, want := range map[string]string{"zh": "目录中没有角色", "ja": "カタログにロール", "en": "has no role"} {
		_, err := c.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: "translate-role", Arguments: map[string]string{"role": "clerc", "lang": lang}})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "clerk") {
			t.Errorf("in %s: %v", lang, err)
		}
	}
}

func TestCompletion(t *testing.T) {
	t.Parallel()
	c := connect(t, serving(t, nil), nil)
	prompt := &sdk.CompleteReference{Type: "ref/prompt", Name: "role-description"}
	document := &sdk.CompleteReference{Type: "ref/resource", URI: scheme + "documents/{role}/{lang}/{scenario}/{detail}/{style}"}
	for _, x := range []struct {
		ref         *sdk.CompleteReference
		name, typed string
		want        []string
	}{
		{prompt, "role", "cl", []string{"clerk"}},
		{prompt, "role", "受注担当", []string{"clerk"}},
		{prompt, "lang", "", []string{"zh", "en", "ja"}},
		{prompt, "detail", "S", []string{"standard"}},
		{document, "style", "f", []string{"formal", "friendly"}},
		{document, "scenario", "on", []string{"onboarding"}},
		{document, "kind", "", []string{}},
		{&sdk.CompleteReference{Type: "ref/resource", URI: scheme + "schema/{kind}"}, "kind", "ro", []string{"role"}},
		{&sdk.CompleteReference{Type: "ref/prompt", Name: "gone"}, "role", "", []string{}},
		{prompt, "nonsense", "x", []string{}},
	} {
		got, err := c.Complete(t.Context(), &sdk.CompleteParams{Ref: x.ref, Argument: sdk.CompleteParamsArgument{Name: x.name, Value: x.typed}})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.Completion.Values, x.want) || got.Completion.Total != len(x.want) || got.Completion.HasMore {
			t.Errorf("%s %q: %+v, want %v", x.name, x.typed, got.Completion, x.want)
		}
	}
}
