package lint

import (
	"iter"
	"regexp"
	"strings"

	"rolebook/generator/catalog"
)

// prose gives the texts that are sentences: what people do, must and may.
// Names, formulas and items of lists are none.
func prose(cat *catalog.Catalog) iter.Seq[catalog.Text] {
	return func(yield func(catalog.Text) bool) {
		for _, list := range sentences(cat) {
			for _, t := range list {
				if !t.IsZero() && !yield(t) {
					return
				}
			}
		}
	}
}

func sentences(cat *catalog.Catalog) [][]catalog.Text {
	var out [][]catalog.Text
	for _, r := range cat.Rules {
		out = append(out, []catalog.Text{r.Risk, r.Control})
	}
	for _, e := range cat.Exceptions {
		out = append(out, []catalog.Text{e.Reason, e.Control})
	}
	for _, role := range cat.Roles {
		out = append(out, []catalog.Text{role.Overview}, role.Limits, tasks(role))
		for _, d := range role.Duties {
			for _, t := range d.Tasks {
				out = append(out, []catalog.Text{t.Note})
			}
		}
		for _, d := range role.Deny {
			out = append(out, []catalog.Text{d.Note})
		}
	}
	return out
}

// tasks lists what a role does, day by day and while learning it.
func tasks(role *catalog.Role) []catalog.Text {
	var out []catalog.Text
	for _, d := range role.Duties {
		for _, t := range d.Tasks {
			out = append(out, t.Text)
		}
	}
	for _, s := range role.Onboarding {
		out = append(out, s.Tasks...)
	}
	return out
}

// quoted matches what is not the author's own prose: code, and where links lead.
var quoted = regexp.MustCompile("`[^`]*`|\\]\\((?:[^()]|\\([^()]*\\))*\\)|https?://[^\\s<>）」。，、]+")

// plain blanks what is quoted in a text; most texts quote nothing.
func plain(s string) string {
	if !strings.ContainsAny(s, "`]:") {
		return s
	}
	return quoted.ReplaceAllString(s, " ")
}
