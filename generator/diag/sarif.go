package diag

import (
	"encoding/json"
	"io"
	"net/url"
	"slices"
	"strings"

	"rolebook/generator/source"
)

// The part of SARIF 2.1.0 (OASIS) that diagnostics and findings need.
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

// NewSARIF makes a log with one run without results. Columns count characters.
func NewSARIF(language string) *SARIFLog {
	run := SARIFRun{ColumnKind: "unicodeCodePoints", Language: language, Results: []SARIFResult{}}
	run.Tool.Driver = SARIFDriver{Name: "Rolebook", Rules: []SARIFRule{}}
	return &SARIFLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []SARIFRun{run},
	}
}

// Write writes the log as JSON.
func (l *SARIFLog) Write(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(l)
}

// SARIFPlace makes the location of a span; root is put before the file name.
func SARIFPlace(s source.Span, root string, msg string) SARIFLocation {
	var l SARIFLocation
	l.PhysicalLocation.ArtifactLocation.URI = (&url.URL{Path: root + s.File}).String()
	if s.Start.Line > 0 {
		l.PhysicalLocation.Region = &SARIFRegion{s.Start.Line, s.Start.Column, s.End.Line, s.End.Column}
	}
	if msg != "" {
		l.Message = &SARIFMessage{msg}
	}
	return l
}

// SARIF writes diagnostics as a SARIF log. Language is a BCP 47 tag.
func SARIF(w io.Writer, list List, say Localizer, language, root string) error {
	log := NewSARIF(language)
	run := &log.Runs[0]
	for _, d := range list {
		r := SARIFResult{RuleID: string(d.Code), Level: d.Severity.String()}
		lines := []string{say.Message(d.Msg)}
		for _, h := range d.Help {
			lines = append(lines, say.Message(h))
		}
		r.Message.Text = strings.Join(lines, "\n")
		if d.At.File != "" {
			r.Locations = []SARIFLocation{SARIFPlace(d.At, root, "")}
		}
		for _, rel := range d.Related {
			r.RelatedLocations = append(r.RelatedLocations, SARIFPlace(rel.At, root, say.Message(rel.Msg)))
		}
		run.Results = append(run.Results, r)
		if !slices.ContainsFunc(run.Tool.Driver.Rules, func(x SARIFRule) bool { return x.ID == r.RuleID }) {
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule(d.Code, say))
		}
	}
	slices.SortFunc(run.Tool.Driver.Rules, func(a, b SARIFRule) int { return strings.Compare(a.ID, b.ID) })
	return log.Write(w)
}

// sarifRule describes a code by its documentation.
func sarifRule(c Code, say Localizer) SARIFRule {
	return SARIFRule{
		ID:                   string(c),
		ShortDescription:     &SARIFMessage{say.Message(Explain(c, "what"))},
		FullDescription:      &SARIFMessage{say.Message(Explain(c, "why"))},
		DefaultConfiguration: &SARIFConfiguration{c.Severity().String()},
	}
}
