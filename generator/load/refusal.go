package load

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	kinds "github.com/santhosh-tekuri/jsonschema/v6/kind"

	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// refusals gathers what a schema refused as diagnostics.
type refusals struct {
	compiled
	file  *source.File
	diags diag.List
}

// add goes down to the errors that say something. An alternative that failed
// is one error, not one for each of its branches.
func (r *refusals) add(e *jsonschema.ValidationError) {
	switch e.ErrorKind.(type) {
	case *kinds.Schema, *kinds.Group, *kinds.Reference, *kinds.AllOf:
		slices.SortStableFunc(e.Causes, func(a, b *jsonschema.ValidationError) int {
			return slices.Compare(a.InstanceLocation, b.InstanceLocation)
		})
		for _, cause := range e.Causes {
			r.add(cause)
		}
	default:
		r.say(e, r.file.Root.Locate(e.InstanceLocation))
	}
}

// say turns one error into diagnostics at the node it is about.
func (r *refusals) say(e *jsonschema.ValidationError, n *source.Node) {
	at := r.file.Span(n)
	part := r.parts[e.SchemaURL]
	switch k := e.ErrorKind.(type) {
	case *kinds.Required:
		for _, key := range k.Missing {
			r.diags.Add(diag.MissingKey, at, diag.Msg("diag_missing_key", "Name", key), diag.Msg("diag_missing_key_help", "Name", key))
		}
	case *kinds.AdditionalProperties:
		r.unknownKeys(n, k.Properties, part)
	case *kinds.FalseSchema:
		r.misplacedKey(e.InstanceLocation)
	case *kinds.OneOf:
		r.alternatives(at, part.OneOf, len(k.Subschemas) > 0)
	case *kinds.AnyOf:
		r.alternatives(at, part.AnyOf, false)
	case *kinds.Type:
		r.wrongType(n, k.Want)
	default:
		r.badValue(e, n)
	}
}

// unknownKeys goes through the mapping rather than the names, which come in no
// order and may be very many.
func (r *refusals) unknownKeys(n *source.Node, names []string, part *jsonschema.Schema) {
	known := slices.Sorted(maps.Keys(part.Properties))
	unknown := make(map[string]bool, len(names))
	for _, name := range names {
		unknown[name] = true
	}
	for key := range n.Fields() {
		if unknown[key.Value] {
			r.diags.Add(diag.UnknownKey, r.file.Span(key), diag.Msg("diag_unknown_key", "Name", key.Value), Suggest(key.Value, known)...)
		}
	}
}

// misplacedKey reports a key that is known but excluded by one beside it, as a
// language is by text in a task.
func (r *refusals) misplacedKey(path []string) {
	parent := r.file.Root.Locate(path[:len(path)-1])
	key, _ := parent.Field(path[len(path)-1])
	r.diags.Add(diag.UnknownKey, r.file.Span(key), diag.Msg("diag_misplaced_key", "Name", key.Value), diag.Msg("diag_misplaced_key_help"))
}

// alternatives reports a mapping that has none of several keys, or two of
// which only one is allowed.
func (r *refusals) alternatives(at source.Span, branches []*jsonschema.Schema, several bool) {
	var keys []string
	for _, b := range branches {
		keys = append(keys, b.Required...)
	}
	if several {
		r.diags.Add(diag.BadValue, at, diag.Msg("diag_both_keys", "Names", keys), diag.Msg("diag_both_keys_help"))
		return
	}
	r.diags.Add(diag.MissingKey, at, diag.Msg("diag_missing_one", "Names", keys), diag.Msg("diag_missing_one_help", "Names", keys))
}

func (r *refusals) wrongType(n *source.Node, want []string) {
	slices.Sort(want)
	wanted := strings.Join(want, "_")
	msg := diag.Msg("diag_wrong_type", "Want", diag.Msg("diag_type_"+wanted), "Found", diag.Msg("diag_found_"+found(n)))
	r.diags.Add(diag.WrongType, r.file.Span(n), msg, typeHelp(n, want))
}

// found names a node's kind as messages do.
func found(n *source.Node) string {
	switch n.Kind {
	case source.Null:
		return "null"
	case source.Bool:
		return "boolean"
	case source.Int, source.Float:
		return "number"
	case source.Sequence:
		return "array"
	case source.Mapping:
		return "object"
	}
	return "string"
}

// typeHelp says what to write instead.
func typeHelp(n *source.Node, want []string) diag.Message {
	switch {
	case n.Kind == source.Null:
		return diag.Msg("diag_wrong_type_empty_help")
	case slices.Contains(want, "string") && n.Kind < source.String:
		return diag.Msg("diag_wrong_type_quote_help", "Value", n.Value)
	case slices.Contains(want, "array"):
		return diag.Msg("diag_wrong_type_list_help")
	case slices.Contains(want, "number"), slices.Contains(want, "integer"):
		return diag.Msg("diag_wrong_type_number_help")
	case slices.Contains(want, "boolean"):
		return diag.Msg("diag_wrong_type_boolean_help")
	case slices.Contains(want, "object") && !slices.Contains(want, "string"):
		return diag.Msg("diag_wrong_type_mapping_help")
	}
	return diag.Msg("diag_wrong_type_text_help")
}

// badValue reports a value of the right type that is not among those allowed.
func (r *refusals) badValue(e *jsonschema.ValidationError, n *source.Node) {
	at := r.file.Span(n)
	switch k := e.ErrorKind.(type) {
	case *kinds.Enum:
		r.diags.Add(diag.BadValue, at, diag.Msg("diag_bad_choice", "Value", n.Value), Suggest(n.Value, texts(k.Want))...)
	case *kinds.Pattern:
		id := patternMessage(e.SchemaURL, k.Want)
		r.diags.Add(diag.BadValue, at, diag.Msg(id, "Value", n.Value), diag.Msg(id+"_help"))
	case *kinds.MaxLength:
		r.diags.Add(diag.BadValue, at, diag.Msg("diag_too_long", "Got", k.Got, "Limit", k.Want), diag.Msg("diag_too_long_help", "Limit", k.Want))
	case *kinds.Minimum:
		r.diags.Add(diag.BadValue, at, diag.Msg("diag_too_small", "Value", n.Value, "Limit", k.Want.RatString()), diag.Msg("diag_too_small_help", "Limit", k.Want.RatString()))
	case *kinds.UniqueItems:
		again := n.Items[k.Duplicates[1]]
		first := n.Items[k.Duplicates[0]]
		r.diags.Add(diag.BadValue, r.file.Span(again), diag.Msg("diag_listed_twice", "Value", again.Value), diag.Msg("diag_listed_twice_help"))
		r.relate(first, "diag_listed_twice_related")
	case *kinds.MinItems:
		r.diags.Add(diag.BadValue, at, diag.Msg("diag_too_few", "Got", k.Got, "Limit", k.Want), diag.Msg("diag_too_few_help"))
	case *kinds.MinLength, *kinds.MinProperties:
		r.diags.Add(diag.BadValue, at, diag.Msg("diag_empty_text"), diag.Msg("diag_empty_text_help"))
	default:
		r.diags.Add(diag.BadValue, at, diag.Msg("diag_bad_value"), diag.Msg("diag_bad_value_help"))
	}
}

// relate adds a second place to the last diagnostic.
func (r *refusals) relate(n *source.Node, id string) {
	last := &r.diags[len(r.diags)-1]
	last.Related = append(last.Related, diag.Related{At: r.file.Span(n), Msg: diag.Msg(id)})
}

// patternMessage picks the message for a pattern by what the schema uses it
// for.
func patternMessage(location, pattern string) string {
	switch {
	case strings.HasSuffix(location, "/$defs/id"):
		return "diag_bad_id"
	case strings.HasSuffix(location, "/$defs/date"):
		return "diag_bad_date"
	case strings.HasPrefix(pattern, "^https?:"):
		return "diag_bad_url"
	}
	return "diag_bad_access"
}

// texts gives the values of an enumeration, which in our schemas are strings.
func texts(values []any) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = fmt.Sprint(v)
	}
	return out
}
