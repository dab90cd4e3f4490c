package api

import (
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/server/guard"
)

// endpoint is something that can be asked. Its id names it in the description,
// and the message api_op_<id> says what it is.
type endpoint struct {
	id     string
	path   string // below Root, as http.ServeMux and OpenAPI write it
	post   bool   // the question is a role's YAML in the body
	params []param
	forms  []form // the usual one first
	answer func(*question) (answer, error)
}

// answer writes a representation; everything that may be wrong with the question
// was found before.
type answer struct {
	write func(io.Writer) error
	file  string // what a browser should call it when it is kept; may be empty
}

// form is a form in which an endpoint answers.
type form struct {
	name  string // the value of the parameter format
	media string
	shape func() map[string]any // its JSON Schema; nil for what is no JSON
}

// param is a parameter. The message api_param_<name> says what it is.
type param struct {
	name     string
	inPath   bool
	required bool
	usual    string                          // the value where none is given; may be empty
	values   func(*catalog.Catalog) []string // all that are allowed; nil where anything is looked at
}

// mostCharacters bounds a parameter's value. No list of ids that makes sense is
// as long.
const mostCharacters = 4096

// question is a request that makes sense: its parameters are known and have
// values that are allowed.
type question struct {
	*http.Request
	now   *edition
	asked *endpoint
	given map[string]string // every parameter of the endpoint, its usual value where none was given
	form  form
	lang  catalog.Lang
}

func (e *endpoint) methods() []string {
	if e.post {
		return []string{http.MethodPost}
	}
	return []string{http.MethodGet, http.MethodHead}
}

// read makes a question of a request, or says why it is none.
func (e *endpoint) read(r *http.Request, now *edition) (*question, *guard.Problem) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, guard.Refuse(http.StatusBadRequest, "broken-query")
	}
	if p := e.unknown(query); p != nil {
		return nil, p
	}
	q := &question{Request: r, now: now, asked: e, given: map[string]string{}}
	for _, p := range e.params {
		value, problem := p.read(r, query, now.project.Catalog)
		if problem != nil {
			return nil, problem
		}
		q.given[p.name] = value
	}
	if e.post && !isYAML(r.Header.Get("Content-Type")) {
		return nil, guard.Refuse(http.StatusUnsupportedMediaType, "unsupported-type", "Types", yamlTypes)
	}
	return q, q.negotiate()
}

// unknown refuses what no parameter of the endpoint is called, and what is given
// twice.
func (e *endpoint) unknown(query url.Values) *guard.Problem {
	var known []string
	for _, p := range e.params {
		if !p.inPath {
			known = append(known, p.name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		switch {
		case !slices.Contains(known, name):
			p := guard.Refuse(http.StatusBadRequest, "unknown-parameter", "Name", name)
			p.Help = load.Suggest(name, known)
			return p
		case len(query[name]) > 1:
			return guard.Refuse(http.StatusBadRequest, "repeated-parameter", "Name", name)
		}
	}
	return nil
}

// read gives the value of a parameter.
func (p *param) read(r *http.Request, query url.Values, c *catalog.Catalog) (string, *guard.Problem) {
	value := query.Get(p.name)
	if p.inPath {
		value = r.PathValue(p.name)
	}
	switch {
	case value == "" && p.required:
		return "", guard.Refuse(http.StatusBadRequest, "missing-parameter", "Name", p.name)
	case value == "":
		return p.usual, nil
	case len(value) > mostCharacters:
		return "", guard.Refuse(http.StatusBadRequest, "long-parameter", "Name", p.name, "Most", mostCharacters)
	}
	if p.values != nil && !slices.Contains(p.values(c), value) {
		return "", guard.Refuse(http.StatusBadRequest, "bad-parameter", "Name", p.name, "Value", value, "Values", p.values(c))
	}
	return value, nil
}

// yamlTypes are the content types in which roles are taken.
var yamlTypes = []string{"application/yaml", "application/x-yaml", "text/yaml", "text/plain"}

func isYAML(contentType string) bool {
	media, _, _ := strings.Cut(contentType, ";")
	return slices.Contains(yamlTypes, strings.ToLower(strings.TrimSpace(media)))
}
