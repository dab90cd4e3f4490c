package load

import (
	"bytes"
	"fmt"
	"slices"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"rolebook/generator/diag"
	"rolebook/generator/source"
	"rolebook/schema"
)

// compiled is a schema ready for use, with every schema inside it by location:
// the validator's errors name the place in the schema that refused a value.
type compiled struct {
	root    *jsonschema.Schema
	parts   map[string]*jsonschema.Schema
	detours map[string]bool
}

// schemas compiles all schemas once a process. They are part of the binary, so
// a mistake in them is a mistake in the program.
var schemas = sync.OnceValue(func() map[kind]compiled {
	out := map[kind]compiled{}
	for _, k := range []kind{catalogFile, roleFile, sodFile, testsFile, reviewFile} {
		name := string(k) + ".schema.json"
		data, err := schema.Files.ReadFile(name)
		if err != nil {
			panic(fmt.Sprintf("schema %s: %v", name, err))
		}
		out[k] = compile(name, data)
	}
	return out
})

func compile(name string, data []byte) compiled {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		panic(fmt.Sprintf("schema %s: %v", name, err))
	}
	// An absolute location keeps the compiler from asking for the working
	// directory.
	location := "rolebook:///" + name
	doc.(map[string]any)["$id"] = location
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(location, doc); err != nil {
		panic(fmt.Sprintf("schema %s: %v", name, err))
	}
	root, err := compiler.Compile(location)
	if err != nil {
		panic(fmt.Sprintf("schema %s: %v", name, err))
	}
	c := compiled{root, map[string]*jsonschema.Schema{}, map[string]bool{}}
	c.findDetours(location+"#", doc)
	c.collect(root)
	return c
}

// collect notes every schema that can be reached from s and takes the detours
// out of it.
func (c *compiled) collect(s *jsonschema.Schema) {
	if s == nil || c.parts[s.Location] != nil {
		return
	}
	c.parts[s.Location] = s
	for name, property := range s.Properties {
		s.Properties[name] = c.direct(property)
		c.collect(s.Properties[name])
	}
	s.Items2020 = c.direct(s.Items2020)
	for _, inner := range slices.Concat(s.AllOf, s.AnyOf, s.OneOf, []*jsonschema.Schema{s.Ref, s.Items2020, s.If, s.Then, s.Else}) {
		c.collect(inner)
	}
}

// direct replaces a schema that only refers to another one by that other one.
// It spares the validator a third of its work: most values of a catalog are
// texts behind a reference.
func (c *compiled) direct(s *jsonschema.Schema) *jsonschema.Schema {
	if s == nil || !c.detours[s.Location] {
		return s
	}
	return c.direct(s.Ref)
}

// findDetours notes the locations of schemas that have a reference and otherwise
// only words for people.
func (c *compiled) findDetours(location string, v any) {
	switch v := v.(type) {
	case map[string]any:
		detour := v["$ref"] != nil
		for key, inner := range v {
			c.findDetours(location+"/"+key, inner)
			switch key {
			case "$ref", "title", "description", "x-title", "x-description":
			default:
				detour = false
			}
		}
		if detour {
			c.detours[location] = true
		}
	case []any:
		for i, inner := range v {
			c.findDetours(fmt.Sprintf("%s/%d", location, i), inner)
		}
	}
}

// checkSchema holds a file against the schema of its kind.
func checkSchema(k kind, f *source.File) diag.List {
	c := schemas()[k]
	err := c.root.Validate(f.Root.JSON())
	if err == nil {
		return nil
	}
	refused := refusals{compiled: c, file: f}
	refused.add(err.(*jsonschema.ValidationError)) // the only type that Validate returns
	return refused.diags
}
