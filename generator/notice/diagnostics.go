package notice

import (
	"fmt"
	"slices"
	"strings"

	"rolebook/generator/diag"
)

// Entries gives diagnostics their entries, one each, in their order: code, file
// and item. Where these are the same they are numbered.
func Entries(list diag.List) []Entry {
	out := make([]Entry, len(list))
	seen := map[Entry]int{}
	for i, d := range list {
		e := Entry{string(d.Code), strings.TrimSpace(d.At.File + " " + d.Item)}
		seen[e]++
		if n := seen[e]; n > 1 {
			e.What += fmt.Sprintf(" (%d)", n)
		}
		out[i] = e
	}
	return out
}

// Diagnose adds diagnostics, a suite a file and in the order of files, and the
// rules for their codes. Files lists those that were read, so that one without
// problems is told of, too.
func (r *Report) Diagnose(list diag.List, files []string, say diag.Localizer) {
	byFile := map[string][]Notice{}
	entries := Entries(list)
	for i, d := range list {
		byFile[d.At.File] = append(byFile[d.At.File], diagnosed(d, entries[i], say))
		if !slices.ContainsFunc(r.Rules, func(x Rule) bool { return x.ID == string(d.Code) }) {
			r.Rules = append(r.Rules, codeRule(d.Code, say))
		}
	}
	slices.SortFunc(r.Rules, func(a, b Rule) int { return strings.Compare(a.ID, b.ID) })
	names := slices.Clone(files)
	for file := range byFile {
		names = append(names, file)
	}
	slices.Sort(names)
	for _, file := range slices.Compact(names) {
		r.Suites = append(r.Suites, Suite{Name: r.Root + file, Class: r.Root + file, Notices: byFile[file]})
	}
}

func diagnosed(d diag.Diagnostic, e Entry, say diag.Localizer) Notice {
	n := Notice{Entry: e, Level: Level(d.Severity.String()), Text: say.Message(d.Msg), At: d.At, Grave: d.Severity == diag.Error}
	if d.Severity != diag.Error {
		n.State = Minor
	}
	for _, x := range d.Related {
		n.Related = append(n.Related, Related{x.At, say.Message(x.Msg)})
	}
	for _, h := range d.Help {
		n.More = append(n.More, say.Message(h))
	}
	n.Case = string(d.Code) + say.Message(diag.Msg("colon")) + n.Text
	return n
}

// codeRule describes a code by its documentation.
func codeRule(c diag.Code, say diag.Localizer) Rule {
	return Rule{string(c), say.Message(diag.Explain(c, "what")), say.Message(diag.Explain(c, "why")), Level(c.Severity().String())}
}
