package sql

import (
	"slices"
	"strconv"
	"strings"
)

// Dialect is the language of one kind of warehouse.
type Dialect string

// The dialects.
const (
	Postgres   Dialect = "postgres"
	Trino      Dialect = "trino"
	Spark      Dialect = "spark"
	ClickHouse Dialect = "clickhouse"
	DuckDB     Dialect = "duckdb"
)

// Dialects lists all of them.
var Dialects = []Dialect{Postgres, Trino, Spark, ClickHouse, DuckDB}

// quote makes a string literal. In two dialects a backslash escapes.
func (d Dialect) quote(s string) string {
	if d == Spark || d == ClickHouse {
		s = strings.ReplaceAll(s, `\`, `\\`)
		return "'" + strings.ReplaceAll(s, "'", `\'`) + "'"
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// literal writes a string or a number.
func (d Dialect) literal(v any) string {
	if n, ok := v.(int); ok {
		return strconv.Itoa(n)
	}
	return d.quote(v.(string))
}

// values makes a relation of rows, which are not empty.
func (d Dialect) values(t *rows) string {
	lines := make([]string, len(t.rows))
	for i, row := range t.rows {
		cells := make([]string, len(row))
		for k, v := range row {
			cells[k] = d.literal(v)
		}
		lines[i] = "    (" + strings.Join(cells, ", ") + ")"
	}
	list := strings.Join(lines, ",\n")
	switch d {
	case ClickHouse:
		return "values(" + d.quote(t.structure()) + ",\n" + list + "\n  )"
	case Spark:
		return "VALUES\n" + list + "\n  AS v(" + strings.Join(t.columns, ", ") + ")"
	}
	return "(VALUES\n" + list + "\n  ) AS v(" + strings.Join(t.columns, ", ") + ")"
}

// table names the columns of a small table that is part of the query.
type table []string

func (t table) start() *rows { return &rows{columns: t} }

// rows are the rows of a table: strings and numbers, each column of one kind.
type rows struct {
	columns table
	rows    [][]any
}

func (t *rows) row(values ...any) { t.rows = append(t.rows, values) }

// numbers are the columns that hold numbers; the others hold strings.
var numbers = []string{"at_least", "place", "scope_rank", "exception", "roles", "accepted_open"}

// structure tells names and types of the columns, as ClickHouse wants it.
func (t *rows) structure() string {
	out := make([]string, len(t.columns))
	for i, name := range t.columns {
		out[i] = name + " String"
		if slices.Contains(numbers, name) {
			out[i] = name + " Int32"
		}
	}
	return strings.Join(out, ", ")
}

// nothing is a row of the right types that says nothing.
func (t *rows) nothing() []any {
	out := make([]any, len(t.columns))
	for i, name := range t.columns {
		out[i] = ""
		if slices.Contains(numbers, name) {
			out[i] = 0
		}
	}
	return out
}

// table adds a table to the query. Without a row it takes one that no
// condition lets through, since a list of values is never empty.
func (q *query) table(name string, t *rows) {
	where := ""
	if len(t.rows) == 0 {
		t.row(t.nothing()...)
		where = "\n  WHERE 1 = 0"
	}
	q.text(name+" AS (", "  SELECT * FROM "+q.dialect.values(t)+where, "),")
}
