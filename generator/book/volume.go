package book

import (
	"iter"
	"strconv"

	"rolebook/generator/catalog"
)

// Volume is the whole catalog as one document: a cover, a table of contents,
// the roles by family, and the findings.
type Volume struct {
	Lang     string // BCP 47
	File     string // rolebook.<lang>.pdf
	Title    string // what the volume is: 岗位与权限手册
	Contents string // heading of the table of contents
	Cover    []Fact // organisation, day, counts
	Parts    []Part

	Organization string
	FooterNote   string
	PageOf       string // as in [Document]
	Modified     string
}

// Part is a chapter of a volume: the documents of one family, or the findings.
type Part struct {
	Title     string
	Titles    []string // of the documents
	Documents iter.Seq[*Document]
}

// Volume binds the documents of all roles, in the order of families and names,
// and the findings behind them.
func (b *Book) Volume() *Volume {
	v := &Volume{
		Lang: b.Tag, File: "rolebook." + b.Key + ".pdf",
		Title: b.locale.T("book_volume_title"), Contents: b.locale.T("book_volume_contents"),
		Organization: b.Organization.Plain(), FooterNote: b.locale.T("book_doc_internal"),
		PageOf: b.locale.T("book_doc_page_of"), Modified: b.on.String(),
	}
	v.Cover = append([]Fact{{Label: b.locale.T("book_volume_day"), Value: b.words(b.Checked.Words)}}, b.Home.Counts...)
	for _, f := range b.Families {
		if len(f.Roles) > 0 {
			v.Parts = append(v.Parts, f.part())
		}
	}
	if findings := b.findingsDocument(); len(findings.Sections) > 0 {
		v.Parts = append(v.Parts, Part{findings.Kind, []string{findings.Kind}, func(yield func(*Document) bool) { yield(findings) }})
	}
	return v
}

// part is the chapter of a family. Its documents are written when asked for: a
// large catalog's would fill the memory.
func (f *FamilyPage) part() Part {
	p := Part{Title: f.Name.Plain()}
	for _, r := range f.Roles {
		p.Titles = append(p.Titles, r.Name.Plain())
	}
	p.Documents = func(yield func(*Document) bool) {
		for _, r := range f.Roles {
			if !yield(r.Document(Form{"job-description", catalog.Standard, Formal})) {
				return
			}
		}
	}
	return p
}

// findingsDocument tells the findings page as a document.
func (b *Book) findingsDocument() *Document {
	d := &Document{
		Scenario: "findings", Lang: b.Tag, Kind: b.locale.T("book_doc_findings"), Title: b.words(b.locale.T("book_doc_findings")),
		Organization: b.Organization.Plain(), FooterNote: b.locale.T("book_doc_internal"),
		PageOf: b.locale.T("book_doc_page_of"), Modified: b.on.String(),
	}
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
	if len(b.SoD.Combinations) > 0 {
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
	for _, c := range append(b.SoD.Counts, b.SoD.Total) {
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

func (b *Book) combinationBlocks() []Block {
	t := Table{Caption: b.locale.T("book_findings_combinations"), Columns: []Column{
		{Title: b.locale.T("book_roles"), Weight: 1.6},
		{Title: b.locale.T("book_rule"), Weight: 1.6},
		{Title: b.locale.T("book_severity")},
		{Title: b.locale.T("book_status")},
	}, Groups: []RowGroup{{}}}
	for _, f := range b.SoD.Combinations[:min(maxPrinted, len(b.SoD.Combinations))] {
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{
			{Lines: lines(b.nameList(f.Roles))},
			{Lines: lines(b.ruleTitle(f.Rule, f.Name))},
			b.wordCell(f.SeverityIs), b.wordCell(f.StatusIs),
		}})
	}
	if left := len(b.SoD.Combinations) - maxPrinted; left > 0 {
		return []Block{t, Note{b.words(b.locale.N("book_more_combinations", left))}}
	}
	return []Block{t}
}

// ruleTitle is a rule's id and name as one text.
func (b *Book) ruleTitle(id string, name Text) Text {
	t := Text{Lang: name.Lang, Fallback: name.Fallback, Inlines: []Inline{{Text: upper([]string{id})[0] + " "}}}
	t.Inlines = append(t.Inlines, name.Inlines...)
	return t
}

func (b *Book) exceptionTable() Table {
	t := Table{Caption: b.locale.T("book_findings_exceptions"), Columns: []Column{
		{Title: b.locale.T("book_rule"), Weight: 1.4},
		{Title: b.locale.T("book_roles"), Weight: 1},
		{Title: b.locale.T("book_until"), Weight: 0.9},
		{Title: b.locale.T("book_approved_by"), Weight: 0.9},
		{Title: b.locale.T("book_reason_and_control"), Weight: 2},
	}, Groups: []RowGroup{{}}}
	for _, e := range b.SoD.Exceptions {
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{
			{Lines: lines(b.ruleTitle(e.Rule, e.RuleName))},
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
