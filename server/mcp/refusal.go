package mcp

import (
	"errors"
	"strings"

	"rolebook/generator"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
)

// refusal is what another call would have avoided, and how.
type refusal struct {
	what   diag.Message
	remedy []diag.Message
}

func refuse(id string, pairs ...any) *refusal { return &refusal{what: diag.Msg(id, pairs...)} }

func (r *refusal) help(lines ...diag.Message) *refusal {
	r.remedy = append(r.remedy, lines...)
	return r
}

func (r *refusal) Error() string { return r.what.ID }

// words tells of an error: what is wrong, and what to do about it, a line each.
// What is no refusal is the machine's failure. Clients hear no more of it: the
// words of a system may name its files.
func (s *Server) words(err error, say *locale.Locale) string {
	var r *refusal
	if !errors.As(err, &r) {
		what, help, ok := generator.Refusal(err)
		if !ok {
			s.opt.Failed(err)
			what = diag.Msg("mcp_failed")
		}
		r = &refusal{what, help}
	}
	lines := []string{say.Message(r.what)}
	for _, m := range r.remedy {
		lines = append(lines, say.Message(m))
	}
	return strings.Join(lines, "\n")
}
