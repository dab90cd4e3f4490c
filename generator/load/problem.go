package load

import (
	"strings"

	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// problemDiagnostic puts a problem of a file into the words of a diagnostic:
// for every fault there is a message diag_<fault> and its _help.
func problemDiagnostic(p source.Problem) diag.Diagnostic {
	id := "diag_" + strings.ReplaceAll(string(p.Fault), "-", "_")
	msg := diag.Msg(id, "Name", p.Name, "Line", p.Related.Start.Line, "Column", p.Related.Start.Column)
	d := diag.Diagnostic{Code: problemCode(p.Fault), Msg: msg, At: p.At, Help: []diag.Message{diag.Msg(id + "_help")}}
	if !p.Related.IsZero() {
		d.Related = []diag.Related{{At: p.Related, Msg: diag.Msg(id + "_related")}}
	}
	return d
}

func problemCode(f source.Fault) diag.Code {
	switch f {
	case source.NotUTF8, source.ControlChar:
		return diag.Encoding
	case source.DuplicateKey:
		return diag.DuplicateKey
	case source.KeyKind:
		return diag.WrongType
	}
	if f.IsSyntax() {
		return diag.Syntax
	}
	return diag.Limit
}
