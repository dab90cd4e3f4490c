package mcp

import (
	"context"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolebook/generator/catalog"
)

// mostOffers is how many values a completion may have, by the protocol.
const mostOffers = 100

// offer is a value of an argument, and what else it is found by.
type offer struct {
	value string
	names catalog.Text
}

// complete offers what an argument of a prompt or of an address may become:
// values that begin as it does, then those of which a name holds it.
func (s *Server) complete(ctx context.Context, req *sdk.CompleteRequest) (*sdk.CompleteResult, error) {
	k, _ := s.look(ctx)
	typed := strings.ToLower(strings.TrimSpace(req.Params.Argument.Value))
	var first, second []string
	if takes(req.Params.Ref, req.Params.Argument.Name) {
		for _, o := range offers(req.Params.Argument.Name, k.Catalog) {
			switch {
			case strings.HasPrefix(o.value, typed):
				first = append(first, o.value)
			case o.called(typed):
				second = append(second, o.value)
			}
		}
	}
	values := append(first, second...)
	most := min(mostOffers, len(values))
	return &sdk.CompleteResult{Completion: sdk.CompletionResultDetails{
		Values: append([]string{}, values[:most]...), Total: len(values), HasMore: most < len(values),
	}}, nil
}

// takes reports whether what is being filled in has such an argument.
func takes(ref *sdk.CompleteReference, argument string) bool {
	switch {
	case ref == nil:
		return false
	case ref.Type == "ref/prompt":
		return slices.ContainsFunc(prompts, func(p prompt) bool {
			return p.name == ref.Name && slices.ContainsFunc(p.takes, func(x parameter) bool { return x.name == argument })
		})
	}
	return slices.ContainsFunc(resources, func(r resource) bool {
		return r.template() == ref.URI && slices.Contains(r.takes, argument)
	})
}

// offers lists what an argument may be.
func offers(argument string, cat *catalog.Catalog) []offer {
	var out []offer
	for _, value := range fixed[argument] {
		out = append(out, offer{value: value})
	}
	if argument == "role" {
		for _, r := range cat.Roles {
			out = append(out, offer{r.ID, r.Name})
		}
	}
	return out
}

func (o *offer) called(typed string) bool {
	return slices.ContainsFunc(o.names.Versions, func(v catalog.Version) bool {
		return strings.Contains(strings.ToLower(v.Value), typed)
	})
}
