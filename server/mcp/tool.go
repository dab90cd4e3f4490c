package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/generator/catalog"
	"rolebook/generator/locale"
)

// tool is something that can be called. Its title and description are the
// messages mcp_<name>_title and mcp_<name>_text.
type tool struct {
	name   string
	takes  []parameter
	shape  map[string]any // the JSON Schema of what it answers
	writes bool           // saves something
	run    func(context.Context, *call) (*answer, error)
}

// call is one call of a tool.
type call struct {
	*kept
	server *Server
	args   arguments
	say    *locale.Locale // the language that the call asks for, or the server's
	lang   catalog.Lang   // of documents and the like
}

// answer is what a tool says: data of its shape, and what a reader is shown,
// which is the data where there is nothing else.
type answer struct {
	data    json.RawMessage
	content []sdk.Content
}

// tools lists what can be called, in the order in which a model meets a
// catalog.
var tools = []*tool{
	listRoles, getRole, describeRole, searchCatalog, can, whoCan, findings, repair, compareRoles,
	validateRole, draftRole, saveDraft,
}

// inLang is what every tool takes.
var inLang = parameter{name: "lang", kind: text, choices: languages()}

func languages() []string {
	out := make([]string, len(catalog.AllLanguages))
	for i, l := range catalog.AllLanguages {
		out[i] = string(l)
	}
	return out
}

// described is the tool as clients are told of it.
func (t *tool) described(say *locale.Locale) *sdk.Tool {
	no := false
	title := say.T("mcp_" + t.name + "_title")
	return &sdk.Tool{
		Name: t.name, Title: title, Description: say.T("mcp_" + t.name + "_text"),
		InputSchema: schema(t.takes, say), OutputSchema: t.shape,
		Annotations: &sdk.ToolAnnotations{
			Title: title, ReadOnlyHint: !t.writes, IdempotentHint: true, DestructiveHint: &no, OpenWorldHint: &no,
		},
	}
}

func (t *tool) parameter(name string) *parameter {
	for i := range t.takes {
		if t.takes[i].name == name {
			return &t.takes[i]
		}
	}
	return nil
}

func (t *tool) names() []string {
	out := make([]string, len(t.takes))
	for i, p := range t.takes {
		out[i] = p.name
	}
	return out
}

// handler answers calls of a tool. Whatever is wrong with one is an answer too,
// which a model can learn from.
func (s *Server) handler(t *tool) sdk.ToolHandler {
	return func(ctx context.Context, req *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		state, now := s.look(ctx)
		c := &call{kept: state, server: s, say: locale.New(asked(req.Params.Arguments, s.opt.Lang))}
		a, err := t.answer(ctx, c, req.Params.Arguments)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			return &sdk.CallToolResult{IsError: true, Content: []sdk.Content{&sdk.TextContent{Text: s.words(err, c.say)}}}, nil
		}
		if now.Stale() {
			a.content = append(a.content, &sdk.TextContent{Text: c.say.T("mcp_stale")})
		}
		return &sdk.CallToolResult{StructuredContent: a.data, Content: a.content}, nil
	}
}

func (t *tool) answer(ctx context.Context, c *call, raw json.RawMessage) (*answer, error) {
	args, err := read(raw, t, c.say)
	if err != nil {
		return nil, err
	}
	c.args = args
	c.lang = c.language()
	return t.run(ctx, c)
}

// language is that of documents and the like.
func (c *call) language() catalog.Lang {
	if l := c.args.text("lang"); l != "" {
		return catalog.Lang(l)
	}
	return c.server.content(c.Catalog)
}

// content is the language of documents where nobody asks for another.
func (s *Server) content(cat *catalog.Catalog) catalog.Lang {
	if s.opt.Content != "" {
		return s.opt.Content
	}
	return cat.Languages[0]
}

// asked looks for the language of a call before the rest is known to be in
// order, so that even what is not is answered in it.
func asked(raw json.RawMessage, usual catalog.Lang) catalog.Lang {
	var given struct{ Lang catalog.Lang }
	if err := json.Unmarshal(raw, &given); err != nil {
		return usual
	}
	for _, l := range catalog.AllLanguages {
		if l == given.Lang {
			return l
		}
	}
	return usual
}

// told makes an answer of what writes JSON.
func told(write func(io.Writer) error) (*answer, error) {
	var b, compact bytes.Buffer
	if err := write(&b); err != nil {
		return nil, err
	}
	if err := json.Compact(&compact, b.Bytes()); err != nil {
		return nil, err
	}
	data := compact.Bytes()
	return &answer{data, []sdk.Content{&sdk.TextContent{Text: string(data)}}}, nil
}
