package sql

import (
	"fmt"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// exceptions says who holds roles together that an exception accepts, and who
// of them violates the rule otherwise, too.
func (q *query) exceptions() {
	sets := table{"rule", "exception", "roles", "accepted_open", "role"}.start()
	for i, f := range q.accepted {
		open := 1
		if f.Mitigated {
			open = 0
		}
		for _, r := range f.Roles {
			sets.row(f.Rule.ID, i, len(f.Roles), open, r.ID)
		}
	}
	q.text("-- Exceptions in force: who holds all of these roles, and whether they violate the rule without mitigated permissions.")
	q.table("sod_exception", sets)
	q.text(
		"sod_accepted AS (",
		"  SELECT a.person AS person, e.rule AS rule, e.accepted_open AS accepted_open",
		"  FROM assignment a JOIN sod_exception e ON e.role = a.role",
		"  GROUP BY a.person, e.rule, e.exception, e.roles, e.accepted_open HAVING COUNT(DISTINCT a.role) = e.roles",
		"),",
		"-- Who of them would violate the rule all the same: by roles among which no exception accepts any.",
		"sod_otherwise AS (",
	)
	var parts []string
	for _, rule := range q.result.Rules() {
		if sets := q.acceptedOpen(rule); len(sets) > 0 {
			parts = append(parts, q.otherwise(rule, sets))
		}
	}
	if len(parts) == 0 {
		parts = []string{"  SELECT person, rule FROM sod_violated WHERE 1 = 0\n"}
	}
	q.b.WriteString(strings.Join(parts, "  UNION ALL\n"))
	q.text("),")
}

func (q *query) acceptedOpen(rule *catalog.Rule) []*analysis.Finding {
	var out []*analysis.Finding
	for _, f := range q.accepted {
		if f.Rule == rule && !f.Mitigated {
			out = append(out, f)
		}
	}
	return out
}

// otherwise looks for as many different functions as are too many, each with a
// role that performs it, such that no accepted set is among these roles. They
// violate the rule, and so does a minimal set among them, which is not accepted;
// and where there is such a set, its roles are found like this.
func (q *query) otherwise(rule *catalog.Rule, sets []*analysis.Finding) string {
	id := q.dialect.quote(rule.ID)
	from := []string{fmt.Sprintf("  FROM (SELECT DISTINCT person FROM sod_accepted WHERE rule = %s AND accepted_open = 1) x", id)}
	var where []string
	for i := range rule.AtLeast {
		from = append(from, fmt.Sprintf("  JOIN sod_counted c%d ON c%d.person = x.person", i, i))
		where = append(where, fmt.Sprintf("c%d.rule = %s AND c%d.mitigated_only = 0", i, id, i))
		if i > 0 {
			where = append(where, fmt.Sprintf("c%d.place < c%d.place", i-1, i))
		}
	}
	for _, f := range sets {
		where = append(where, "NOT ("+q.among(f.Roles, rule.AtLeast)+")")
	}
	return "  SELECT DISTINCT x.person AS person, " + id + " AS rule\n" + strings.Join(from, "\n") + "\n  WHERE " + strings.Join(where, "\n    AND ") + "\n"
}

// among says that all of some roles are among the roles of c0 to cn-1.
func (q *query) among(roles []*catalog.Role, n int) string {
	all := make([]string, len(roles))
	for i, r := range roles {
		any := make([]string, n)
		for k := range any {
			any[k] = fmt.Sprintf("c%d.role = %s", k, q.dialect.quote(r.ID))
		}
		all[i] = "(" + strings.Join(any, " OR ") + ")"
	}
	return strings.Join(all, " AND ")
}
