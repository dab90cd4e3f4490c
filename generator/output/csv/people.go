package csv

import (
	"encoding/csv"
	"io"
	"strings"

	"rolebook/generator/people"
)

// WritePeople writes who violates which rule: a line for each minimal set of a
// person's roles that does, with ids and the words of the JSON form. Several
// roles and units stand in one cell, with a space and a semicolon between them.
func WritePeople(w io.Writer, r *people.Report) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	lines := csv.NewWriter(w)
	lines.UseCRLF = true
	if err := lines.Write([]string{"person", "unit", "rule", "severity", "status", "roles", "until"}); err != nil {
		return err
	}
	for _, p := range r.Persons {
		for _, b := range p.Verdict.Breaches {
			for _, f := range p.Verdict.Findings(b) {
				ids := make([]string, len(f.Roles))
				for i, role := range f.Roles {
					ids[i] = role.ID
				}
				until := ""
				if f.Exception != nil {
					until = f.Exception.Until.String()
				}
				cells := []string{p.Name, strings.Join(p.Units, ";"), b.Rule.ID, string(b.Rule.Severity), f.Status.String(), strings.Join(ids, " "), until}
				if err := lines.Write(neutral(cells)); err != nil {
					return err
				}
			}
		}
	}
	lines.Flush()
	return lines.Error()
}
