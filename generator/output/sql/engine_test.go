package sql

import (
	"bytes"
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2" // the driver "duckdb"

	"rolebook/generator/analysis"
)

// engine runs queries for real.
type engine interface {
	dialect() Dialect
	// ask fills the two tables, runs the query, and gives "person rule severity status" a row.
	ask(t *testing.T, effective, assignments, query string) []string
}

// expected is what the analysis says of the same people.
func expected(judge *analysis.Judge, people map[string][]int32) []string {
	var out []string
	sitting := judge.Sit()
	for name, held := range people {
		if v := sitting.Verdict(held); v != nil {
			for _, b := range v.Breaches {
				out = append(out, fmt.Sprint(name, " ", b.Rule.ID, " ", b.Rule.Severity, " ", b.Status))
			}
		}
	}
	slices.Sort(out)
	return out
}

// compare holds the engine's findings against the analysis'.
func compare(t *testing.T, e engine, judge *analysis.Judge, people map[string][]int32) (found []string) {
	t.Helper()
	var effective, assignments bytes.Buffer
	if err := WriteEffective(&effective, judge.Result().Matrix); err != nil {
		t.Fatal(err)
	}
	assignments.WriteString("person,role\n")
	for _, name := range slices.Sorted(maps.Keys(people)) {
		for _, place := range people[name] {
			fmt.Fprintf(&assignments, "%s,%s\n", name, judge.Result().Catalog.Roles[place].ID)
		}
	}
	query := write(t, judge, e.dialect())
	got, want := e.ask(t, effective.String(), assignments.String(), query), expected(judge, people)
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Fatalf("%s\n%s\n%s\ngot\n%s\nwant\n%s", effective.String(), assignments.String(), query, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	return want
}

// TestQueriesOnEngines runs the queries of the shipped catalog, of the small
// one and of random ones.
func TestQueriesOnEngines(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		engine
		catalogs uint64
	}{
		{newDuck(t), 150},
		{newPostgres(t), 60}, // each question starts a program
	} {
		e := x.engine
		seen := map[string]int{}
		note := func(found []string) {
			for _, f := range found {
				seen[f[strings.LastIndexByte(f, ' ')+1:]]++
			}
		}
		for _, folder := range []string{mini, "../../../roles"} {
			judge := judgeOf(t, folder)
			note(compare(t, e, judge, drawPeople(rand.New(rand.NewPCG(1, 1)), 400, len(judge.Result().Catalog.Roles))))
		}
		for seed := range x.catalogs {
			rnd := rand.New(rand.NewPCG(seed, 9))
			judge := randomJudge(rnd)
			note(compare(t, e, judge, drawPeople(rnd, 40, len(judge.Result().Catalog.Roles))))
		}
		for _, status := range []string{"open", "excepted", "mitigated"} {
			if seen[status] < 20 {
				t.Errorf("%s: %d findings are %s", e.dialect(), seen[status], status)
			}
		}
	}
}

// duck is DuckDB in this process.
type duck struct{ db *sql.DB }

func newDuck(t testing.TB) duck {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1) // a database in memory belongs to its connection
	return duck{db}
}

func (duck) dialect() Dialect { return DuckDB }

func (d duck) ask(t *testing.T, effective, assignments, query string) []string {
	t.Helper()
	files := make([]string, 2)
	for i, data := range []string{effective, assignments} {
		files[i] = filepath.Join(t.TempDir(), "table.csv")
		if err := os.WriteFile(files[i], []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return d.askFiles(t, files[0], files[1], query)
}

func (d duck) askFiles(t testing.TB, effective, assignments, query string) []string {
	t.Helper()
	const load = "CREATE OR REPLACE TABLE %s AS SELECT * FROM read_csv('%s', header = true, columns = %s)"
	for _, statement := range []string{
		fmt.Sprintf(load, "effective_permission", effective, "{'role': 'VARCHAR', 'object': 'VARCHAR', 'action': 'VARCHAR', 'scope_rank': 'INTEGER', 'mitigated': 'BOOLEAN'}"),
		fmt.Sprintf(load, "assignment", assignments, "{'person': 'VARCHAR', 'role': 'VARCHAR'}"),
	} {
		if _, err := d.db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := d.db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var person, rule, severity, status string
		if err := rows.Scan(&person, &rule, &severity, &status); err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprint(person, " ", rule, " ", severity, " ", status))
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return out
}
