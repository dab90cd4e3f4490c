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
	advises   // recommends, best, 应对: maybe a should
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
		return has&(should|advises) != 0
	}
	return has&(must|mustNot|restricts) != 0
}

func modalityOf(v catalog.Version) modality {
	words := modalWords[v.Lang]
	s := words.rewrite.Replace(strings.ToLower(plain(v.Value)))
	var out modality
	if words.mustNot.MatchString(s) {
		out |= mustNot
		s = words.mustNot.ReplaceAllString(s, " ")
	}
	for _, m := range []struct {
		words *regexp.Regexp
		says  modality
	}{{words.must, must}, {words.should, should}, {words.restricts, restricts}, {words.advises, advises}} {
		if m.words.MatchString(s) {
			out |= m.says
		}
	}
	return out
}

// modalities are the words of one language for each modality.
type modalities struct {
	// rewrite takes out words that look like one and are none, from left to
	// right, the first of the list that fits: 必须知道 holds 必须, not 须知.
	rewrite                                   *strings.Replacer
	must, mustNot, should, restricts, advises *regexp.Regexp
}

var modalWords = map[catalog.Lang]modalities{
	catalog.Chinese: {
		rewrite: strings.NewReplacer(append([]string{"必须", "必须", "应当", "应当", "应该", "应该", "对应当前", " ", "对应当", "应当"}, blank(
			"无须", "毋须", "不须", "须知", "胡须", "应收", "响应", "对应", "相应", "供应", "适应", "反应", "应急", "应答", "应变", "应用",
			"效应", "应聘", "应届", "应有的", "感应", "顺应", "回应", "呼应", "因应", "应计", "应税", "应邀", "应付款", "应付账", "应付票",
			"便宜", "适宜", "事宜", "权宜",
		)...)...),
		mustNot:   regexp.MustCompile(`不得|不可以|禁止|严禁|不准|不允许|不许|切勿|一律不`),
		must:      regexp.MustCompile(`须|务必`),
		should:    regexp.MustCompile(`应(?:[^对付]|$)|宜`),
		restricts: regexp.MustCompile(`仅|只|方可|才[可能]|以外|之外|为限|不|未|无|凭|需|必|一律|勿|避免|拒绝`),
		advises:   regexp.MustCompile(`应[对付]|建议|推荐|最好|尽量|尽可能|原则上`),
	},
	catalog.English: {
		rewrite: strings.NewReplacer("no later than", "at the latest", "not later than", "at the latest", "must-have", " ", "no. ", " ",
			"no more than", "at most", "not more than", "at most", "no less than", " ", "no fewer than", " ", "no earlier than", "only", "not only", " "),
		mustNot:   regexp.MustCompile(`(?m)\b(must|may|shall) (not|never)\b|\bmustn[’']t\b|^no\b|\bmay no\b|\bnobody may\b|\b(prohibited|forbidden|banned)\b|\bnot (allowed|permitted)\b`),
		must:      regexp.MustCompile(`\b(must|shall|ha(s|ve) to|(is|are) (required|obliged) to)\b`),
		should:    regexp.MustCompile(`\b(should|ought to|advisable)\b`),
		restricts: regexp.MustCompile(`\b(only|without|unless|until|solely|beyond|other than|except|at most|at the latest|limited to|restricted to|no|none|nothing|nobody|not|never|needs?|cannot|can[’']t|required?|requires|necessary|mandatory|compulsory|refuse[sd]?|rejects?|prevents?|blocks?|bars|forbids?|prohibits?|bans?|den(y|ies)|avoids?)\b`),
		advises:   regexp.MustCompile(`\b(recommend(s|ed)?|advise[sd]?|preferabl[ey]|ideally|if possible|in principle|better|best)\b`),
	},
	catalog.Japanese: {
		rewrite:   strings.NewReplacer("なくては", "なければ"),
		mustNot:   regexp.MustCompile(`[てで]は(ならない|いけない|なりません|いけません)|禁止|禁じ|禁ず|厳禁|ないこと(?:。|とする|$)|不可とする`),
		must:      regexp.MustCompile(`なければ(ならない|いけない|なりません|いけません)|ねば(ならない|なりません)|必要がある`),
		should:    regexp.MustCompile(`望ましい|べき(で|だ|。)`),
		restricts: regexp.MustCompile(`限[るりっら]|のみ|だけ|しか|以外|ない|なく|なし|せず|要する|要す。|必要|必須|必ず|義務|不可|こと。?$|こと。|ものと(する|します)|ください|拒否|拒む|断る|防ぐ|防止|避け|禁`),
		advises:   regexp.MustCompile(`推奨|勧め|望まし|好ましい|[方ほ]う?がよい|べき|原則として|努め`),
	},
}

// blank pairs each word with a space, which a replacer writes in its place.
func blank(words ...string) []string {
	var pairs []string
	for _, w := range words {
		pairs = append(pairs, w, " ")
	}
	return pairs
}
