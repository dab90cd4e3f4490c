package analysis

import (
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// Rule looks for one kind of weakness in a catalog that is otherwise in order.
// It keeps nothing between calls.
type Rule struct {
	Code  diag.Code
	Check func(*Result, Options, *diag.List)
}

// Rules lists the rules. A new one is a file rule_<name>.go, its test, its
// messages and a line here.
var Rules = []Rule{
	{diag.MissingTranslation, missingTranslation},
	{diag.MissingGlyph, missingGlyph},
	{diag.OverdueReview, overdueReview},
	{diag.ExpiredException, expiredException},
	{diag.Limit, tooManySets},
}

// joined joins parts of a message with the language's own separator. Each is a
// string or a [diag.Message].
func joined(parts []any) any {
	if len(parts) == 1 {
		return parts[0]
	}
	last := len(parts) - 1
	return diag.Msg("lint_list", "Head", joined(parts[:last]), "Last", parts[last])
}

// language names a language in the reader's own.
func language(l catalog.Lang) diag.Message { return diag.Msg("lint_language_" + string(l)) }
