package generator

import (
	"context"
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/output/sql"
	"rolebook/generator/people"
)

// People holds the people of a file of assignments against the rules, on the
// day of the project. A file with problems gives these instead of a report.
func (p *Project) People(ctx context.Context, in people.Input) (*people.Report, *people.Problems, error) {
	return people.Check(ctx, in, analysis.NewJudge(p.Analysis))
}

// WriteSQL tells the rules as a query for a warehouse that knows what people
// hold; see package sql.
func (p *Project) WriteSQL(w io.Writer, d sql.Dialect) error {
	return sql.Write(w, analysis.NewJudge(p.Analysis), d)
}
