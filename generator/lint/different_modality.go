package lint

import (
	"regexp"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// differentModality tells of sentences that bind more in one language than in
// another: must, must not and should have one word each in every language.
//
// A ban with an exception and a duty with a condition are often two ways to say
// one thing (no export without approval; 须经审批后方可导出; 承認に限る), so a
// version that restricts, denies or bans is not asked for a must, nor the other
// way round.
func differentModality(p *pass) {
	for t := range prose(p.Catalog) {
		if len(t.Versions) < 2 {
			continue
		}
		if v, m := oddModality(t); v != nil {
			p.warn(v.At, t.Path,
				diag.Msg("lint_different_modality", "Language", language(v.Lang), "Modality", diag.Msg("lint_modality_"+modalityNames[m])),
				diag.Msg("lint_different_modality_help", "Word", diag.Msg("lint_modality_"+modalityNames[m]+"_"+string(v.Lang))))
		}
	}
}

// modality is a set of ways in which a sentence binds.
type modality uint8

const (
	must modality = 1 << iota
	mustNot
	should
	restricts // only, unless, without: a must and a ban at once
)

var modalityNames = map[modality]string{must: "must", mustNot: "must_not", should: "should"}

// oddModality finds the first version that lacks what another says.
func oddModality(t catalog.Text) (*catalog.Version, modality) {
	var all modality
	has := make([]modality, len(t.Versions))
	for i, v := range t.Versions {
		has[i] = modalityOf(v)
		all |= has[i]
	}
	for _, m := range []modality{must, mustNot, should} {
		for i := range t.Versions {
			if all&m != 0 && !says(has[i], m) {
				return &t.Versions[i], m
			}
		}
	}
	return nil, 0
}

// says reports whether a version with these modalities says m, maybe in
// another form.
func says(has, m modality) bool {
	if m == should {
		return has&should != 0
	}
	return has&(must|mustNot|restricts) != 0
}

func modalityOf(v catalog.Version) modality {
	s := plain(v.Value)
	words := modalWords[v.Lang]
	for _, w := range words.none {
		s = strings.ReplaceAll(s, w, " ")
	}
	var out modality
	if words.mustNot.MatchString(s) {
		out |= mustNot
		s = words.mustNot.ReplaceAllString(s, " ")
	}
	for _, m := range []struct {
		words *regexp.Regexp
		says  modality
	}{{words.must, must}, {words.should, should}, {words.restricts, restricts}} {
		if m.words.MatchString(s) {
			out |= m.says
		}
	}
	return out
}

// modalities are the words of one language for each modality.
type modalities struct {
	none                             []string // words that look like one and are none
	must, mustNot, should, restricts *regexp.Regexp
}

var modalWords = map[catalog.Lang]modalities{
	catalog.Chinese: {
		none: []string{
			"无须", "毋须", "不须", "须知", "胡须", "应收", "应付", "应用", "响应", "对应", "相应", "供应", "适应", "反应", "应急", "应对", "应答", "应变",
			"效应", "应聘", "应届", "应有", "感应", "顺应", "回应", "呼应", "因应", "便宜", "适宜", "事宜", "应计", "应税", "应邀",
		},
		mustNot:   regexp.MustCompile(`不得|不可以|禁止|严禁|不准|不允许|不许|切勿|一律不`),
		must:      regexp.MustCompile(`须|务必`),
		should:    regexp.MustCompile(`应|宜`),
		restricts: regexp.MustCompile(`仅|只|方可|才[可能]|以外|之外|为限|不|未|无|凭`),
	},
	catalog.English: {
		mustNot:   regexp.MustCompile(`(?im)\b(must|may|shall) (not|never)\b|^no\b|\bmay no\b|\bnobody may\b|\b(prohibited|forbidden|banned)\b|\bnot (allowed|permitted)\b`),
		must:      regexp.MustCompile(`(?i)\b(must|shall|ha(s|ve) to|(is|are) (required|obliged) to)\b`),
		should:    regexp.MustCompile(`(?i)\b(should|ought to|advisable)\b`),
		restricts: regexp.MustCompile(`(?i)\b(only|without|unless|until|solely|beyond|other than|except|at most|at the latest|limited to|restricted to|no|none|nothing|nobody|not|never|needs?)\b`),
	},
	catalog.Japanese: {
		mustNot:   regexp.MustCompile(`[てで]は(ならない|いけない|なりません|いけません)|禁止|禁じ|禁ず|厳禁|ないこと|不可とする`),
		must:      regexp.MustCompile(`なければ(ならない|いけない|なりません)|ねばならない|必要がある`),
		should:    regexp.MustCompile(`望ましい|べき(で|だ|。)`),
		restricts: regexp.MustCompile(`限[るりっら]|のみ|だけ|しか|以外|ない|せず|要する`),
	},
}
