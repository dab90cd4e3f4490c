package mcp

import (
	"context"
	"io"
	"strings"

	"rolebook/generator/output/jsondata"
)

var (
	onAction = parameter{name: "action", kind: text, required: true}
	onObject = parameter{name: "object", kind: text, required: true}
	inScope  = parameter{name: "scope", kind: text}
)

var can = &tool{
	name:  "can",
	takes: []parameter{{name: "roles", kind: list, required: true}, onAction, onObject, inScope, inLang},
	shape: jsondata.Shape("answer"),
	run: func(_ context.Context, c *call) (*answer, error) {
		roles, err := c.Roles(strings.Join(c.args.list("roles"), ","))
		if err != nil {
			return nil, err
		}
		asked, err := c.Access(clip(c.args.text("action")), clip(c.args.text("object")), clip(c.args.text("scope")))
		if err != nil {
			return nil, err
		}
		return told(func(w io.Writer) error { return jsondata.WriteAnswer(w, c.Analysis.Matrix.Can(roles, asked), c.say) })
	},
}

var whoCan = &tool{
	name:  "who_can",
	takes: []parameter{onAction, onObject, inScope, inLang},
	shape: jsondata.Shape("holders"),
	run: func(_ context.Context, c *call) (*answer, error) {
		asked, err := c.Access(clip(c.args.text("action")), clip(c.args.text("object")), clip(c.args.text("scope")))
		if err != nil {
			return nil, err
		}
		return told(func(w io.Writer) error { return jsondata.WriteHolders(w, asked, c.Analysis.Matrix.WhoCan(asked)) })
	},
}

// usualHits is how many of each kind a search tells of where nobody asks for
// another number.
const usualHits = 10

var searchCatalog = &tool{
	name:  "search",
	takes: []parameter{{name: "query", kind: text, required: true}, {name: "limit", kind: count}, inLang},
	shape: jsondata.Shape("found"),
	run: func(_ context.Context, c *call) (*answer, error) {
		groups := c.index(c.lang).Find(c.args.text("query"))
		return told(func(w io.Writer) error { return jsondata.WriteFound(w, groups, c.args.count("limit", usualHits)) })
	},
}
