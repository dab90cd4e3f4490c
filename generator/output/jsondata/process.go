package jsondata

import (
	"encoding/json"
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

type processReport struct {
	Process string      `json:"process"`
	People  int         `json:"people"`
	Steps   []string    `json:"steps"`
	Missing []string    `json:"missing"`
	Sets    json.Number `json:"sets"`
	Proof   string      `json:"proof"`
	Plans   []plan      `json:"plans"`
}

type plan struct {
	Roles  []string        `json:"roles"`
	Status analysis.Status `json:"status"`
	People []planPerson    `json:"people"`
}

type planPerson struct {
	Roles []string `json:"roles"`
	Steps []string `json:"steps"`
}

// WriteProcesses writes how too few people could complete processes:
//
//	{"processes": [{"process", "people", "steps", "missing", "sets", "proof",
//	  "plans": [{"roles", "status", "people": [{"roles", "steps"}]}]}]}
//
// Proof is complete, or smallest where not all of the sets were looked at.
func WriteProcesses(w io.Writer, reports []analysis.ProcessReport) error {
	l := newList(w, "processes")
	for _, r := range reports {
		out := processReport{
			Process: r.Process.ID, People: r.Process.People, Steps: functionIDs(r.Process.Steps), Missing: functionIDs(r.Missing),
			Sets: json.Number(r.Sets.String()), Proof: "complete", Plans: each(r.Plans, planOf),
		}
		if !r.Proved {
			out.Proof = "smallest"
		}
		l.add(out)
	}
	return l.close()
}

func planOf(p analysis.Plan) plan {
	return plan{roleIDs(p.Roles), p.Status, each(p.People, func(x analysis.PlanPerson) planPerson {
		return planPerson{roleIDs(x.Roles), functionIDs(x.Steps)}
	})}
}

func functionIDs(list []*catalog.Function) []string {
	return each(list, func(f *catalog.Function) string { return f.ID })
}
