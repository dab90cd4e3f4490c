package book

import (
	"slices"
	"strings"
)

// recruitment is the advert of a role, for readers outside: what it is for,
// what there is to do and what to bring along. Permissions, findings, limits and
// the ways in which the work is checked stay inside.
func (w *writer) recruitment() {
	p := w.role
	w.fact("book_family", p.Family.Name)
	if p.ReportsTo != nil {
		w.fact("book_reports_to", p.ReportsTo.Name)
	}
	w.fact("book_advert_reference", w.words(p.ID))
	w.fact("book_advert_posted", w.words(w.posted().Words))
	w.FooterNote = w.T("book_advert_footer", "Date", w.posted().Words)

	w.section("purpose", proseBlocks(w.purpose())...)
	w.section("duties", w.advertDuties()...)
	w.section("requirements", w.advertRequirements()...)
	if w.holds.aims {
		w.section("collaboration", w.advertPartners()...)
		w.section("kpis", w.advertMeasures()...)
	}
	if w.holds.career {
		w.section("career", w.running(p.CareerTo)...)
	}
	w.section("apply", ProseBlock{w.paragraph("book_advert_apply", "Organization", w.Organization)})
	w.Posting = w.posting()
}

// posted is the day from which the advert holds: when the role came into
// effect, or the day of the book where that is still to come or not known.
func (w *writer) posted() Day {
	if d := w.role.Effective; !d.IsZero() && d.Off <= 0 {
		return d
	}
	return w.book.Checked
}

// purpose is the overview down to its first paragraph: what follows there
// speaks of limits and of who checks whom.
func (w *writer) purpose() Prose {
	out := w.role.Overview
	if i := slices.IndexFunc(out.Paragraphs, func(p Paragraph) bool { return p.Kind == Para }); i >= 0 {
		out.Paragraphs = out.Paragraphs[:i+1]
	}
	return out
}

// proseBlocks is running text as blocks: none when there are no words.
func proseBlocks(p Prose) []Block {
	if p.IsZero() {
		return nil
	}
	return []Block{ProseBlock{p}}
}

// paragraph is a message as running text.
func (w *writer) paragraph(id string, pairs ...any) Prose {
	return Prose{Lang: w.Lang, Paragraphs: []Paragraph{{Inlines: w.label(id, pairs...).Inlines}}}
}

// advertDuties names the duties, with their tasks as far as the detail holds
// them. Notes are how the work is done inside.
func (w *writer) advertDuties() []Block {
	if len(w.role.Duties) == 0 {
		return nil
	}
	if w.holds.advertTasks == "" {
		list := Items{}
		for _, d := range w.role.Duties {
			list.Items = append(list.Items, Item{Text: d.Name})
		}
		return []Block{list}
	}
	rows := Rows{}
	for _, d := range w.role.Duties {
		row := Row{Label: d.Name}
		if tasks := itemsOf(w.advertTasks(d)); len(tasks.Items) > 0 {
			row.Blocks = []Block{tasks}
		}
		rows.Rows = append(rows.Rows, row)
	}
	return []Block{rows}
}

func (w *writer) advertTasks(d *Duty) []Text {
	var out []Text
	for _, t := range d.Tasks {
		if w.holds.advertTask(t) {
			out = append(out, t.Text)
		}
	}
	return out
}

// advertRequirements is what an applicant brings along: what is needed first,
// then what is welcome.
func (w *writer) advertRequirements() []Block {
	r := w.role.Requirements
	rows := Rows{}
	add := func(label string, texts []Text) {
		if len(texts) > 0 {
			rows.Rows = append(rows.Rows, Row{Label: w.label(label), Blocks: []Block{itemsOf(texts)}})
		}
	}
	add("book_education", lines(r.Education))
	add("book_experience", w.experienceLines())
	add("book_advert_needed", w.skillNames(true))
	if w.holds.preferred {
		add("book_advert_welcome", w.skillNames(false))
		add("book_certifications", r.Certifications)
		add("book_qualities", r.Qualities)
	}
	if len(rows.Rows) == 0 {
		return nil
	}
	return []Block{rows}
}

func (w *writer) experienceLines() []Text {
	var out []Text
	for _, e := range w.role.Requirements.Experience {
		out = append(out, bracketed(e.Text, w.book.locale.T("book_experience_years", "Years", e.Years), e.Years))
	}
	return out
}

// skillNames lists the skills that are needed, or those that are not, each with
// its level.
func (w *writer) skillNames(needed bool) []Text {
	var out []Text
	for _, s := range w.role.Requirements.Skills {
		if s.Required != needed {
			continue
		}
		level := ""
		if s.Level != nil {
			level = s.Level.Word
		}
		out = append(out, bracketed(s.Name, w.T("book_advert_level", "Level", level), level))
	}
	return out
}

// bracketed is a text with words in brackets behind it, unless there is nothing
// in them.
func bracketed(t Text, brackets, inside string) Text {
	if inside != "" {
		t.Inlines = append(slices.Clip(t.Inlines), Inline{Text: brackets})
	}
	return t
}

// advertPartners names whom the role works with, and what for.
func (w *writer) advertPartners() []Block {
	if len(w.role.Collaboration) == 0 {
		return nil
	}
	rows := Rows{}
	for _, c := range w.role.Collaboration {
		rows.Rows = append(rows.Rows, Row{Label: c.Name, Blocks: []Block{itemsOf(lines(c.Purpose))}})
	}
	return []Block{rows}
}

// advertMeasures names the figures that the work is measured by. What they aim
// at stays inside.
func (w *writer) advertMeasures() []Block {
	var names []Text
	for _, k := range w.role.KPIs {
		names = append(names, k.Name)
	}
	if len(names) == 0 {
		return nil
	}
	return []Block{itemsOf(names)}
}

// running names roles in running text.
func (w *writer) running(refs []RoleRef) []Block {
	names := w.book.nameList(refs)
	if names.IsZero() {
		return nil
	}
	return []Block{ProseBlock{Prose{Lang: names.Lang, Paragraphs: []Paragraph{{Inlines: names.Inlines}}}}}
}

// posting is the advert for search engines. It says what the document says.
func (w *writer) posting() *Posting {
	r := w.role.Requirements
	p := &Posting{
		Title: w.Title.Plain(), Organization: w.Organization, Reference: w.role.ID, Posted: w.posted().Date,
		Education:  r.Education.Plain(),
		Experience: allPlain(w.experienceLines(), "\n"),
		Months:     w.months(),
		Skills:     allPlain(w.skillNames(true), w.book.locale.T("list_separator")),

		Qualifications: r.Education.Plain(),
	}
	if w.holds.preferred {
		p.Qualifications = allPlain(slices.Concat(lines(r.Education), r.Certifications, r.Qualities), "\n")
	}
	var duties []string
	for _, d := range w.role.Duties {
		duties = append(duties, d.Name.Plain())
		for _, t := range w.advertTasks(d) {
			duties = append(duties, t.Plain())
		}
	}
	p.Responsibilities = strings.Join(duties, "\n")
	return p
}

// months is the longest experience that is asked for.
func (w *writer) months() int {
	years := 0.0
	for _, e := range w.book.catalog.Role(w.role.ID).Requirements.Experience {
		years = max(years, e.Years)
	}
	return int(years * 12)
}

func allPlain(texts []Text, separator string) string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = t.Plain()
	}
	return strings.Join(out, separator)
}
