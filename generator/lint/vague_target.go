package lint

import (
	"regexp"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// vagueTarget tells of KPIs whose target nobody can hold a result against: a
// text with no figure and no comparison with another period in any language.
func vagueTarget(p *pass) {
	for _, role := range p.Catalog.Roles {
		for _, k := range role.KPIs {
			t := k.Target.Text
			if !k.Target.Measurable() && !t.IsZero() && !measurable(t) {
				p.warn(t.At, t.Path, diag.Msg("lint_vague_target", "KPI", k.ID), diag.Msg("lint_vague_target_help"))
			}
		}
	}
}

func measurable(t catalog.Text) bool {
	for _, v := range t.Versions {
		if figure.MatchString(v.Value) || comparisons[v.Lang].MatchString(v.Value) {
			return true
		}
	}
	return false
}

// figure matches digits and the counts that people write as words.
var figure = regexp.MustCompile(`\p{Nd}|零|ゼロ|百分之|[一两二三四五六七八九十][个天日周月割件回]|(?i)\b(zero|half|one|two|three|four|five|six|seven|eight|nine|ten)\b`)

// comparisons are the words by which each language compares with another time.
var comparisons = map[catalog.Lang]*regexp.Regexp{
	catalog.Chinese:  regexp.MustCompile(`同比|环比|比上|较上|上一?[年季月周期]|逐[年季月周期]|去年|前期`),
	catalog.English:  regexp.MustCompile(`(?i)\b(year|quarter|month|week)\b.*\b(on|over|by|before)\b|\b(previous|prior|last|preceding) (year|half-year|quarter|month|week|period)\b`),
	catalog.Japanese: regexp.MustCompile(`前年|前期|前四半期|前半期|前月|前週|前回|(年|半期|四半期|月|週|期)ごとに`),
}
