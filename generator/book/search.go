package book

import "strings"

// SearchEntries lists what can be found in the book: roles, their duties,
// objects, families and rules. A role is found by its names in every language.
func (b *Book) SearchEntries() []SearchEntry {
	var out []SearchEntry
	for _, f := range b.Families {
		if len(f.Roles) > 0 {
			out = append(out, SearchEntry{Kind: "family", Name: f.Name.Plain(), URL: "families/" + f.ID + "/"})
		}
		for _, r := range f.Roles {
			url := "roles/" + r.ID + "/"
			out = append(out, SearchEntry{Kind: "role", Name: r.Name.Plain(), In: f.Name.Plain(), More: more(r.Aliases, r.Purpose), URL: url})
			for _, d := range r.Duties {
				out = append(out, SearchEntry{Kind: "duty", Name: d.Name.Plain(), In: r.Name.Plain(), URL: url + "#duty-" + d.ID})
			}
		}
	}
	for _, m := range b.Modules {
		for _, o := range m.Objects {
			out = append(out, SearchEntry{Kind: "object", Name: o.Name.Plain(), In: m.Name.Plain(), More: more(o.Aliases, ""), URL: "objects/" + o.ID + "/"})
		}
	}
	for _, r := range b.SoD.Rules {
		out = append(out, SearchEntry{Kind: "rule", Name: strings.ToUpper(r.ID) + " " + r.Name.Plain(), More: r.Risk.Plain(), URL: "sod/#rule-" + r.ID})
	}
	return out
}

func more(aliases []Alias, purpose string) string {
	words := make([]string, 0, len(aliases)+1)
	for _, a := range aliases {
		words = append(words, a.Name)
	}
	return strings.TrimSpace(strings.Join(append(words, purpose), " "))
}
