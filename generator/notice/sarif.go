package notice

import (
	"encoding/json"
	"io"
	"net/url"
	"strings"

	"rolebook/generator/source"
)

// The part of SARIF 2.1.0 (OASIS) that reports need.
type (
	// SARIFLog is a whole file.
	SARIFLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []SARIFRun `json:"runs"`
	}
	// SARIFRun is one run of the program.
	SARIFRun struct {
		Tool struct {
			Driver SARIFDriver `json:"driver"`
		} `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Language   string        `json:"language,omitempty"`
		Results    []SARIFResult `json:"results"`
	}
	// SARIFDriver names the program and the rules its results refer to.
	SARIFDriver struct {
		Name  string      `json:"name"`
		Rules []SARIFRule `json:"rules"`
	}
	// SARIFRule describes a kind of result.
	SARIFRule struct {
		ID                   string              `json:"id"`
		ShortDescription     *SARIFMessage       `json:"shortDescription,omitempty"`
		FullDescription      *SARIFMessage       `json:"fullDescription,omitempty"`
		DefaultConfiguration *SARIFConfiguration `json:"defaultConfiguration,omitempty"`
	}
	// SARIFConfiguration says how grave results of a rule are unless they say
	// otherwise.
	SARIFConfiguration struct {
		Level string `json:"level"` // error, warning, note
	}
	// SARIFResult is one problem or finding.
	SARIFResult struct {
		RuleID           string             `json:"ruleId"`
		Level            string             `json:"level"` // error, warning, note
		Message          SARIFMessage       `json:"message"`
		Locations        []SARIFLocation    `json:"locations,omitempty"`
		RelatedLocations []SARIFLocation    `json:"relatedLocations,omitempty"`
		Fingerprints     map[string]string  `json:"partialFingerprints"`
		BaselineState    string             `json:"baselineState,omitempty"` // new, unchanged
		Suppressions     []SARIFSuppression `json:"suppressions,omitempty"`
	}
	// SARIFMessage is a text.
	SARIFMessage struct {
		Text string `json:"text"`
	}
	// SARIFLocation is a place with an optional word on it.
	SARIFLocation struct {
		PhysicalLocation struct {
			ArtifactLocation struct {
				URI string `json:"uri"`
			} `json:"artifactLocation"`
			Region *SARIFRegion `json:"region,omitempty"`
		} `json:"physicalLocation"`
		Message *SARIFMessage `json:"message,omitempty"`
	}
	// SARIFRegion is a stretch of a file, 1-based.
	SARIFRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	// SARIFSuppression says that somebody accepted a result.
	SARIFSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification,omitempty"`
	}
)

// fingerprintName is the key of fingerprints; the number changes with how they
// are made.
const fingerprintName = "rolebook/v1"

// SARIF writes the report as a log with one run. Columns count characters.
func (r *Report) SARIF(w io.Writer) error {
	run := SARIFRun{ColumnKind: "unicodeCodePoints", Language: r.Language, Results: []SARIFResult{}}
	run.Tool.Driver = SARIFDriver{Name: "Rolebook", Rules: []SARIFRule{}}
	for _, rule := range r.Rules {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule(rule))
	}
	for _, s := range r.Suites {
		for _, n := range s.Notices {
			if n.State != Passed {
				run.Results = append(run.Results, r.sarifResult(n))
			}
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(SARIFLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []SARIFRun{run},
	})
}

func sarifRule(rule Rule) SARIFRule {
	out := SARIFRule{ID: rule.ID, ShortDescription: &SARIFMessage{rule.What}}
	if rule.Why != "" {
		out.FullDescription = &SARIFMessage{rule.Why}
	}
	if rule.Level != "" {
		out.DefaultConfiguration = &SARIFConfiguration{string(rule.Level)}
	}
	return out
}

func (r *Report) sarifResult(n Notice) SARIFResult {
	out := SARIFResult{
		RuleID: n.Rule, Level: string(n.Level), Message: SARIFMessage{strings.Join(append([]string{n.Text}, n.More...), "\n")},
		Fingerprints: map[string]string{fingerprintName: r.fingerprint(n.Entry)},
	}
	if n.At.File != "" {
		out.Locations = []SARIFLocation{r.sarifPlace(n.At, "")}
	}
	for _, x := range n.Related {
		out.RelatedLocations = append(out.RelatedLocations, r.sarifPlace(x.At, x.Text))
	}
	if n.Reason != "" {
		out.Suppressions = []SARIFSuppression{{Kind: "external", Justification: n.Reason}}
	}
	if r.compared {
		out.BaselineState = map[bool]string{true: "unchanged", false: "new"}[n.State == Known]
	}
	return out
}

func (r *Report) sarifPlace(s source.Span, text string) SARIFLocation {
	var l SARIFLocation
	l.PhysicalLocation.ArtifactLocation.URI = (&url.URL{Path: r.Root + s.File}).String()
	if s.Start.Line > 0 {
		l.PhysicalLocation.Region = &SARIFRegion{s.Start.Line, s.Start.Column, s.End.Line, s.End.Column}
	}
	if text != "" {
		l.Message = &SARIFMessage{text}
	}
	return l
}
