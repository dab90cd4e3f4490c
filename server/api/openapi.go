package api

import (
	"encoding/json"
	"io"

	"rolebook/generator/catalog"
	"rolebook/generator/locale"
	"rolebook/generator/output/jsondata"
)

// object is a JSON object.
type object = map[string]any

// describe answers with the interface's description, as OpenAPI 3.1 has it, in
// the language of the question. It is made of the table that answers.
func (a *api) describe(q *question) (answer, error) {
	d := describer{say: locale.New(q.lang), catalog: q.now.project.Catalog}
	doc := object{
		"openapi":           "3.1.0",
		"jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
		"info": object{
			"title": d.say.T("api_title"), "description": d.say.T("api_about"), "version": "1",
			"license": object{"name": "Apache-2.0", "identifier": "Apache-2.0"},
		},
		"servers":    []object{{"url": Root}},
		"paths":      d.paths(a.endpoints),
		"components": object{"schemas": object{"Problem": problemShape}, "responses": object{"Problem": d.problem()}},
	}
	if a.opt.Token {
		doc["security"] = []object{{"token": []string{}}}
		doc["components"].(object)["securitySchemes"] = object{"token": object{"type": "http", "scheme": "bearer"}}
	}
	return answer{write: func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(doc)
	}}, nil
}

// describer writes the description for readers of one language.
type describer struct {
	say     *locale.Locale
	catalog *catalog.Catalog
}

func (d describer) paths(endpoints []*endpoint) object {
	paths := object{}
	for _, e := range endpoints {
		method := "get"
		if e.post {
			method = "post"
		}
		paths[e.path] = object{method: d.operation(e)}
	}
	return paths
}

func (d describer) operation(e *endpoint) object {
	refused := object{"$ref": "#/components/responses/Problem"}
	responses := object{"200": d.answered(e), "default": refused}
	op := object{"operationId": e.id, "summary": d.say.T("api_op_" + e.id), "responses": responses}
	if len(e.params) > 0 {
		responses["400"] = refused
		op["parameters"] = d.parameters(e.params)
	}
	if e.hasPath() {
		responses["404"] = refused
	}
	if e.post {
		op["requestBody"] = object{"required": true, "description": d.say.T("api_body"), "content": yamlContent()}
	} else {
		responses["304"] = object{"description": d.say.T("api_unchanged")}
	}
	return op
}

func (e *endpoint) hasPath() bool { return len(e.params) > 0 && e.params[0].inPath }

// answered describes the answer to a question in order.
func (d describer) answered(e *endpoint) object {
	content := object{}
	for _, f := range e.forms {
		content[f.media] = object{}
		if f.shape != nil {
			content[f.media] = object{"schema": f.shape()}
		}
	}
	out := object{"description": d.say.T("api_answer"), "content": content}
	if !e.post {
		out["headers"] = object{"ETag": object{"description": d.say.T("api_tag"), "schema": object{"type": "string"}}}
	}
	return out
}

func (d describer) parameters(params []param) []object {
	var out []object
	for _, p := range params {
		schema := object{"type": "string", "minLength": 1, "maxLength": mostCharacters}
		if p.values != nil {
			schema = object{"type": "string", "enum": p.values(d.catalog)}
		}
		if p.usual != "" {
			schema["default"] = p.usual
		}
		place := "query"
		if p.inPath {
			place = "path"
		}
		out = append(out, object{
			"name": p.name, "in": place, "required": p.required, "description": d.say.T("api_param_" + p.name), "schema": schema,
		})
	}
	return out
}

// problem describes every refusal.
func (d describer) problem() object {
	return object{
		"description": d.say.T("api_problem"),
		"content":     object{"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/Problem"}}},
	}
}

var problemShape = object{
	"type": "object", "required": []string{"type", "title", "status", "detail", "code", "help"}, "additionalProperties": false,
	"properties": object{
		"type":   object{"type": "string", "const": "about:blank"},
		"title":  object{"type": "string", "minLength": 1},
		"status": object{"type": "integer", "minimum": 400, "maximum": 599},
		"detail": object{"type": "string", "minLength": 1},
		"code":   object{"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"},
		"help":   object{"type": "array", "items": object{"type": "string"}},
	},
}

// yamlContent is any text: what is wrong with it is the answer.
func yamlContent() object {
	content := object{}
	for _, media := range yamlTypes {
		content[media] = object{}
	}
	return content
}

// sodShape is the shape of findings, of which none are left out.
func sodShape() map[string]any {
	shape := jsondata.Shape("findings")
	shape["required"] = []string{"findings", "combinations"}
	delete(shape["properties"].(map[string]any), "total")
	return shape
}

func anyObject() map[string]any { return object{"type": "object"} }
