// Package lint tells authors what is weak in a catalog that is otherwise in
// order: warnings, none of which changes a result.
//
// Start at [Check]. A rule is one file with one function; [Rules] lists them.
// An author switches rules off, or accepts a warning in one place with a
// reason, in catalog.yaml. Words are judged by lists and counts, never by
// grammar: a rule would rather miss something than cry wolf.
package lint

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// Rule looks for one kind of weakness. It keeps nothing between calls.
type Rule struct {
	Code  diag.Code
	Check func(*pass)
}

// Rules lists the rules. A new one is a file, its code in diag, its messages
// and explanation, its cases in testdata and a line here.
var Rules = []Rule{
	{diag.MissingTranslation, missingTranslation},
	{diag.MissingGlyph, missingGlyph},
	{diag.OverdueReview, overdueReview},
	{diag.ExpiredException, expiredException},
	{diag.Limit, tooManySets},
	{diag.OneSidedCollaboration, oneSidedCollaboration},
	{diag.VagueTarget, vagueTarget},
	{diag.DutySize, dutySize},
	{diag.GrantWithoutDuty, grantWithoutDuty},
	{diag.UnguardedGrant, unguardedGrant},
	{diag.EmptyPhrase, emptyPhrase},
	{diag.UnevenLength, unevenLength},
	{diag.DifferentNumbers, differentNumbers},
	{diag.DifferentModality, differentModality},
	{diag.ForeignPunctuation, foreignPunctuation},
	{diag.DiscouragedTerm, discouragedTerm},
}

// Options is what rules depend on besides the catalog.
type Options struct {
	// HasGlyph reports whether documents in a language can show a character.
	// When nil, nobody asks.
	HasGlyph func(catalog.Lang, rune) bool

	// Role, when given, is the only one that is new: what all others say was
	// judged before, and the wording of their texts is not judged again.
	Role *catalog.Role
}

// Check runs the rules that the catalog has not switched off, side by side, and
// gives their warnings, sorted, without those that the catalog ignores.
func Check(r *analysis.Result, opt Options) diag.List {
	passes := make([]*pass, 0, len(Rules))
	var wg sync.WaitGroup
	for _, rule := range Rules {
		if slices.Contains(r.Catalog.Lint.Off, string(rule.Code)) {
			continue
		}
		p := &pass{Result: r, Options: opt, code: rule.Code}
		if opt.Role != nil && slices.Contains(wording, rule.Code) {
			p.Result = narrowed(r, opt.Role)
		}
		passes = append(passes, p)
		wg.Go(func() { rule.Check(p) })
	}
	wg.Wait()
	return accept(r.Catalog, opt.Role, passes)
}

// wording lists the rules that judge each text alone: most of the work.
var wording = []diag.Code{
	diag.MissingGlyph, diag.EmptyPhrase, diag.UnevenLength, diag.DifferentNumbers, diag.DifferentModality,
	diag.ForeignPunctuation, diag.DiscouragedTerm,
}

// narrowed is a result whose catalog has the texts of one role alone.
func narrowed(r *analysis.Result, role *catalog.Role) *analysis.Result {
	result, cat := *r, *r.Catalog
	cat.Roles = []*catalog.Role{role}
	cat.Functions, cat.Rules, cat.Exceptions, cat.Processes = nil, nil, nil, nil
	result.Catalog = &cat
	return &result
}

// pass is one rule's way through a catalog.
type pass struct {
	*analysis.Result
	Options
	code  diag.Code
	found diag.List
}

// warn notes a warning about an item.
func (p *pass) warn(at source.Span, item string, msg diag.Message, help ...diag.Message) {
	p.found = append(p.found, diag.Diagnostic{Code: p.code, Severity: diag.Warning, Msg: msg, At: at, Item: item, Help: help})
}

// relate adds a second place to the last warning.
func (p *pass) relate(at source.Span, msg diag.Message) {
	last := &p.found[len(p.found)-1]
	last.Related = append(last.Related, diag.Related{At: at, Msg: msg})
}

// accept leaves out what the catalog ignores, and tells of ignores that are not
// needed (any more); where a role is given, of those in its file.
func accept(cat *catalog.Catalog, role *catalog.Role, passes []*pass) diag.List {
	var list diag.List
	used := map[*catalog.Ignore]bool{}
	for _, p := range passes {
		for _, w := range p.found {
			if i := ignoreOf(cat, w); i != nil {
				used[i] = true
			} else {
				list = append(list, w)
			}
		}
	}
	if !slices.Contains(cat.Lint.Off, string(diag.UnusedIgnore)) {
		for _, i := range cat.Lint.Ignore {
			if !used[i] && (role == nil || i.File == role.File) {
				list.Warn(diag.UnusedIgnore, i.At, diag.Msg("lint_unused_ignore", "Code", i.Code), diag.Msg("lint_unused_ignore_help"))
			}
		}
	}
	list.Sort()
	return list
}

func ignoreOf(cat *catalog.Catalog, w diag.Diagnostic) *catalog.Ignore {
	for _, i := range cat.Lint.Ignore {
		if i.Code == string(w.Code) && i.File == w.At.File && within(w.Item, i.Item) {
			return i
		}
	}
	return nil
}

// within reports whether the item is the outer one or a part of it; everything
// is part of the file, whose name is empty.
func within(item, outer string) bool {
	rest, ok := strings.CutPrefix(item, outer)
	return ok && (outer == "" || rest == "" || rest[0] == '.' || rest[0] == '[')
}

// language names a language in the reader's own.
func language(l catalog.Lang) diag.Message { return diag.Msg("lint_language_" + string(l)) }

// entry names an item of a list that has no id.
func entry(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }
