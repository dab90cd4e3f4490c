package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/generator"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/locale"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/markdown"
)

// Addresses of resources start so. What follows is a kind and what the kind
// takes, separated by slashes: names to be looked up, never paths.
const scheme = "rolebook://"

const (
	asJSON     = "application/json"
	asMarkdown = "text/markdown"
	asYAML     = "application/yaml"
)

// resource is a kind of thing that can be read. Its title and description are
// the messages mcp_resource_<kind>_title and mcp_resource_<kind>_text.
type resource struct {
	kind  string
	takes []string // what its address names, as completion knows it
	media string
	read  func(s *Server, k *kept, names []string, w io.Writer) error
}

var resources = []resource{
	{kind: "vocabulary", media: asJSON, read: func(_ *Server, k *kept, _ []string, w io.Writer) error {
		return jsondata.WriteVocabulary(w, k.Catalog)
	}},
	{kind: "matrix", media: asJSON, read: func(_ *Server, k *kept, _ []string, w io.Writer) error {
		return jsondata.WriteMatrix(w, k.Analysis.Matrix)
	}},
	{kind: "matrix", takes: []string{"lang"}, media: asMarkdown, read: func(_ *Server, k *kept, names []string, w io.Writer) error {
		return markdown.WriteMatrix(w, k.books().Book(names[0]))
	}},
	{kind: "findings", media: asJSON, read: func(s *Server, k *kept, _ []string, w io.Writer) error {
		return jsondata.WriteSoD(w, slices.Values(k.Analysis.Findings), s.content(k.Catalog))
	}},
	{kind: "schema", takes: []string{"kind"}, media: "application/schema+json", read: func(_ *Server, _ *kept, names []string, w io.Writer) error {
		data, err := generator.Schema(names[0])
		if err == nil {
			_, err = w.Write(data)
		}
		return err
	}},
	{kind: "roles", takes: []string{"role", "lang"}, media: asMarkdown, read: func(s *Server, k *kept, names []string, w io.Writer) error {
		d := generator.Document{Role: names[0], Lang: catalog.Lang(names[1]), Scenario: book.Scenarios[0], Detail: catalog.Standard, Style: book.Styles[0]}
		return s.writeDocument(k, d, w)
	}},
	{kind: "documents", takes: []string{"role", "lang", "scenario", "detail", "style"}, media: asMarkdown, read: func(s *Server, k *kept, names []string, w io.Writer) error {
		return s.writeDocument(k, documentOf(names), w)
	}},
	{kind: "source", takes: []string{"role"}, media: asYAML, read: func(_ *Server, k *kept, names []string, w io.Writer) error {
		role, err := k.Role(names[0])
		if err == nil {
			_, err = io.WriteString(w, k.Files.File(role.File).Text())
		}
		return err
	}},
}

// template is the address of a kind, with what it takes in braces.
func (r *resource) template() string {
	parts := []string{r.kind}
	for _, name := range r.takes {
		parts = append(parts, "{"+name+"}")
	}
	return scheme + strings.Join(parts, "/")
}

// addResources tells clients what can be read. The roles follow when the catalog
// has been looked at; see [Server.showRoles].
func (s *Server) addResources(say *locale.Locale) {
	for i := range resources {
		r := &resources[i]
		title, about := say.T("mcp_resource_"+r.kind+"_title"), say.T("mcp_resource_"+r.kind+"_text")
		if len(r.takes) == 0 {
			s.sdk.AddResource(&sdk.Resource{Name: r.kind, Title: title, Description: about, MIMEType: r.media, URI: r.template()}, s.readResource)
			continue
		}
		name := strings.Join(append([]string{r.kind}, r.takes...), "-")
		s.sdk.AddResourceTemplate(&sdk.ResourceTemplate{Name: name, Title: title, Description: about, MIMEType: r.media, URITemplate: r.template()}, s.readResource)
	}
	for _, lang := range languages() {
		s.sdk.AddResource(&sdk.Resource{
			Name: "matrix-" + lang, Title: say.T("mcp_resource_matrix_title"), MIMEType: asMarkdown, URI: scheme + "matrix/" + lang,
		}, s.readResource)
	}
	for _, kind := range generator.SchemaKinds() {
		s.sdk.AddResource(&sdk.Resource{
			Name: "schema-" + kind, Title: say.T("mcp_resource_schema_title"), MIMEType: "application/schema+json", URI: scheme + "schema/" + kind,
		}, s.readResource)
	}
}

// showRoles lists each role in each of its catalog's languages, under its name.
// Clients hear of it when that changes.
func (s *Server) showRoles(cat *catalog.Catalog) {
	now := map[string]string{}
	for _, r := range cat.Roles {
		for _, lang := range cat.Languages {
			name, _ := r.Name.In(lang)
			uri := scheme + "roles/" + r.ID + "/" + string(lang)
			if now[uri] = clip(name); s.listed[uri] != now[uri] {
				s.sdk.AddResource(&sdk.Resource{Name: r.ID + "-" + string(lang), Title: now[uri], MIMEType: asMarkdown, URI: uri}, s.readResource)
			}
		}
	}
	for uri := range s.listed {
		if _, still := now[uri]; !still {
			s.sdk.RemoveResources(uri)
		}
	}
	s.listed = now
}

// readResource answers with what an address names.
func (s *Server) readResource(ctx context.Context, req *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
	k, _ := s.look(ctx)
	uri := req.Params.URI
	names := strings.Split(strings.TrimPrefix(uri, scheme), "/")
	for i := range resources {
		r := &resources[i]
		if r.kind != names[0] || len(r.takes) != len(names)-1 {
			continue
		}
		var b bytes.Buffer
		err := r.check(names[1:])
		if err == nil {
			err = r.read(s, k, names[1:], &b)
		}
		if err != nil {
			return nil, s.wrong(err, s.opt.Lang, uri)
		}
		return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{{URI: uri, MIMEType: r.media, Text: b.String()}}}, nil
	}
	return nil, sdk.ResourceNotFoundError(uri)
}

// check refuses names that are none of those there are, where that does not
// depend on the catalog.
func (r *resource) check(names []string) error {
	for i, name := range r.takes {
		p := parameter{name: name, kind: text, choices: fixed[name]}
		if _, ok := p.value(names[i]); !ok {
			return p.refuse(names[i])
		}
	}
	return nil
}

// fixed are the names that do not depend on the catalog.
var fixed = map[string][]string{
	"lang": languages(), "scenario": book.Scenarios, "detail": book.Details, "style": book.Styles, "kind": generator.SchemaKinds(),
}

// wrong tells a client of a question that could have been a better one.
func (s *Server) wrong(err error, lang catalog.Lang, about string) error {
	data, broken := json.Marshal(map[string]string{"uri": about})
	if broken != nil { // of a string
		panic(broken)
	}
	return &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: s.words(err, locale.New(lang)), Data: data}
}

func (s *Server) writeDocument(k *kept, d generator.Document, w io.Writer) error {
	data, err := s.document(k.Project, d, "markdown")
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// documentOf and documentURI are the address of a document, read and written.
func documentOf(names []string) generator.Document {
	return generator.Document{
		Role: names[0], Lang: catalog.Lang(names[1]), Scenario: names[2], Detail: catalog.Detail(names[3]), Style: names[4],
	}
}

func documentURI(d generator.Document) string {
	return scheme + strings.Join([]string{"documents", d.Role, string(d.Lang), d.Scenario, string(d.Detail), d.Style}, "/")
}
