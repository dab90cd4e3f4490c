package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/generator"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/pdf"
)

var oneRole = parameter{name: "role", kind: text, required: true}

// form are the parameters of a document beside its role and language.
var form = []parameter{
	{name: "scenario", kind: text, choices: book.Scenarios, usual: book.Scenarios[0]},
	{name: "detail", kind: text, choices: book.Details, usual: string(catalog.Standard)},
	{name: "style", kind: text, choices: book.Styles, usual: book.Styles[0]},
}

var listRoles = &tool{
	name:  "list_roles",
	takes: []parameter{{name: "family", kind: text}, inLang},
	shape: jsondata.Shape("roles"),
	run: func(_ context.Context, c *call) (*answer, error) {
		roles := c.Catalog.Roles
		if id := c.args.text("family"); id != "" {
			family := c.Catalog.Family(id)
			if family == nil {
				return nil, refuse("mcp_unknown_family", "ID", clip(id)).help(load.Suggest(clip(id), familyIDs(c.Catalog))...)
			}
			roles = slices.DeleteFunc(slices.Clone(roles), func(r *catalog.Role) bool { return r.Family != family })
		}
		return told(func(w io.Writer) error { return jsondata.WriteRoles(w, roles) })
	},
}

var getRole = &tool{
	name:  "get_role",
	takes: []parameter{oneRole, inLang},
	shape: jsondata.Shape("role"),
	run: func(_ context.Context, c *call) (*answer, error) {
		role, err := c.role("role")
		if err != nil {
			return nil, err
		}
		return told(func(w io.Writer) error { return jsondata.WriteRole(w, c.Analysis.Matrix.Of(role)) })
	},
}

var compareRoles = &tool{
	name:  "compare_roles",
	takes: []parameter{{name: "first", kind: text, required: true}, {name: "second", kind: text, required: true}, inLang},
	shape: jsondata.Shape("comparison"),
	run: func(_ context.Context, c *call) (*answer, error) {
		first, err := c.role("first")
		if err != nil {
			return nil, err
		}
		second, err := c.role("second")
		if err != nil {
			return nil, err
		}
		return told(func(w io.Writer) error { return jsondata.WriteComparison(w, c.Analysis.Matrix.Compare(first, second)) })
	},
}

var describeRole = &tool{
	name:  "describe_role",
	takes: append(append([]parameter{oneRole, inLang}, form...), parameter{name: "format", kind: text, choices: generator.DocumentFormats, usual: generator.DocumentFormats[0]}),
	shape: described,
	run: func(_ context.Context, c *call) (*answer, error) {
		d, format := c.document(), c.args.text("format")
		data, err := c.server.document(c.Project, d, format)
		if err != nil {
			return nil, err
		}
		return documentAnswer(d, format, data)
	},
}

// described is the shape of a document with the parameters that it was written
// by. A PDF stands beside it as a resource.
var described = func() map[string]any {
	word := map[string]any{"type": "string"}
	keys := []string{"role", "lang", "scenario", "detail", "style", "format", "uri"}
	properties := map[string]any{"document": word}
	for _, k := range keys {
		properties[k] = word
	}
	return map[string]any{"type": "object", "properties": properties, "required": keys, "additionalProperties": false}
}()

func documentAnswer(d generator.Document, format string, data []byte) (*answer, error) {
	out := map[string]string{
		"role": d.Role, "lang": string(d.Lang), "scenario": d.Scenario, "detail": string(d.Detail), "style": d.Style,
		"format": format, "uri": documentURI(d),
	}
	if format == "pdf" {
		contents := &sdk.ResourceContents{URI: documentURI(d) + ".pdf", MIMEType: "application/pdf", Blob: data}
		structured, err := json.Marshal(out)
		return &answer{structured, []sdk.Content{&sdk.EmbeddedResource{Resource: contents}}}, err
	}
	out["document"] = string(data)
	structured, err := json.Marshal(out)
	return &answer{structured, []sdk.Content{&sdk.TextContent{Text: string(data)}}}, err
}

// document writes a document as the command describe does.
func (s *Server) document(p *generator.Project, d generator.Document, format string) ([]byte, error) {
	doc, err := p.Describe(d)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = generator.WriteDocument(&b, doc, format, s.fonts, pdf.A4)
	return b.Bytes(), err
}

// document is the one that a call asks for.
func (c *call) document() generator.Document {
	return generator.Document{
		Role: c.args.text("role"), Lang: c.lang, Scenario: c.args.text("scenario"),
		Detail: catalog.Detail(c.args.text("detail")), Style: c.args.text("style"),
	}
}

// role is the one that an argument names.
func (c *call) role(argument string) (*catalog.Role, error) {
	return c.Role(clip(c.args.text(argument)))
}

func familyIDs(cat *catalog.Catalog) []string {
	out := make([]string, len(cat.Families))
	for i, f := range cat.Families {
		out[i] = f.ID
	}
	return out
}
