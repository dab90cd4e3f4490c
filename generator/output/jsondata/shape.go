package jsondata

import (
	"encoding"
	"encoding/json"
	"reflect"

	"rolebook/generator/catalog"
)

// shapes names the documents whose JSON Schema others ask for, each by a value
// of the type that is written.
var shapes = map[string]any{
	"roles":      rolesDoc{},
	"role":       roleDoc{},
	"answer":     answerDoc{},
	"holders":    holdersDoc{},
	"found":      foundDoc{},
	"trial":      trialDoc{},
	"vocabulary": vocabularyDoc{},
	"document":   document{},
	"findings": struct {
		Total        int           `json:"total"`
		Findings     []finding     `json:"findings"`
		Combinations []combination `json:"combinations"`
	}{},
	"repairs": struct {
		Repairs []repair `json:"repairs"`
	}{},
	"comparison": struct {
		comparisonHead
		Differences []comparedCell `json:"differences"`
	}{},
	"matrix": struct {
		Cells []cell `json:"cells"`
	}{},
}

// Shape gives the JSON Schema of a document by name: roles, role, answer,
// holders, found, trial, vocabulary, document, findings, repairs, comparison or
// matrix. It is read from the types that are written, so that the two cannot
// disagree. There is no shape of another name: it is nil then.
func Shape(name string) map[string]any {
	doc, ok := shapes[name]
	if !ok {
		return nil
	}
	return shapeOf(reflect.TypeOf(doc))
}

var (
	textType   = reflect.TypeFor[text]()
	numberType = reflect.TypeFor[json.Number]()
	asText     = reflect.TypeFor[encoding.TextMarshaler]()
)

func shapeOf(t reflect.Type) map[string]any {
	switch {
	case t == textType:
		return orNull(textShape())
	case t == numberType:
		return map[string]any{"type": "integer"}
	case t.Implements(asText):
		return map[string]any{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Struct:
		return objectShape(t)
	case reflect.Pointer:
		return orNull(shapeOf(t.Elem()))
	case reflect.Slice, reflect.Array:
		return map[string]any{"type": "array", "items": shapeOf(t.Elem())}
	case reflect.Interface: // one of a few objects
		return map[string]any{"type": "object"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	}
	return map[string]any{"type": "string"}
}

// objectShape is an object that always has all of its keys, and no other.
func objectShape(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous {
			continue
		}
		key := f.Tag.Get("json")
		properties[key] = shapeOf(f.Type)
		required = append(required, key)
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// textShape is a text in the languages that it was written in.
func textShape() map[string]any {
	properties := map[string]any{}
	for _, l := range catalog.AllLanguages {
		properties[string(l)] = map[string]any{"type": "string"}
	}
	return map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
}

// orNull is a shape that may be left out.
func orNull(shape map[string]any) map[string]any {
	shape["type"] = []string{shape["type"].(string), "null"}
	return shape
}
