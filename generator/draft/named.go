package draft

import (
	"slices"

	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// Named gives the trial with its places in the file that the text was read
// from, in the place of the one that the catalog has or would have. Files stay
// as they are.
func (t *Trial) Named(file string) *Trial {
	named := *t
	move := func(at source.Span) source.Span {
		if at.File == t.File {
			at.File = file
		}
		return at
	}
	moveAll := func(list diag.List) diag.List {
		list = slices.Clone(list)
		for i := range list {
			d := &list[i]
			d.At, d.Related = move(d.At), slices.Clone(d.Related)
			for j := range d.Related {
				d.Related[j].At = move(d.Related[j].At)
			}
		}
		return list
	}
	moveRemarks := func(list []Remark) []Remark {
		list = slices.Clone(list)
		for i := range list {
			list[i].At = move(list[i].At)
		}
		return list
	}
	named.Diagnostics, named.Elsewhere = moveAll(t.Diagnostics), moveAll(t.Elsewhere)
	named.Inventions, named.Objections = moveRemarks(t.Inventions), moveRemarks(t.Objections)
	return &named
}

// Told is everything that is wrong with the text as one list of diagnostics, by
// place. Inventions and objections that no diagnostic tells of are errors, under
// the code that explains them; warnings that say the same are left out.
func (t *Trial) Told() diag.List {
	said := map[source.Span]bool{}
	var list diag.List
	for _, d := range t.Diagnostics {
		if kind, _ := invented(d); kind != "" {
			said[d.At] = true
		}
	}
	for _, r := range slices.Concat(t.Inventions, t.Objections) {
		if !said[r.At] {
			list.Add(codeOf(r.Kind), r.At, r.Msg, r.Help...)
		}
	}
	remarks := list
	for _, d := range t.Diagnostics {
		if !slices.ContainsFunc(remarks, func(r diag.Diagnostic) bool { return r.Msg.ID == d.Msg.ID && r.At.Start.Line == d.At.Start.Line }) {
			list = append(list, d)
		}
	}
	list.Sort()
	return list
}

func codeOf(k Kind) diag.Code {
	switch k {
	case Idle:
		return diag.DutySize
	case Groundless:
		return diag.GrantWithoutDuty
	}
	return diag.BadValue
}
