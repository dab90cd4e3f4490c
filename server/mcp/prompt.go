package mcp

import (
	"cmp"
	"context"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/generator"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/load"
	"rolebook/generator/locale"
)

// prompt is something that a person has a model do. Its title and description
// are the messages mcp_prompt_<name>_title and mcp_prompt_<name>_text, hyphens
// being underscores, and what the model is told mcp_prompt_<name>_task. What the
// catalog says goes along as resources, so that nobody takes it for a task.
type prompt struct {
	name  string
	takes []parameter
	shows func(asked generator.Document) []string // addresses of what goes along
}

var prompts = []prompt{
	{name: "role-description", takes: append([]parameter{oneRole, inLang}, form...)},
	{name: "translate-role", takes: []parameter{oneRole, inLang}, shows: func(d generator.Document) []string {
		return []string{scheme + "source/" + d.Role, scheme + "schema/role"}
	}},
	{name: "review-permissions", takes: []parameter{oneRole, inLang}, shows: func(d generator.Document) []string {
		d.Scenario, d.Detail = "access-review", catalog.Full
		return []string{documentURI(d), scheme + "source/" + d.Role}
	}},
	{name: "onboarding-plan", takes: []parameter{oneRole, inLang}, shows: func(d generator.Document) []string {
		d.Scenario, d.Detail = "onboarding", catalog.Full
		return []string{documentURI(d), scheme + "source/" + d.Role}
	}},
}

// key starts the messages of a prompt.
func (p *prompt) key() string { return "mcp_prompt_" + strings.ReplaceAll(p.name, "-", "_") }

func (s *Server) addPrompts(say *locale.Locale) {
	for i := range prompts {
		p := &prompts[i]
		out := &sdk.Prompt{Name: p.name, Title: say.T(p.key() + "_title"), Description: say.T(p.key() + "_text")}
		for _, x := range p.takes {
			out.Arguments = append(out.Arguments, &sdk.PromptArgument{Name: x.name, Description: say.T("mcp_arg_" + x.name), Required: x.required})
		}
		s.sdk.AddPrompt(out, s.prompter(p))
	}
}

// prompter answers with a prompt in the language asked for.
func (s *Server) prompter(p *prompt) sdk.PromptHandler {
	return func(ctx context.Context, req *sdk.GetPromptRequest) (*sdk.GetPromptResult, error) {
		k, _ := s.look(ctx)
		given := req.Params.Arguments
		lang := catalog.Lang(cmp.Or(given["lang"], string(s.content(k.Catalog))))
		d, err := p.document(given, lang)
		if !slices.Contains(catalog.AllLanguages, lang) {
			lang = s.opt.Lang // of the refusal
		}
		if err != nil {
			return nil, s.wrong(err, lang, p.name)
		}
		messages, err := s.messages(ctx, k, p, d)
		if err != nil {
			return nil, s.wrong(err, lang, p.name)
		}
		return &sdk.GetPromptResult{Description: locale.New(lang).T(p.key() + "_text"), Messages: messages}, nil
	}
}

// document is what the arguments of a prompt ask for.
func (p *prompt) document(given map[string]string, lang catalog.Lang) (generator.Document, error) {
	d := generator.Document{Lang: lang, Scenario: book.Scenarios[0], Detail: catalog.Standard, Style: book.Styles[0]}
	t := tool{name: p.name, takes: p.takes}
	for name, value := range given {
		x := t.parameter(name)
		if x == nil {
			return d, refuse("mcp_unknown_argument", "Tool", p.name, "Name", clip(name)).help(load.Suggest(clip(name), t.names())...)
		}
		if _, ok := x.value(value); !ok && value != "" {
			return d, x.refuse(value)
		}
	}
	d.Role = strings.TrimSpace(given["role"])
	if d.Role == "" {
		return d, refuse("mcp_missing_argument", "Tool", p.name, "Name", "role").help(diag.Msg("mcp_needs_role"))
	}
	d.Scenario = cmp.Or(given["scenario"], d.Scenario)
	d.Detail = catalog.Detail(cmp.Or(given["detail"], string(d.Detail)))
	d.Style = cmp.Or(given["style"], d.Style)
	return d, nil
}

// messages are the task and what the model is to have before it.
func (s *Server) messages(ctx context.Context, k *kept, p *prompt, d generator.Document) ([]*sdk.PromptMessage, error) {
	say := locale.New(d.Lang)
	if p.shows == nil {
		task, err := k.Prompt(generator.PromptOptions(d))
		return []*sdk.PromptMessage{said(task), said(say.T("mcp_prompt_validate"))}, err
	}
	role := k.Called(d.Role)
	if role == nil {
		_, err := k.Role(clip(d.Role))
		return nil, err
	}
	d.Role = role.ID
	name, _ := role.Name.In(d.Lang)
	task := say.T(p.key()+"_task", "ID", role.ID, "Name", clip(name), "Language", say.T("language_name"))
	out := []*sdk.PromptMessage{said(task + "\n\n" + say.T("mcp_prompt_bounds") + "\n" + say.T("mcp_prompt_validate"))}
	for _, uri := range p.shows(d) {
		read, err := s.readResource(ctx, &sdk.ReadResourceRequest{Params: &sdk.ReadResourceParams{URI: uri}})
		if err != nil {
			return nil, err
		}
		out = append(out, &sdk.PromptMessage{Role: "user", Content: &sdk.EmbeddedResource{Resource: read.Contents[0]}})
	}
	return out, nil
}

func said(words string) *sdk.PromptMessage {
	return &sdk.PromptMessage{Role: "user", Content: &sdk.TextContent{Text: words}}
}
