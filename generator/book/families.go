package book

import "slices"

// FamilyModule counts what the roles of a family hold in one module.
type FamilyModule struct {
	ID    string
	Name  Text
	Cells []int // permissions, one entry a role, in the order of the family
}

// ByModule counts the permissions of the family's roles, module by module.
// Modules of which none holds anything are left out.
func (f *FamilyPage) ByModule() []FamilyModule {
	var out []FamilyModule
	for _, m := range f.book.Modules {
		row, some := FamilyModule{ID: m.ID, Name: m.Name, Cells: make([]int, len(f.Roles))}, false
		for i, r := range f.Roles {
			row.Cells[i] = r.Permissions.in(m.ID)
			some = some || row.Cells[i] > 0
		}
		if some {
			out = append(out, row)
		}
	}
	return out
}

// in counts the permissions in a module.
func (p *Permissions) in(module string) int {
	n := 0
	for _, m := range p.Modules {
		if m.ID != module {
			continue
		}
		for _, row := range m.Rows {
			for _, c := range row.Cells {
				if c.Mark.State == Granted {
					n++
				}
			}
		}
	}
	return n
}

// Findings lists the conflicts that stay within the family: in one of its roles
// or in several of them held together. Open ones come first.
func (f *FamilyPage) Findings() []*Finding {
	inside := func(r RoleRef) bool { return f.book.roles[r.ID].Family.ID == f.ID }
	var out []*Finding
	for _, list := range [][]*Finding{f.book.SoD.Singles, f.book.SoD.Combinations} {
		for _, x := range list {
			if !slices.ContainsFunc(x.Roles, func(r RoleRef) bool { return !inside(r) }) {
				out = append(out, x)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y *Finding) int {
		switch {
		case x.Open == y.Open:
			return 0
		case x.Open:
			return -1
		}
		return 1
	})
	return out
}

// FamilyPartner is whom a family's roles work with: another family, or parties
// outside the catalog.
type FamilyPartner struct {
	Family *FamilyRef // nil for other parties
	Roles  []RoleRef  // the partners there, by family and name
	Names  []Text     // the other parties, each once
}

// Partners lists whom the family's roles work with, by their families.
func (f *FamilyPage) Partners() []FamilyPartner {
	with, parties := map[string]bool{}, FamilyPartner{}
	said := map[string]bool{}
	for _, r := range f.Roles {
		for _, p := range r.Collaboration {
			switch {
			case p.Role != nil:
				with[p.Role.ID] = true
			case !said[p.Name.Plain()]:
				said[p.Name.Plain()] = true
				parties.Names = append(parties.Names, p.Name)
			}
		}
	}
	var out []FamilyPartner
	for _, other := range f.book.Families {
		p := FamilyPartner{Family: &FamilyRef{other.ID, other.Name}}
		for _, r := range other.Roles {
			if with[r.ID] {
				p.Roles = append(p.Roles, RoleRef{r.ID, r.Name})
			}
		}
		if len(p.Roles) > 0 {
			out = append(out, p)
		}
	}
	if len(parties.Names) > 0 {
		out = append(out, parties)
	}
	return out
}
