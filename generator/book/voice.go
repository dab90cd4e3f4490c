package book

import "rolebook/generator/locale"

// voice says messages in a language and a tone. A message may have a variant
// for a tone, by the key with the tone behind it (book_section_duties_friendly);
// where it has none, the plain key speaks for all.
type voice struct {
	locale *locale.Locale
	style  string
}

// T says a message; pairs are argument names and values.
func (v voice) T(id string, pairs ...any) string { return v.locale.T(v.key(id), pairs...) }

// N says a message that counts something.
func (v voice) N(id string, n int, pairs ...any) string {
	return v.locale.N(v.key(id), n, pairs...)
}

// optional says a message that not every tone has; it is empty without one.
func (v voice) optional(id string, pairs ...any) string {
	id = v.key(id)
	if !v.locale.Has(id) {
		return ""
	}
	return v.locale.T(id, pairs...)
}

// key is the message's variant for the tone, or the message itself.
func (v voice) key(id string) string {
	if own := id + "_" + v.style; v.locale.Has(own) {
		return own
	}
	return id
}

// number writes the number of a section or duty, empty where the tone counts
// none.
func (v voice) number(of string, n int) string {
	return v.optional("book_number_"+of, "Number", n)
}
