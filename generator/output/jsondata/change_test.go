package jsondata

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"rolebook/generator/change"
	"rolebook/generator/output/conformance"
)

// What is written holds every change, and no list is null.
func TestWriteChange(t *testing.T) {
	t.Parallel()
	old, now := conformance.Mini(t), conformance.Hostile(t)
	c := change.Between(old.Analysis, now.Analysis)
	documents := now.Compare(old, c, "old", "new")
	var out bytes.Buffer
	if err := WriteChange(&out, c, documents, "old", "new"); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]int{
		"permissions": len(c.Permissions), "fields": len(c.Fields), "findings": len(c.Findings), "unlisted_combinations": len(c.Bulks),
		"renamed": len(c.Renamed), "items": len(c.Items), "documents": len(documents), "cut": len(c.Cut),
	} {
		list, ok := got[key].([]any)
		if !ok || len(list) != want {
			t.Errorf("%s has %d entries (%t), not %d", key, len(list), ok, want)
		}
	}
	if len(c.Permissions) == 0 || len(c.Findings) == 0 || len(c.Items) == 0 || len(documents) == 0 {
		t.Errorf("little has changed: %d, %d, %d and %d", len(c.Permissions), len(c.Findings), len(c.Items), len(documents))
	}
	for _, key := range []string{"grants", "denied_by", "from", "effects", "when", "for", "roles", "facts", "parts", "languages"} {
		if strings.Contains(out.String(), `"`+key+`": null`) {
			t.Errorf("%s is null somewhere", key)
		}
	}
}
