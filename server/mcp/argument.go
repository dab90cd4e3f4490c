package mcp

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"rolebook/generator/diag"
	"rolebook/generator/load"
	"rolebook/generator/locale"
)

// kind is what an argument of a tool holds.
type kind string

const (
	text  kind = "string"
	list  kind = "array" // of strings
	count kind = "integer"
	flag  kind = "boolean"
)

// parameter is an argument that a tool takes. Its description is the message
// mcp_arg_<name>.
type parameter struct {
	name     string
	kind     kind
	required bool
	choices  []string // what a text may be, where that is little
	usual    string   // the choice when it is not given; clients are told
}

// longestArgument is how many characters an argument may have where it is no
// YAML: a name or a few words.
const longestArgument = 4096

// largestCount is the most entries that a call asks for.
const largestCount = 1000

// schema is the JSON Schema of a tool's arguments.
func schema(takes []parameter, say *locale.Locale) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, p := range takes {
		properties[p.name] = p.schema(say)
		if p.required {
			required = append(required, p.name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func (p *parameter) schema(say *locale.Locale) map[string]any {
	out := map[string]any{"type": string(p.kind), "description": say.T("mcp_arg_" + p.name)}
	if p.choices != nil {
		out["enum"] = p.choices
	}
	if p.usual != "" {
		out["default"] = p.usual
	}
	switch p.kind {
	case list:
		out["items"], out["minItems"] = map[string]any{"type": "string"}, 1
	case count:
		out["minimum"], out["maximum"] = 1, largestCount
	}
	return out
}

// arguments are what a call was given: strings, lists of strings, numbers and
// flags, as the parameters say.
type arguments map[string]any

func (a arguments) text(name string) string   { s, _ := a[name].(string); return s }
func (a arguments) list(name string) []string { l, _ := a[name].([]string); return l }
func (a arguments) flag(name string) bool     { b, _ := a[name].(bool); return b }

func (a arguments) count(name string, usual int) int {
	if n, ok := a[name].(int); ok {
		return n
	}
	return usual
}

// read takes the arguments of a call apart. What it refuses is a [*refusal].
func read(raw json.RawMessage, t *tool, say *locale.Locale) (arguments, error) {
	given := map[string]any{}
	if len(bytes.TrimSpace(raw)) > 0 {
		if err := json.Unmarshal(raw, &given); err != nil {
			return nil, refuse("mcp_not_object", "Tool", t.name)
		}
	}
	out := arguments{}
	for _, name := range slices.Sorted(mapKeys(given)) {
		p := t.parameter(name)
		if p == nil {
			return nil, refuse("mcp_unknown_argument", "Tool", t.name, "Name", clip(name)).help(load.Suggest(clip(name), t.names())...)
		}
		if given[name] == nil { // as if it had not been given
			continue
		}
		value, ok := p.value(given[name])
		if !ok {
			return nil, p.refuse(given[name])
		}
		out[name] = value
	}
	return out, t.complete(out, say)
}

// complete refuses what lacks an argument, and fills in the usual choices.
func (t *tool) complete(a arguments, say *locale.Locale) error {
	for _, p := range t.takes {
		if _, given := a[p.name]; given {
			continue
		}
		if p.required {
			return refuse("mcp_missing_argument", "Tool", t.name, "Name", p.name).
				help(diag.Msg("mcp_argument_is", "Name", p.name, "Text", say.T("mcp_arg_"+p.name)))
		}
		if p.usual != "" {
			a[p.name] = p.usual
		}
	}
	return nil
}

// value is what was given as the parameter has it.
func (p *parameter) value(given any) (value any, ok bool) {
	switch p.kind {
	case list:
		return texts(given)
	case count:
		n, ok := given.(float64)
		return int(n), ok && n == float64(int(n)) && n >= 1 && n <= largestCount
	case flag:
		b, ok := given.(bool)
		return b, ok
	}
	s, ok := given.(string)
	return s, ok && (p.choices == nil || slices.Contains(p.choices, s)) && (p.name == "yaml" || len(s) <= longestArgument)
}

// texts is a list of at least one string.
func texts(given any) ([]string, bool) {
	items, ok := given.([]any)
	out := make([]string, len(items))
	for i, x := range items {
		s, text := x.(string)
		out[i], ok = s, ok && text && len(s) <= longestArgument
	}
	return out, ok && len(out) > 0 && len(out) <= largestCount
}

// refuse says what a parameter takes instead.
func (p *parameter) refuse(given any) error {
	r := refuse("mcp_bad_argument", "Name", p.name, "Value", clip(fmt.Sprint(given)))
	switch {
	case p.choices != nil:
		return r.help(load.Suggest(clip(fmt.Sprint(given)), p.choices)...)
	case p.kind == count:
		return r.help(diag.Msg("mcp_takes_integer", "Most", largestCount))
	}
	return r.help(diag.Msg("mcp_takes_"+string(p.kind), "Most", longestArgument))
}

// clip keeps what is repeated to a client short and on one line.
func clip(s string) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) <= 80 {
		return string(runes)
	}
	return string(runes[:80]) + "…"
}

func mapKeys(m map[string]any) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
