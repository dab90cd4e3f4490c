package jsondata

import (
	"io"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/draft"
)

type ingestDoc struct {
	Found     bool      `json:"found"`
	FirstLine int       `json:"first_line"`
	LastLine  int       `json:"last_line"`
	Notes     []note    `json:"notes"`
	Roles     []part    `json:"roles"`
	Trial     *trialDoc `json:"trial"`
	Written   *string   `json:"written"`
}

type note struct {
	Line    int    `json:"line"`
	Message string `json:"message"`
}

type part struct {
	ID   string `json:"id"`
	Line int    `json:"line"`
}

// WriteIngest writes what was found in the answer of a language model, and what
// came of it:
//
//	{"found", "first_line", "last_line", "notes": [{"line", "message"}], "roles": [{"id", "line"}],
//	  "trial": null or as [WriteTrial] has it, "written": null or the file of the draft}
//
// Roles are those to choose from where an answer has several. t is nil where
// nothing was found; written is empty where nothing was.
func WriteIngest(w io.Writer, a *draft.Answer, t *draft.Trial, written string, lang catalog.Lang, say diag.Localizer) error {
	out := ingestDoc{
		Found: a.Text != nil, FirstLine: a.First, LastLine: a.Last,
		Notes:   each(a.Notes, func(n draft.Note) note { return note{n.Line, say.Message(n.Msg)} }),
		Roles:   each(a.Roles, func(p draft.Part) part { return part{p.ID, p.Line} }),
		Written: optional(written),
	}
	if t != nil {
		doc := trialOf(t, lang, say)
		out.Trial = &doc
	}
	return indented(w, out)
}
