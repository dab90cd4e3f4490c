package book

import (
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/change"
)

// values says the words of a fact as readers know them; role is the one that
// they are about, if any.
func (w *changeWriter) values(role string, k change.Key, ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = w.value(role, k, id)
	}
	return out
}

func (w *changeWriter) value(role string, k change.Key, id string) string {
	switch k {
	case change.KeyDuties:
		return w.duty(role, id)
	case change.KeyModule:
		return w.module(id)
	case change.KeyClass:
		return w.class(id)
	case change.KeyFamily:
		return w.family(id)
	case change.KeyActions:
		return w.action(id)
	case change.KeyFunctions:
		return w.function(id)
	case change.KeyRoles, change.KeyReportsTo, change.KeyInherits, change.KeyCareerFrom, change.KeyCareerTo:
		return w.role(id)
	case change.KeyAny, change.KeyCan, change.KeyCannot:
		return w.access(id)
	case change.KeyEffective, change.KeyReviewLast, change.KeyUntil:
		return w.date(id)
	}
	return w.word(k, id)
}

// word says a word of the format in the reader's language.
func (w *changeWriter) word(k change.Key, id string) string {
	message := map[change.Key]string{
		change.KeyLanguages: "book_language_", change.KeySeverity: "book_severity_", change.KeyStatus: "book_status_",
		change.KeyReviewEvery: "book_every_", change.KeyDetail: "change_detail_", change.KeyLevel: "book_level_",
		change.KeyPeriod: "book_period_", change.KeyMitigates: "change_flag_", change.KeyRequired: "change_flag_",
		change.KeyNoIndex: "change_flag_", change.KeyCSP: "change_flag_",
	}[k]
	if message == "" {
		return id
	}
	return w.t(message + key(id))
}

// access says "<action> <object> @<scope>" in names.
func (w *changeWriter) access(s string) string {
	parts := strings.Fields(s)
	says := w.t("book_action_on_object", "Action", w.action(parts[0]), "Object", w.object(parts[1]))
	if len(parts) > 2 {
		says = w.joined(says, w.scope(strings.TrimPrefix(parts[2], "@")))
	}
	return says
}

func (w *changeWriter) date(s string) string {
	d, err := catalog.ParseDate(s)
	if err != nil { // the catalog's own words are dates already
		return s
	}
	return w.book.locale.Date(d)
}
