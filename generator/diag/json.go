package diag

import (
	"encoding/json"
	"io"
	"strings"
)

// Record is a diagnostic in words, as other programs read it. Places are 1-based;
// columns count characters and files are relative to the catalog.
type Record struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Code     Code   `json:"code"`
	Message  string `json:"message"`
	Help     string `json:"help"` // lines; related places are among them
}

// Records puts diagnostics into words; never nil.
func Records(list List, say Localizer) []Record {
	out := make([]Record, len(list))
	for i, d := range list {
		out[i] = Record{
			File: d.At.File, Line: max(d.At.Start.Line, 1), Column: max(d.At.Start.Column, 1), Severity: d.Severity.String(),
			Code: d.Code, Message: say.Message(d.Msg), Help: strings.Join(helpLines(d, say), "\n"),
		}
	}
	return out
}

// JSON writes {"diagnostics": [...]}, each a [Record].
func JSON(w io.Writer, list List, say Localizer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"diagnostics": Records(list, say)})
}

// helpLines says the related places and the help of a diagnostic, a line each.
func helpLines(d Diagnostic, say Localizer) []string {
	var out []string
	for _, r := range d.Related {
		place := (&textWriter{}).place(r.At)
		out = append(out, place+say.Message(Msg("colon"))+say.Message(r.Msg))
	}
	for _, h := range d.Help {
		out = append(out, say.Message(h))
	}
	return out
}
