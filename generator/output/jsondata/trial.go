package jsondata

import (
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/draft"
)

type trialDoc struct {
	ID          *string       `json:"id"` // null where the text gives it no good one
	File        string        `json:"file"`
	Replaces    *string       `json:"replaces"`
	Good        bool          `json:"good"`
	Valid       bool          `json:"valid"`
	Diagnostics []diag.Record `json:"diagnostics"`
	Elsewhere   []diag.Record `json:"elsewhere"`
	Inventions  []remark      `json:"inventions"`
	Objections  []remark      `json:"objections"`
	Opens       []finding     `json:"opens"`
}

type remark struct {
	Kind    draft.Kind `json:"kind"`
	Name    string     `json:"name"`
	Line    int        `json:"line"`
	Column  int        `json:"column"`
	Message string     `json:"message"`
	Help    []string   `json:"help"`
}

// WriteTrial writes what came of laying the text of a role over a catalog:
//
//	{"id", "file", "replaces", "good", "valid", "diagnostics": [as of validate], "elsewhere": likewise,
//	  "inventions": [{"kind", "name", "line", "column", "message", "help": [lines]}], "objections": likewise,
//	  "opens": [findings]}
//
// Places are in the text; those of elsewhere are in other files of the catalog.
func WriteTrial(w io.Writer, t *draft.Trial, lang catalog.Lang, say diag.Localizer) error {
	return indented(w, trialOf(t, lang, say))
}

func trialOf(t *draft.Trial, lang catalog.Lang, say diag.Localizer) trialDoc {
	return trialDoc{
		ID: optional(t.ID), File: t.File, Replaces: optionalID(t.Replaces), Good: t.Good(), Valid: t.Valid(),
		Diagnostics: diag.Records(t.Diagnostics, say), Elsewhere: diag.Records(t.Elsewhere, say),
		Inventions: remarks(t.Inventions, say), Objections: remarks(t.Objections, say),
		Opens: each(t.Opens, func(f *analysis.Finding) finding { return findingOf(f, lang) }),
	}
}

func remarks(list []draft.Remark, say diag.Localizer) []remark {
	return each(list, func(r draft.Remark) remark {
		return remark{
			r.Kind, r.Name, max(r.At.Start.Line, 1), max(r.At.Start.Column, 1), say.Message(r.Msg), each(r.Help, say.Message),
		}
	})
}
