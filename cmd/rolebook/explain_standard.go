package main

import "strings"

// reports lists what prints a result that can be explained: commands, and
// their flags where these ask for a report of its own. Each has the messages
// cli_report_<key>_what and _why.
var reports = []string{"matrix", "can", "who-can", "sod", "people", "process", "repair", "coverage", "review", "test", "mutate", "compare", "diff", "describe"}

// standards names, for everything that can be explained, what it rests on: the
// messages cli_standard_<name>. Some rules are this program's own.
var standards = map[string][]string{
	"syntax":                  {"yaml"},
	"encoding":                {"utf8", "yaml"},
	"limit":                   {},
	"duplicate-key":           {"yaml"},
	"unknown-key":             {"schema"},
	"missing-key":             {"schema"},
	"wrong-type":              {"schema"},
	"bad-value":               {"schema"},
	"id-mismatch":             {},
	"duplicate-id":            {},
	"unknown-reference":       {},
	"cycle":                   {"hierarchy"},
	"not-applicable":          {"permission"},
	"missing-translation":     {"language_of_parts"},
	"missing-glyph":           {"glyphs"},
	"overdue-review":          {"ac2", "ac6_7", "iso27001_access_rights"},
	"expired-exception":       {"ca5", "ra7"},
	"one-sided-collaboration": {"interaction"},
	"vague-target":            {"measurable"},
	"duty-size":               {},
	"grant-without-duty":      {"ac6"},
	"unguarded-grant":         {"ac6", "iso27001_classification"},
	"empty-phrase":            {"plain_language"},
	"uneven-length":           {"revision"},
	"different-numbers":       {"revision"},
	"different-modality":      {"verbal_forms", "revision"},
	"foreign-punctuation":     {"punctuation"},
	"discouraged-term":        {"terms"},
	"unused-ignore":           {},

	"role":        {"ac5", "ac6"},
	"combination": {"ssd", "ac5"},
	"open":        {"ac5", "iso27001_segregation"},
	"mitigated":   {"ac3_2", "ac5"},
	"excepted":    {"ra7", "ca5"},
	"expired":     {"ca5", "ra7"},

	"matrix":   {"review_functions", "ac6"},
	"can":      {"review_functions"},
	"who-can":  {"review_functions"},
	"sod":      {"ssd", "ac5", "xacml", "iso27001_segregation"},
	"people":   {"ssd", "ac5", "ac2"},
	"process":  {"ssd", "ac5"},
	"repair":   {"ac5", "ac6", "ra7"},
	"coverage": {"ac6", "ac2"},
	"review":   {"ac2", "ac6_7", "iso27001_access_rights"},
	"test":     {"ca2"},
	"mutate":   {"ca2", "ac5"},
	"compare":  {"review_functions", "ac6", "ac6_7"},
	"diff":     {"cm3", "ac6_7"},
	"describe": {"ps9"},
}

// ruleStandards are what every rule of a catalog rests on.
var ruleStandards = []string{"ssd", "ac5", "iso27001_segregation"}

// standardLines names standards under a heading, a line each; nothing where
// there are none.
func (a *app) standardLines(names []string) string {
	if len(names) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n" + a.say.T("cli_explain_standard") + "\n\n")
	for _, name := range names {
		b.WriteString("  " + a.say.T("cli_standard_"+name) + "\n")
	}
	return b.String()
}
