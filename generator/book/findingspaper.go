package book

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// findingsDocument tells the findings page as a document, for the volume.
func (b *Book) findingsDocument() *Document {
	d := b.paper("findings", b.locale.T("book_doc_findings"))
	add := func(id string, blocks ...Block) {
		d.Sections = append(d.Sections, Section{
			ID: id, Number: strconv.Itoa(len(d.Sections) + 1), Title: b.locale.T("book_findings_" + id), Blocks: blocks,
		})
	}
	if len(b.catalog.Rules) == 0 {
		return d
	}
	add("summary", Note{b.words(b.SoD.Lead)}, Note{b.words(b.SoD.Checked)}, b.countTable())
	if len(b.SoD.Singles) > 0 {
		var boxes []Block
		for _, f := range b.SoD.Singles {
			box := f.callout(b)
			box.Lines = append([]Fact{{Label: b.locale.T("book_role"), Value: b.nameList(f.Roles)}}, box.Lines...)
			boxes = append(boxes, box)
		}
		add("singles", boxes...)
	}
	if len(b.SoD.Groups) > 0 {
		add("combinations", b.combinationBlocks()...)
	}
	if len(b.SoD.Exceptions) > 0 {
		add("exceptions", b.exceptionTable())
	}
	add("rules", b.ruleTable())
	return d
}

func (b *Book) countTable() Table {
	t := Table{Caption: b.locale.T("book_findings_summary"), Columns: []Column{
		{Title: b.locale.T("book_severity"), Weight: 1},
		{Title: b.locale.T("book_open_in_role"), Align: End},
		{Title: b.locale.T("book_open_in_combination"), Align: End},
		{Title: b.locale.T("book_finding_mitigated"), Align: End},
		{Title: b.locale.T("book_finding_excepted"), Align: End},
	}, Groups: []RowGroup{{}}}
	for _, c := range append(slices.Clone(b.SoD.Counts), b.SoD.Total) {
		row := TableRow{Cells: []TableCell{b.wordCell(c.Is)}}
		for _, n := range []int{c.OpenRole, c.OpenPairs, c.Mitigated, c.Excepted} {
			row.Cells = append(row.Cells, b.wordCell(b.locale.Integer(n)))
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	return t
}

func (b *Book) wordCell(s string) TableCell { return TableCell{Lines: lines(b.optionalWords(s))} }

// maxPrinted bounds the combinations on paper. The page and the sheets have all.
const maxPrinted = 400

// combinationBlocks tells the combinations rule by rule, a row for each role
// with all that it must not meet.
func (b *Book) combinationBlocks() []Block {
	t := Table{Caption: b.locale.T("book_findings_combinations"), Columns: []Column{
		{Title: b.locale.T("book_role"), Weight: 1},
		{Title: b.locale.T("book_not_together_with"), Weight: 2.4},
	}}
	for _, group := range byRule(b.SoD.Combinations[:min(maxPrinted, len(b.SoD.Combinations))]) {
		t.Groups = append(t.Groups, b.combinationGroup(group))
	}
	if left := b.SoD.Left(max(0, len(b.SoD.Combinations)-maxPrinted)); left > 0 {
		return []Block{t, Note{b.words(b.locale.N("book_more_combinations", left))}}
	}
	return []Block{t}
}

// byRule groups findings of one rule and status, in the order in which they
// come first.
func byRule(list []*Finding) [][]*Finding {
	var out [][]*Finding
	place := map[[2]string]int{}
	for _, f := range list {
		key := [2]string{f.Rule, f.Status}
		i, known := place[key]
		if !known {
			i = len(out)
			place[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], f)
	}
	return out
}

// combinationGroup tells findings of one rule.
func (b *Book) combinationGroup(list []*Finding) RowGroup {
	f := list[0]
	out := RowGroup{Title: strings.Join([]string{f.SeverityIs, b.ruleTitle(f.Rule, f.Name).Plain(), f.StatusIs}, "\u2002")}
	for len(list) > 0 {
		role := mostMet(list)
		var with []Inline
		list = slices.DeleteFunc(list, func(f *Finding) bool {
			others, has := without(f.Roles, role.ID)
			if has {
				if len(with) > 0 {
					with = append(with, Inline{Text: b.locale.T("list_separator")})
				}
				for i, r := range others {
					if i > 0 {
						with = append(with, Inline{Text: " + "})
					}
					with = append(with, r.Name.Inlines...)
				}
			}
			return has
		})
		out.Rows = append(out.Rows, TableRow{Cells: []TableCell{
			{Lines: []Text{b.nameList([]RoleRef{role})}}, {Lines: []Text{{Lang: b.Tag, Inlines: with}}},
		}})
	}
	return out
}

// mostMet is the role that most of the findings are about; of several the first.
func mostMet(list []*Finding) RoleRef {
	var refs []RoleRef
	count := map[string]int{}
	for _, f := range list {
		for _, r := range f.Roles {
			if count[r.ID]++; count[r.ID] == 1 {
				refs = append(refs, r)
			}
		}
	}
	slices.SortStableFunc(refs, func(x, y RoleRef) int { return cmp.Compare(count[y.ID], count[x.ID]) })
	return refs[0]
}

// without is the roles but one, and whether that one is among them.
func without(refs []RoleRef, id string) (others []RoleRef, has bool) {
	for _, r := range refs {
		if r.ID == id {
			has = true
			continue
		}
		others = append(others, r)
	}
	return others, has
}

// ruleTitle is a rule's id and name as one text.
func (b *Book) ruleTitle(id string, name Text) Text {
	t := Text{Lang: name.Lang, Fallback: name.Fallback, Inlines: []Inline{{Text: upper([]string{id})[0] + " "}}}
	t.Inlines = append(t.Inlines, name.Inlines...)
	return t
}

func (b *Book) exceptionTable() Table {
	t := Table{Caption: b.locale.T("book_findings_exceptions"), Columns: []Column{
		{Title: b.locale.T("book_rule"), Weight: 1.2},
		{Title: b.locale.T("book_roles"), Weight: 1.1},
		{Title: b.locale.T("book_until"), Weight: 0.9},
		{Title: b.locale.T("book_approved_by"), Weight: 0.8},
		{Title: b.locale.T("book_reason_and_control"), Weight: 2},
	}, Groups: []RowGroup{{}}}
	for _, e := range b.SoD.Exceptions {
		rule := b.ruleTitle(e.Rule, e.RuleName)
		rule.Inlines = refer(rule, "rule-"+e.Rule)
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{
			{Lines: lines(rule)},
			{Lines: lines(b.nameList(e.Roles))},
			b.wordCell(e.Left),
			{Lines: lines(e.ApprovedBy)},
			{Lines: append(lines(e.Reason), lines(e.Control)...)},
		}})
	}
	return t
}

func (b *Book) ruleTable() Table {
	t := Table{Caption: b.locale.T("book_findings_rules"), Columns: []Column{
		{Title: b.locale.T("book_rule"), Weight: 1.5},
		{Title: b.locale.T("book_severity")},
		{Title: b.locale.T("book_functions"), Weight: 1.5},
		{Title: b.locale.T("book_risk"), Weight: 1.8},
	}, Groups: []RowGroup{{}}}
	for _, r := range b.SoD.Rules {
		over := r.Over
		if r.AtLeast != "" {
			over = append([]Text{b.words(r.AtLeast)}, over...)
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{ID: "rule-" + r.ID, Cells: []TableCell{
			{Lines: lines(b.ruleTitle(r.ID, r.Name))}, b.wordCell(r.SeverityIs), {Lines: over}, {Lines: lines(r.Risk)},
		}})
	}
	return t
}
