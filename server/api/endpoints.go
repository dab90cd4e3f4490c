package api

import (
	"io"
	"strconv"

	"rolebook/generator"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/locale"
	"rolebook/generator/output/csv"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/markdown"
	"rolebook/generator/output/xlsx"
)

// describing is where the description of the interface is.
const describing = "/openapi.json"

// table is everything that can be asked.
func (a *api) table() []*endpoint {
	id := param{name: "id", inPath: true, required: true}
	action, object := param{name: "action", required: true}, param{name: "object", required: true}
	return []*endpoint{
		{id: "roles", path: "/roles", forms: asJSON("roles"), answer: roles},
		{id: "role", path: "/roles/{id}", params: []param{id}, forms: asJSON("role"), answer: role},
		{
			id: "document", path: "/roles/{id}/documents", forms: documentForms,
			params: []param{id, language, among("scenario", book.Scenarios), among("detail", details), among("style", book.Styles), format(documentForms)},
			answer: a.document,
		},
		{id: "vocabulary", path: "/vocabulary", forms: asJSON("vocabulary"), answer: vocabulary},
		{id: "matrix", path: "/matrix", params: []param{language, format(matrixForms)}, forms: matrixForms, answer: matrix},
		{id: "findings", path: "/findings", params: []param{language}, forms: []form{{"json", "application/json", sodShape}}, answer: findings},
		{id: "can", path: "/can", params: []param{{name: "roles", required: true}, action, object, language}, forms: asJSON("answer"), answer: can},
		{id: "who_can", path: "/who-can", params: []param{action, object, {name: "scope"}}, forms: asJSON("holders"), answer: whoCan},
		{id: "search", path: "/search", params: []param{{name: "q", required: true}, among("limit", limits), language}, forms: asJSON("found"), answer: find},
		{id: "validate", path: "/validate", post: true, params: []param{language}, forms: asJSON("trial"), answer: validate},
		{id: "openapi", path: describing, params: []param{language}, forms: []form{{"json", "application/json", anyObject}}, answer: a.describe},
	}
}

var (
	details = []string{string(catalog.Standard), string(catalog.Brief), string(catalog.Full)} // the usual one first
	limits  = []string{"10", "1", "3", "5", "20", "50", "100"}                                // likewise

	language = param{name: "lang", values: func(c *catalog.Catalog) (keys []string) {
		for _, l := range c.Languages {
			keys = append(keys, string(l))
		}
		return keys
	}}
)

// among is a parameter with a few values, the usual one first.
func among(name string, values []string) param {
	return param{name: name, usual: values[0], values: func(*catalog.Catalog) []string { return values }}
}

// format asks for one of several forms. None is usual: else the request's
// headers decide.
func format(forms []form) param {
	var names []string
	for _, f := range forms {
		names = append(names, f.name)
	}
	p := among("format", names)
	p.usual = ""
	return p
}

func asJSON(shape string) []form {
	return []form{{"json", "application/json", func() map[string]any { return jsondata.Shape(shape) }}}
}

var documentForms = []form{
	{generator.DocumentFormats[0], "text/markdown", nil},
	{generator.DocumentFormats[1], "text/html", nil},
	{generator.DocumentFormats[2], "application/pdf", nil},
	{generator.DocumentFormats[3], "application/json", func() map[string]any { return jsondata.Shape("document") }},
}

var matrixForms = []form{
	{"json", "application/json", func() map[string]any { return jsondata.Shape("matrix") }},
	{"csv", "text/csv", nil},
	{"markdown", "text/markdown", nil},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", nil},
}

func roles(q *question) (answer, error) {
	return answer{write: func(w io.Writer) error { return jsondata.WriteRoles(w, q.now.project.Catalog.Roles) }}, nil
}

func role(q *question) (answer, error) {
	r, err := q.now.project.Role(q.given["id"])
	if err != nil {
		return answer{}, err
	}
	return answer{write: func(w io.Writer) error { return jsondata.WriteRole(w, q.now.project.Analysis.Matrix.Of(r)) }}, nil
}

// document tells a role by the five parameters.
func (a *api) document(q *question) (answer, error) {
	d, err := q.now.project.Describe(generator.Document{
		Role: q.given["id"], Lang: q.lang, Scenario: q.given["scenario"], Detail: catalog.Detail(q.given["detail"]), Style: q.given["style"],
	})
	if err != nil {
		return answer{}, err
	}
	made := answer{write: func(w io.Writer) error { return generator.WriteDocument(w, d, q.form.name, a.opt.Fonts, a.opt.Paper) }}
	if q.form.name == "pdf" {
		made.file = d.File
	}
	return made, nil
}

func vocabulary(q *question) (answer, error) {
	return answer{write: func(w io.Writer) error { return jsondata.WriteVocabulary(w, q.now.project.Catalog) }}, nil
}

func matrix(q *question) (answer, error) {
	p := q.now.project
	return answer{write: func(w io.Writer) error {
		switch q.form.name {
		case "csv":
			return csv.Write(w, p.Books(), q.book())
		case "markdown":
			return markdown.WriteMatrix(w, q.book())
		case "xlsx":
			return xlsx.Write(w, p.Books(), q.book())
		}
		return jsondata.WriteMatrix(w, p.Analysis.Matrix)
	}}, nil
}

// findings are grouped: one by one, combinations may be too many for any reader.
func findings(q *question) (answer, error) {
	return answer{write: func(w io.Writer) error { return jsondata.WriteSoDGroups(w, q.now.project.Analysis, q.lang) }}, nil
}

func can(q *question) (answer, error) {
	p := q.now.project
	held, err := p.Roles(q.given["roles"])
	if err != nil {
		return answer{}, err
	}
	asked, err := p.Access(q.given["action"], q.given["object"], "")
	if err != nil {
		return answer{}, err
	}
	return answer{write: func(w io.Writer) error {
		return jsondata.WriteAnswer(w, p.Analysis.Matrix.Can(held, asked), locale.New(q.lang))
	}}, nil
}

func whoCan(q *question) (answer, error) {
	p := q.now.project
	asked, err := p.Access(q.given["action"], q.given["object"], q.given["scope"])
	if err != nil {
		return answer{}, err
	}
	return answer{write: func(w io.Writer) error { return jsondata.WriteHolders(w, asked, p.Analysis.Matrix.WhoCan(asked)) }}, nil
}

func find(q *question) (answer, error) {
	most, err := strconv.Atoi(q.given["limit"]) // one of the limits
	return answer{write: func(w io.Writer) error {
		return jsondata.WriteFound(w, q.now.index(q.lang).Find(q.given["q"]), most)
	}}, err
}

// validate says what is wrong with the YAML of a role, what it made up and which
// conflicts it would open, as if it stood in the catalog.
func validate(q *question) (answer, error) {
	text, err := io.ReadAll(q.Body)
	if err != nil {
		return answer{}, err
	}
	trial, err := q.now.project.Try(q.Context(), text)
	if err != nil {
		return answer{}, err
	}
	return answer{write: func(w io.Writer) error {
		return jsondata.WriteTrial(w, trial, q.lang, locale.New(q.lang))
	}}, nil
}

func (q *question) book() *book.Book { return q.now.project.Books().Book(string(q.lang)) }
