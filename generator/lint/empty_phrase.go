package lint

import (
	"regexp"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// emptyPhrase tells of tasks whose first words (in Japanese the last ones) say
// that somebody has to do with a matter, but not what is done.
func emptyPhrase(p *pass) {
	for _, role := range p.Catalog.Roles {
		for _, t := range tasks(role) {
			for _, v := range t.Versions {
				s := strings.TrimSpace(v.Value)
				if m := emptyPhrases[v.Lang].FindStringSubmatch(s); m != nil && !things.MatchString(s) {
					p.warn(v.At, t.Path, diag.Msg("lint_empty_phrase", "Phrase", m[1]), diag.Msg("lint_empty_phrase_help"))
				}
			}
		}
	}
}

// emptyPhrases are words that stand for an action without naming one. The first
// group is the phrase.
var emptyPhrases = map[catalog.Lang]*regexp.Regexp{
	catalog.Chinese:  regexp.MustCompile(`^((?:全面|主要|具体|积极|认真|切实|牵头)*(?:负责|协助|参与|配合|进行|做好|搞好|从事|承担))`),
	catalog.English:  regexp.MustCompile(`(?i)^((?:be |is |are )?(?:fully |mainly |primarily )?(?:responsible for|accountable for|in charge of|tasked with|involved in|helps?( to| with)?|assists?( in| with)?|ensures? that|make sure( that)?|participates? in|takes? part in|works? on|deals? with|takes? care of|supports?))\b`),
	catalog.Japanese: regexp.MustCompile(`(を担当(する|します)?|を担う|を行(う|います|なう|ないます)|をサポート(する|します)?|を補佐(する|します)|に(従事|関与|参画)(する|します)|に(携わ|関わ)(る|ります)|に努め(る|ます))。?$`),
}

// things are persons and matters whose names begin like an empty phrase.
var things = regexp.MustCompile(`^(负责(人|部门|范围)|(参与|承担)[人者方]|进行中|配合[比度]|(?i)(support|help) ?(tickets?|requests?|cases?|calls?|contracts?|agreements?|teams?|desks?|cent(re|er)s?|pages?|texts?|quer(y|ies))\b)`)
