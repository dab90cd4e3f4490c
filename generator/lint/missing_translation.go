package lint

import "rolebook/generator/diag"

// missingTranslation tells of texts that were not written in every language of
// the catalog.
func missingTranslation(p *pass) {
	for _, m := range p.Coverage.TranslationsMissing {
		var names, keys []any
		for _, l := range m.Languages {
			names = append(names, language(l))
			keys = append(keys, string(l))
		}
		shown := m.Text.Versions[0].Lang
		p.warn(m.Text.At, m.Text.Path,
			diag.Msg("lint_missing_translation", "Languages", diag.Join(names)),
			diag.Msg("lint_missing_translation_help", "Keys", diag.Join(keys), "Shown", language(shown)))
	}
}
