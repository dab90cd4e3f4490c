package analysis_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/generator/source"
)

// contractFinding is a finding as the contract writes it, without paths.
type contractFinding struct {
	Rule      string   `json:"rule"`
	Kind      string   `json:"kind"`
	Roles     []string `json:"roles"`
	Severity  string   `json:"severity"`
	Status    string   `json:"status"`
	Functions []string `json:"functions"`
	Exception *struct {
		Until   string `json:"until"`
		Expired bool   `json:"expired"`
	} `json:"exception"`
}

// TestContract analyses the small catalog that uses every key of the format.
func TestContract(t *testing.T) {
	t.Parallel()
	const dir = "../load/testdata/contract/mini"
	files, err := source.Read(t.Context(), os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	cat, list := load.Load(t.Context(), files)
	if cat == nil {
		t.Fatalf("the catalog is refused: %v", list)
	}
	r := analysis.Run(cat, catalog.Date{Year: 2026, Month: 11, Day: 22})
	var want struct{ Findings []contractFinding }
	data, err := os.ReadFile(dir + "/expected-sod.json")
	if err == nil {
		err = json.Unmarshal(data, &want)
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Findings, contractFindings(t, r)); diff != "" {
		t.Errorf("findings differ (-want +got):\n%s", diff)
	}
	for _, test := range r.Tests {
		if !test.Passed() {
			t.Errorf("an access test fails: %+v", test.Entries)
		}
	}
}

func contractFindings(t *testing.T, r *analysis.Result) []contractFinding {
	t.Helper()
	var out []contractFinding
	for _, f := range r.Findings {
		c := contractFinding{Rule: f.Rule.ID, Kind: string(f.Kind()), Severity: string(f.Severity()), Status: f.Status.String()}
		for _, role := range f.Roles {
			c.Roles = append(c.Roles, role.ID)
		}
		for _, p := range f.Functions() {
			c.Functions = append(c.Functions, p.ID)
		}
		if f.Exception != nil {
			text, err := json.Marshal(map[string]any{"until": f.Exception.Until, "expired": f.Expired})
			if err == nil {
				err = json.Unmarshal(text, &c.Exception)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, c)
	}
	return out
}
