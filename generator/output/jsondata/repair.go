package jsondata

import (
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

type repair struct {
	Role       string   `json:"role"`
	Deny       []denied `json:"deny"`
	DutiesLost []string `json:"duties_lost"`
	Proof      string   `json:"proof"`
	Cannot     []string `json:"cannot"`
}

type denied struct {
	Object string `json:"object"`
	Action string `json:"action"`
}

// WriteRepairs writes what to deny to end the open findings of kind role, in
// the order of [analysis.Result.Repairs]:
//
//	{"repairs": [{"role", "deny": [{"object", "action"}], "duties_lost": [duty ids],
//	  "proof": "minimal" or "best found", "cannot": [rule ids]}]}
func WriteRepairs(w io.Writer, repairs []*analysis.Repair) error {
	l := newList(w, "repairs")
	for _, r := range repairs {
		l.add(repair{
			Role: r.Role.ID, Proof: r.Proof(),
			Deny:       each(r.Deny, func(p analysis.Pair) denied { return denied{p.Object.ID, p.Action.ID} }),
			DutiesLost: each(r.DutiesLost, func(d *catalog.Duty) string { return d.ID }),
			Cannot:     each(r.Cannot, func(x *catalog.Rule) string { return x.ID }),
		})
	}
	return l.close()
}
