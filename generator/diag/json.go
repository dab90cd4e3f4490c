package diag

import (
	"encoding/json"
	"io"
	"strings"
)

// jsonDiagnostic is the shape that other programs read.
type jsonDiagnostic struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Code     Code   `json:"code"`
	Message  string `json:"message"`
	Help     string `json:"help"` // lines; related places are among them
}

// JSON writes {"diagnostics": [...]} with 1-based places; columns count
// characters and files are relative to the catalog.
func JSON(w io.Writer, list List, say Localizer) error {
	out := make([]jsonDiagnostic, len(list))
	for i, d := range list {
		out[i] = jsonDiagnostic{
			File: d.At.File, Line: max(d.At.Start.Line, 1), Column: max(d.At.Start.Column, 1), Severity: d.Severity.String(),
			Code: d.Code, Message: say.Message(d.Msg), Help: strings.Join(helpLines(d, say), "\n"),
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"diagnostics": out})
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
