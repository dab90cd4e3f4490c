package mcp

import (
	"context"
	"encoding/json"
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/output/jsondata"
)

var theText = parameter{name: "yaml", kind: text, required: true}

// longestText is how many bytes the text of a role may have. The largest of the
// shipped catalog have some 20,000.
const longestText = 1 << 20

var validateRole = &tool{
	name:  "validate_role",
	takes: []parameter{theText, inLang},
	shape: jsondata.Shape("trial"),
	run: func(ctx context.Context, c *call) (*answer, error) {
		t, err := c.trial(ctx)
		if err != nil {
			return nil, err
		}
		return told(func(w io.Writer) error { return jsondata.WriteTrial(w, t, c.lang, c.say) })
	},
}

// trial lays the text of a call over the catalog.
func (c *call) trial(ctx context.Context) (*generator.Trial, error) {
	yaml := c.args.text("yaml")
	if len(yaml) > longestText {
		return nil, refuse("mcp_long_text", "Most", longestText)
	}
	return c.Try(ctx, []byte(yaml))
}

var draftRole = &tool{
	name:  "draft_role",
	takes: []parameter{{name: "title", kind: text, required: true}, {name: "id", kind: text}, {name: "like", kind: text}, inLang},
	shape: object(map[string]any{"id": word, "file": word, "like": word, "nearest": idList, "yaml": word}),
	run: func(_ context.Context, c *call) (*answer, error) {
		scaffold, err := c.Scaffold(generator.ScaffoldOptions{
			Title: c.args.text("title"), ID: c.args.text("id"), Like: c.args.text("like"), On: c.Analysis.On, Say: c.say,
		})
		if err != nil {
			return nil, err
		}
		data, err := json.Marshal(map[string]any{
			"id": scaffold.ID, "file": scaffold.Path, "like": scaffold.Like.ID, "nearest": roleIDs(scaffold.Nearest), "yaml": string(scaffold.Data),
		})
		return &answer{data, []sdk.Content{&sdk.TextContent{Text: string(scaffold.Data)}}}, err
	},
}

var saveDraft = &tool{
	name:   "save_draft",
	takes:  []parameter{theText, {name: "replace", kind: flag}, inLang},
	shape:  object(map[string]any{"id": word, "file": word}),
	writes: true,
	run: func(ctx context.Context, c *call) (*answer, error) {
		t, err := c.trial(ctx)
		if err != nil {
			return nil, err
		}
		if err := c.mayBeSaved(t); err != nil {
			return nil, err
		}
		file, err := c.server.opt.Drafts.save(t.ID, []byte(c.args.text("yaml")), c.args.flag("replace"))
		if err != nil {
			return nil, err
		}
		data, err := json.Marshal(map[string]string{"id": t.ID, "file": file})
		return &answer{data, []sdk.Content{&sdk.TextContent{Text: c.say.T("mcp_saved", "File", file)}}}, err
	},
}

// mayBeSaved refuses what is no draft, or none that an author could take over.
func (c *call) mayBeSaved(t *generator.Trial) error {
	if t.Good() && t.ID != "" {
		if t.Role.Status != catalog.Draft {
			return refuse("mcp_no_draft", "Status", string(t.Role.Status)).help(diag.Msg("mcp_no_draft_help"))
		}
		return nil
	}
	r := refuse("mcp_not_good")
	for _, d := range append(t.Diagnostics[:len(t.Diagnostics):len(t.Diagnostics)], t.Elsewhere...) {
		if d.Severity == diag.Error {
			r.help(diag.Msg("mcp_at_line", "Line", d.At.Start.Line, "Text", c.say.Message(d.Msg)))
		}
	}
	for _, x := range append(t.Inventions[:len(t.Inventions):len(t.Inventions)], t.Objections...) {
		r.help(diag.Msg("mcp_at_line", "Line", x.At.Start.Line, "Text", c.say.Message(x.Msg)))
	}
	return r.help(diag.Msg("mcp_not_good_help"))
}

// The shapes of answers that only this server gives.
var (
	word   = map[string]any{"type": "string"}
	idList = map[string]any{"type": "array", "items": word}
)

func object(properties map[string]any) map[string]any {
	required := []string{}
	for k := range properties {
		required = append(required, k)
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func roleIDs(roles []*catalog.Role) []string {
	out := make([]string, len(roles))
	for i, r := range roles {
		out[i] = r.ID
	}
	return out
}
