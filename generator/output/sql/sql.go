// Package sql tells the rules of a catalog as one query, so that an
// organisation's own warehouse finds who violates them, however many people
// there are.
//
// The query reads two tables: effective_permission(role, object, action,
// scope_rank, mitigated), which [WriteEffective] prints, and assignment(person,
// role), who holds what on the day. It gives a row for each person and rule
// violated, with the status that package people gives, too. Start at [Write].
//
// Dialects differ in two things here, how a list of values becomes a table and
// what a string may hold; see [Dialect]. All else is SQL that every one of them
// reads. In particular there are no outer joins, which some fill with other
// values than null, and joins compare for equality alone.
package sql

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Write writes the query for the day of the judge.
func Write(w io.Writer, judge *analysis.Judge, d Dialect) error {
	q := &query{dialect: d, result: judge.Result(), accepted: judge.Accepted()}
	q.head()
	q.rules()
	q.performs()
	q.counted()
	q.exceptions()
	q.statuses()
	_, err := io.WriteString(w, q.b.String())
	return err
}

// query is the text as far as it has come.
type query struct {
	b        strings.Builder
	dialect  Dialect
	result   *analysis.Result
	accepted []*analysis.Finding
}

func (q *query) text(lines ...string) { q.b.WriteString(strings.Join(lines, "\n") + "\n") }

func (q *query) head() {
	q.text(
		"-- Who violates which rule of segregation of duties. Written by rolebook.",
		"-- Day: "+q.result.On.String()+". It decides which exceptions are in force.",
		"-- Catalog: "+q.result.Catalog.Digest,
		"--",
		"-- Reads effective_permission(role, object, action, scope_rank, mitigated), as printed by",
		"--   rolebook matrix --format effective-csv",
		"-- and assignment(person, role): the roles that people hold on that day.",
		"-- Gives person, rule, severity and status: open, excepted or mitigated.",
		"",
		"WITH",
	)
}

// rules lists what rules count: functions by their ids, and held roles as
// "role:" and theirs.
func (q *query) rules() {
	rules, counts := table{"rule", "severity", "at_least"}.start(), table{"rule", "place", "fn"}.start()
	for _, r := range q.result.Rules() {
		rules.row(r.ID, string(r.Severity), r.AtLeast)
		for i, f := range r.Functions {
			counts.row(r.ID, i, f.ID)
		}
		for i, role := range r.Roles {
			counts.row(r.ID, i, heldRole(role))
		}
	}
	q.text("-- The rules: how many of the functions below are too many for one person.")
	q.table("sod_rule", rules)
	q.text("-- What they count.")
	q.table("sod_function", counts)
}

func heldRole(r *catalog.Role) string { return "role:" + r.ID }

// performs says which role performs which function: by permissions for the
// functions, by inheritance for held roles.
func (q *query) performs() {
	demands, holders := table{"fn", "object", "action", "scope_rank"}.start(), table{"fn", "role"}.start()
	for _, f := range q.result.Catalog.Functions {
		for _, d := range f.Any {
			addDemand(demands, f, d)
		}
	}
	for _, listed := range listedRoles(q.result.Rules()) {
		for _, row := range q.result.Matrix.Rows {
			if row.Role.Status != catalog.Deprecated && slices.Contains(row.Lineage, listed) {
				holders.row(heldRole(listed), row.Role.ID)
			}
		}
	}
	q.text("-- Whoever has one of these permissions, at this scope or wider, performs the function.")
	q.table("sod_demand", demands)
	q.text("-- Rules over roles: who holds the role or inherits from it.")
	q.table("sod_holder", holders)
	q.text(
		"-- Which role performs what, and whether by mitigated permissions alone.",
		"sod_performs AS (",
		"  SELECT p.role AS role, d.fn AS fn, MIN(CASE WHEN p.mitigated THEN 1 ELSE 0 END) AS mitigated_only",
		"  FROM effective_permission p",
		"  JOIN sod_demand d ON d.object = p.object AND d.action = p.action",
		"  WHERE p.scope_rank >= d.scope_rank"+q.unlessDeprecated("p.role"),
		"  GROUP BY p.role, d.fn",
		"  UNION ALL",
		"  SELECT h.role AS role, h.fn AS fn, 0 AS mitigated_only FROM sod_holder h",
		"),",
	)
}

// addDemand adds the permissions that a demand of a function lists.
func addDemand(to *rows, f *catalog.Function, d catalog.Demand) {
	rank := 0
	if d.Scope != nil {
		rank = d.Scope.Rank
	}
	for _, o := range d.Objects {
		for _, a := range d.Actions {
			if o.Applies(a) {
				to.row(f.ID, o.ID, a.ID, rank)
			}
		}
	}
}

// unlessDeprecated leaves deprecated roles out: they are in no finding.
func (q *query) unlessDeprecated(column string) string {
	var ids []string
	for _, r := range q.result.Catalog.Roles {
		if r.Status == catalog.Deprecated {
			ids = append(ids, q.dialect.quote(r.ID))
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return " AND " + column + " NOT IN (" + strings.Join(ids, ", ") + ")"
}

func listedRoles(rules []*catalog.Rule) []*catalog.Role {
	var out []*catalog.Role
	seen := map[*catalog.Role]bool{}
	for _, rule := range rules {
		for _, r := range rule.Roles {
			if !seen[r] {
				seen[r] = true
				out = append(out, r)
			}
		}
	}
	return out
}

// counted says what people do, and who does too much: over all permissions, and
// without the mitigated ones.
func (q *query) counted() {
	q.text(
		"-- What each person does of each rule, and by which role.",
		"sod_counted AS (",
		"  SELECT a.person AS person, f.rule AS rule, f.place AS place, p.role AS role, p.mitigated_only AS mitigated_only",
		"  FROM assignment a",
		"  JOIN sod_performs p ON p.role = a.role",
		"  JOIN sod_function f ON f.fn = p.fn",
		"),",
		"sod_violated AS (",
		"  SELECT c.person AS person, c.rule AS rule",
		"  FROM sod_counted c JOIN sod_rule r ON r.rule = c.rule",
		"  GROUP BY c.person, c.rule, r.at_least HAVING COUNT(DISTINCT c.place) >= r.at_least",
		"),",
		"sod_unmitigated AS (",
		"  SELECT c.person AS person, c.rule AS rule",
		"  FROM sod_counted c JOIN sod_rule r ON r.rule = c.rule",
		"  WHERE c.mitigated_only = 0",
		"  GROUP BY c.person, c.rule, r.at_least HAVING COUNT(DISTINCT c.place) >= r.at_least",
		"),",
	)
}

// statuses puts everything together.
func (q *query) statuses() {
	q.text(
		"sod_fact AS (",
		"  SELECT person, rule, 0 AS unmitigated, 0 AS accepted, 0 AS accepted_open, 0 AS otherwise FROM sod_violated",
		"  UNION ALL SELECT person, rule, 1, 0, 0, 0 FROM sod_unmitigated",
		"  UNION ALL SELECT person, rule, 0, 1, accepted_open, 0 FROM sod_accepted",
		"  UNION ALL SELECT person, rule, 0, 0, 0, 1 FROM sod_otherwise",
		")",
		"SELECT f.person AS person, f.rule AS rule, r.severity AS severity,",
		"  CASE",
		"    WHEN MAX(f.unmitigated) = 1 AND (MAX(f.accepted_open) = 0 OR MAX(f.otherwise) = 1) THEN 'open'",
		"    WHEN MAX(f.accepted) = 1 THEN 'excepted'",
		"    ELSE 'mitigated'",
		"  END AS status",
		"FROM sod_fact f JOIN sod_rule r ON r.rule = f.rule",
		"GROUP BY f.person, f.rule, r.severity;",
	)
}

// WriteEffective writes the table effective_permission as comma-separated
// values: of every role the grants that no other dominates, scopes as ranks from
// 0, the narrowest, and whether a condition mitigates.
func WriteEffective(w io.Writer, m *analysis.Matrix) error {
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	out.WriteString("role,object,action,scope_rank,mitigated\n")
	for _, row := range m.Rows {
		for _, c := range row.Cells {
			for _, g := range c.Grants {
				out.WriteString(row.Role.ID + "," + c.Object.ID + "," + c.Action.ID + "," + strconv.Itoa(g.Scope.Rank) + "," + strconv.FormatBool(g.Mitigated()) + "\n")
			}
		}
	}
	return out.Flush()
}
