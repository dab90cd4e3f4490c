package book

import (
	"iter"
	"slices"

	"rolebook/generator/catalog"
)

// Form is how a document tells of a role: what for, how much, and in what tone.
// With the role and the language it names one document.
type Form struct {
	Scenario string // one of [Scenarios]
	Detail   catalog.Detail
	Style    string // one of [Styles]
}

// The tones of documents.
const (
	Formal   = "formal"   // a record: third person, numbered, である
	Concise  = "concise"  // for those who know: short headings, no lead-ins
	Friendly = "friendly" // speaks to the reader: 你, you, です・ます
)

// Styles lists the tones, the usual one first.
var Styles = []string{Formal, Concise, Friendly}

// Details lists the levels of detail of documents, from the least.
var Details = []string{string(catalog.Brief), string(catalog.Standard), string(catalog.Full)}

// scenario is a kind of document: its name in commands and file names, what a
// build writes of it, and the function that writes it.
type scenario struct {
	id    string
	built bool
	write func(*writer)
}

// scenarios is the one list of them, the usual one first.
var scenarios = []scenario{
	{"job-description", true, (*writer).jobDescription},
	{"onboarding", true, (*writer).onboarding},
	{"performance", true, (*writer).performance},
	{"recruitment", false, (*writer).recruitment},
	{"access-review", false, (*writer).accessReview},
}

// Scenarios lists the documents a role has, by their names in commands and
// file names.
var Scenarios = func() (ids []string) {
	for _, s := range scenarios {
		ids = append(ids, s.id)
	}
	return ids
}()

// Built lists the scenarios that a build writes documents of, in that order.
var Built = func() (ids []string) {
	for _, s := range scenarios {
		if s.built {
			ids = append(ids, s.id)
		}
	}
	return ids
}()

// Documents writes every document that a build writes of every role, in the
// order of roles, one when it is asked for.
func (b *Book) Documents() iter.Seq[*Document] {
	return func(yield func(*Document) bool) {
		for _, r := range b.Roles {
			for d := range r.Documents() {
				if !yield(d) {
					return
				}
			}
		}
	}
}

// Documents writes the documents that a build writes of the role, in the order
// of [Scenarios]: standard and formal.
func (p *RolePage) Documents() iter.Seq[*Document] {
	return func(yield func(*Document) bool) {
		for _, s := range scenarios {
			if s.built && !yield(p.Document(Form{s.id, catalog.Standard, Formal})) {
				return
			}
		}
	}
}

// Document writes one document of the role. Scenario, detail and style are ones
// that there are.
func (p *RolePage) Document(f Form) *Document {
	i := slices.IndexFunc(scenarios, func(s scenario) bool { return s.id == f.Scenario })
	w := newWriter(p, f)
	scenarios[i].write(w)
	return w.Document
}
