package book

// writer writes one document about a role: in a voice, as much as the detail
// holds. Scenarios are its methods.
type writer struct {
	voice
	*Document
	role  *RolePage
	book  *Book
	holds contents
}

// newWriter begins a document: everything but its facts and sections.
func newWriter(p *RolePage, f Form) *writer {
	b := p.book
	w := &writer{voice: voice{b.locale, f.Style}, role: p, book: b, holds: holds(f.Detail)}
	w.Document = &Document{
		Role: p.ID, Scenario: f.Scenario, Detail: string(f.Detail), Style: f.Style, Lang: b.Tag,
		File:         p.ID + "." + b.Key + "." + f.Scenario + ".pdf",
		Kind:         w.T("book_doc_" + key(f.Scenario)),
		Title:        p.Name,
		Aliases:      p.Aliases,
		Organization: b.Organization.Plain(),
		FooterNote:   p.footer(),
		PageOf:       b.locale.T("book_doc_page_of"),
		Modified:     b.on.String(),
	}
	if p.Effective.Date != "" {
		w.Modified = p.Effective.Date
	}
	return w
}

// fact adds an entry to the identity block. One without a value is kept, with a
// dash, so that the block looks the same for every role.
func (w *writer) fact(label string, value Text) {
	if value.IsZero() {
		value = w.words("–")
	}
	w.Facts = append(w.Facts, Fact{Label: w.T(label), Value: value})
}

// section adds a part, unless it is empty. Its title is the scenario's own
// (book_section_onboarding_duties) or the one that all share
// (book_section_duties); a lead-in (book_lead_onboarding_duties) comes first
// where the voice has one. It returns the section, to be changed; nil if empty.
func (w *writer) section(id string, blocks ...Block) *Section {
	if len(blocks) == 0 {
		return nil
	}
	if lead := w.own("book_lead_", id); lead != "" {
		blocks = append([]Block{Note{w.words(lead)}}, blocks...)
	}
	w.Sections = append(w.Sections, Section{
		ID: id, Number: w.number("section", len(w.Sections)+1), Title: w.own("book_section_", id), Blocks: blocks,
	})
	return &w.Sections[len(w.Sections)-1]
}

// onOwnPage begins a page with a section, if there is one.
func (w *writer) onOwnPage(s *Section) {
	if s != nil {
		s.OwnPage = true
	}
}

// own says a message that the scenario may have its own version of; empty if
// there is none at all.
func (w *writer) own(prefix, id string) string {
	if s := w.optional(prefix + key(w.Scenario) + "_" + key(id)); s != "" {
		return s
	}
	return w.optional(prefix + key(id))
}

// words wraps a string that the program itself says.
func (w *writer) words(s string) Text { return w.book.words(s) }

// optionalWords is words, or nothing for an empty string.
func (w *writer) optionalWords(s string) Text { return w.book.optionalWords(s) }

// label is a message as a text.
func (w *writer) label(id string, pairs ...any) Text { return w.words(w.T(id, pairs...)) }

// column describes a column of a table by the message that heads it.
func (w *writer) column(id string, weight float64) Column {
	return Column{Title: w.T(id), Weight: weight}
}

// lines makes a cell of texts, one below the other; texts without words are
// left out.
func cellOf(texts ...Text) TableCell {
	var c TableCell
	for _, t := range texts {
		c.Lines = append(c.Lines, lines(t)...)
	}
	return c
}

// cell makes a cell of a string of the program.
func (w *writer) cell(s string) TableCell { return cellOf(w.optionalWords(s)) }

// lines is a text as the lines of a cell: none when there are no words.
func lines(t Text) []Text {
	if t.IsZero() {
		return nil
	}
	return []Text{t}
}

// signatures makes lines to sign on, by the messages that name the signers.
func (w *writer) signatures(signers ...string) Signatures {
	out := Signatures{Date: w.T("book_sign_date")}
	for _, id := range signers {
		out.Signers = append(out.Signers, w.T(id))
	}
	return out
}
