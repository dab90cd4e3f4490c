package analysis

import "rolebook/generator/diag"

// missingTranslation tells of texts that were not written in every language of
// the catalog.
func missingTranslation(r *Result, _ Options, out *diag.List) {
	for _, m := range r.Coverage.TranslationsMissing {
		var names, keys []any
		for _, l := range m.Languages {
			names = append(names, language(l))
			keys = append(keys, string(l))
		}
		shown := m.Text.Versions[0].Lang
		out.Warn(diag.MissingTranslation, m.Text.At,
			diag.Msg("lint_missing_translation", "Languages", joined(names)),
			diag.Msg("lint_missing_translation_help", "Keys", joined(keys), "Shown", language(shown)))
	}
}
