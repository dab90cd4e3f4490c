package load

import (
	"encoding/json"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rolebook/schema"
)

// node is a part of a JSON Schema as written.
type node = map[string]any

func readSchema(t *testing.T, k kind) node {
	t.Helper()
	data, err := schema.Files.ReadFile(string(k) + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc node
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

var kindsOfFiles = []kind{catalogFile, roleFile, sodFile, testsFile, reviewFile}

// TestShapesFollowTheSchemas walks schema and shape side by side: each must
// have every key of the other, of the same type.
func TestShapesFollowTheSchemas(t *testing.T) {
	t.Parallel()
	for _, k := range kindsOfFiles {
		doc := readSchema(t, k)
		c := comparison{t: t, defs: doc}
		c.compare(string(k), doc, reflect.TypeOf(newShape(k)).Elem())
	}
}

type comparison struct {
	t    *testing.T
	defs node
}

func (c comparison) resolve(s node) node {
	for s["$ref"] != nil {
		s = c.defs["$defs"].(node)[strings.TrimPrefix(s["$ref"].(string), "#/$defs/")].(node)
	}
	return s
}

func (c comparison) compare(path string, s node, shape reflect.Type) {
	c.t.Helper()
	s = c.resolve(s)
	want, isType := map[reflect.Type]string{
		reflect.TypeFor[word](): "string", reflect.TypeFor[number](): "number", reflect.TypeFor[yesNo](): "boolean",
	}[shape]
	got, _ := s["type"].(string)
	switch {
	case shape == reflect.TypeFor[text](), shape == reflect.TypeFor[task]():
		c.compareText(path, s, shape)
	case isType:
		if got != want && !(got == "integer" && want == "number") {
			c.t.Errorf("%s: schema %s, shape %s", path, got, want)
		}
	case shape.Kind() == reflect.Pointer:
		c.compare(path, s, shape.Elem())
	case shape.Kind() == reflect.Slice:
		if got != "array" {
			c.t.Errorf("%s: schema %s, shape %v", path, got, shape)
			return
		}
		c.compare(path+"[]", s["items"].(node), shape.Elem())
	default:
		c.compareKeys(path, s, shape)
	}
}

// compareText checks what stands for a Text: a string or a mapping.
func (c comparison) compareText(path string, s node, shape reflect.Type) {
	keys := slices.Sorted(maps.Keys(s["properties"].(node)))
	want := []string{"en", "ja", "zh"}
	if shape == reflect.TypeFor[task]() {
		want = []string{"detail", "en", "ja", "note", "text", "zh"}
	}
	if !reflect.DeepEqual(s["type"], []any{"string", "object"}) || !slices.Equal(keys, want) {
		c.t.Errorf("%s: type %v with %v is no %v", path, s["type"], keys, shape)
	}
}

func (c comparison) compareKeys(path string, s node, shape reflect.Type) {
	properties, ok := s["properties"].(node)
	if !ok || s["type"] != "object" || s["additionalProperties"] != false {
		c.t.Errorf("%s: %v is no strict object", path, s["type"])
		return
	}
	inShape := map[string]bool{}
	for i := range shape.NumField() {
		f := shape.Field(i)
		key := f.Tag.Get("yaml")
		if f.Anonymous {
			continue
		}
		inShape[key] = true
		p, ok := properties[key].(node)
		if !ok {
			c.t.Errorf("%s: the shape has %q, the schema does not", path, key)
			continue
		}
		c.compare(path+"."+key, p, f.Type)
	}
	for key := range properties {
		if !inShape[key] {
			c.t.Errorf("%s: the schema has %q, the shape does not", path, key)
		}
	}
	for _, key := range required(s) {
		if !inShape[key] {
			c.t.Errorf("%s: requires %q, which it does not have", path, key)
		}
	}
}

func required(s node) []string {
	var keys []string
	list, _ := s["required"].([]any)
	for _, key := range list {
		keys = append(keys, key.(string))
	}
	return keys
}

// walkSchema visits every part of a schema.
func walkSchema(path string, v any, visit func(path string, s node)) {
	switch v := v.(type) {
	case node:
		visit(path, v)
		for key, inner := range v {
			walkSchema(path+"/"+key, inner, visit)
		}
	case []any:
		for _, inner := range v {
			walkSchema(path+"/*", inner, visit)
		}
	}
}

// TestSchemasSpeakThreeLanguages demands title and description in zh, en and
// ja of every property and of the file itself.
func TestSchemasSpeakThreeLanguages(t *testing.T) {
	t.Parallel()
	for _, k := range kindsOfFiles {
		doc := readSchema(t, k)
		complete(t, string(k), doc)
		walkSchema(string(k), doc, func(path string, s node) {
			properties, _ := s["properties"].(node)
			for key, p := range properties {
				if p != false && !strings.HasSuffix(path, "/properties") {
					complete(t, path+"."+key, p.(node))
				}
			}
		})
	}
}

func complete(t *testing.T, path string, s node) {
	t.Helper()
	for _, word := range []string{"title", "description"} {
		said, _ := s["x-"+word].(node)
		if len(said) != 3 || said["zh"] == "" || said["ja"] == "" || said["en"] == nil || said["en"] != s[word] {
			t.Errorf("%s: %s is %v in %v", path, word, s[word], said)
		}
	}
}

// TestSchemasAreForEditorsToo keeps to what editors understand, gives each
// schema its stable id, and has equal parts equal in all of them.
func TestSchemasAreForEditorsToo(t *testing.T) {
	t.Parallel()
	ecmaOnly := regexp.MustCompile(`\(\?[=!<]|\\[1-9pPuxkcGzZA]`)
	defs := map[string]any{}
	for _, k := range kindsOfFiles {
		doc := readSchema(t, k)
		if doc["$id"] != string(k)+".schema.json" || doc["$schema"] != "https://json-schema.org/draft/2020-12/schema" {
			t.Errorf("%s: $id %v, $schema %v", k, doc["$id"], doc["$schema"])
		}
		walkSchema(string(k), doc, func(path string, s node) {
			for _, keyword := range []string{"unevaluatedProperties", "$dynamicRef", "patternProperties"} {
				if s[keyword] != nil && !strings.HasSuffix(path, "/properties") {
					t.Errorf("%s uses %s", path, keyword)
				}
			}
			if p, ok := s["pattern"].(string); ok && (ecmaOnly.MatchString(p) || !strings.HasPrefix(p, "^")) {
				t.Errorf("%s: %q does not mean the same to every engine", path, p)
			}
		})
		parts, _ := doc["$defs"].(node)
		for name, part := range parts {
			if other, ok := defs[name]; ok && !reflect.DeepEqual(part, other) {
				t.Errorf("%s: %s differs from another schema's", k, name)
			}
			defs[name] = part
		}
	}
}
