package sql

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/people"
)

// The benchmarks hold people against 200 rules over 1,000 roles, from a file of
// assignments to who violates what: 10,000, 100,000 and a million people with 1
// to 20 roles each, every set of roles a person's own or one of 5,000 that
// people share, and with 20 roles each, which is twice the rows. The file is on
// disk and warm. In the same run DuckDB reads the same file and answers the
// same question by the query of [Write], and must find as many.

// held says how roles are spread over people.
type held struct {
	name    string
	roles   func(rnd *rand.Rand) int // of a person
	sets    int                      // of roles in all; 0 for each person's own
	inOrder bool
}

var spreads = []held{
	{"shared", upTo20, 5000, true},
	{"own", upTo20, 0, true},
	{"shuffled", upTo20, 5000, false},
	{"full", func(*rand.Rand) int { return 20 }, 5000, true},
}

func upTo20(rnd *rand.Rand) int { return 1 + rnd.IntN(20) }

func BenchmarkPeople(b *testing.B) {
	judge := benchJudge()
	forPeople(b, spreads, func(b *testing.B, n int, file string) {
		rows, found := 0, 0
		cpu := measured(b, func() {
			f, err := os.Open(file)
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			report, wrong, err := people.Check(b.Context(), people.Input{File: f}, judge)
			if err != nil || wrong != nil {
				b.Fatal(err, wrong)
			}
			rows, found = report.Rows, breaches(report)
		})
		b.ReportMetric(float64(cpu.Nanoseconds())/float64(rows), "cpu-ns/row")
		b.ReportMetric(float64(found), "findings")
	})
}

func BenchmarkPeopleInSQL(b *testing.B) {
	judge := benchJudge()
	db := newDuck(b)
	forPeople(b, spreads[:1], func(b *testing.B, n int, file string) {
		found := 0
		measured(b, func() { found = len(db.askFiles(b, effectiveFile(b, judge), file, write(b, judge, DuckDB))) })
		b.ReportMetric(float64(found), "findings")
		f, err := os.Open(file)
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		report, _, err := people.Check(b.Context(), people.Input{File: f}, judge)
		if err != nil || breaches(report) != found {
			b.Fatalf("%v; DuckDB finds %d, we %d", err, found, breaches(report))
		}
	})
}

func breaches(r *people.Report) int {
	n := 0
	for _, p := range r.Persons {
		n += len(p.Verdict.Breaches)
	}
	return n
}

// measured runs do and reports the processor time of all threads, and by how
// much the process grew at its largest (see proc(5), clear_refs and VmHWM).
func measured(b *testing.B, do func()) (cpu time.Duration) {
	b.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Fatal(err)
	}
	start := peakMegabytes(b)
	defer func() { b.ReportMetric(peakMegabytes(b)-start, "grew-MB") }()
	before := processorTime(b)
	for b.Loop() {
		do()
	}
	cpu = (processorTime(b) - before) / time.Duration(b.N)
	b.ReportMetric(float64(cpu.Microseconds())/1e3, "cpu-ms/op")
	return cpu
}

func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func peakMegabytes(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	var kilobytes int
	_, rest, _ := bytes.Cut(status, []byte("VmHWM:"))
	if _, err := fmt.Sscan(string(rest), &kilobytes); err != nil {
		b.Fatal(err)
	}
	return float64(kilobytes) / 1024
}

func forPeople(b *testing.B, spreads []held, do func(b *testing.B, n int, file string)) {
	for _, h := range spreads {
		for _, n := range []int{10_000, 100_000, 1_000_000} {
			b.Run(fmt.Sprintf("%s/people=%d", h.name, n), func(b *testing.B) { do(b, n, peopleFile(b, h, n)) })
		}
	}
}

// peopleFile writes the assignments of n people.
func peopleFile(b *testing.B, h held, n int) string {
	b.Helper()
	rnd := rand.New(rand.NewPCG(7, uint64(h.sets)))
	draw := func() []int { return rnd.Perm(benchRoles)[:h.roles(rnd)] }
	sets := make([][]int, h.sets)
	for i := range sets {
		sets[i] = draw()
	}
	type row struct{ person, role int32 }
	var rows []row
	for i := range n {
		var set []int
		if h.sets > 0 {
			set = sets[rnd.IntN(h.sets)]
		} else {
			set = draw()
		}
		for _, r := range set {
			rows = append(rows, row{int32(i), int32(r)})
		}
	}
	if !h.inOrder {
		rnd.Shuffle(len(rows), func(i, k int) { rows[i], rows[k] = rows[k], rows[i] })
	}
	name := filepath.Join(b.TempDir(), "people.csv")
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	w.WriteString("person,role\n")
	for _, r := range rows {
		fmt.Fprintf(w, "p%07d,role-%04d\n", r.person, r.role)
	}
	if w.Flush() != nil || f.Close() != nil {
		b.Fatal("the file cannot be written")
	}
	return name
}

func effectiveFile(b *testing.B, judge *analysis.Judge) string {
	b.Helper()
	var data bytes.Buffer
	if err := WriteEffective(&data, judge.Result().Matrix); err != nil {
		b.Fatal(err)
	}
	name := filepath.Join(b.TempDir(), "effective.csv")
	if err := os.WriteFile(name, data.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	return name
}

const benchRoles = 1000

// benchJudge makes 1,000 roles, 120 functions that three of them perform each,
// and 200 rules over two of these; a fifth of the grants is mitigated.
func benchJudge() *analysis.Judge {
	c := &catalog.Catalog{Actions: []*catalog.Action{{ID: "do"}}, Scopes: []*catalog.Scope{{ID: "all"}}, Conditions: []*catalog.Condition{{ID: "four-eyes", Mitigates: true}}}
	for i := range benchRoles {
		c.Roles = append(c.Roles, &catalog.Role{ID: fmt.Sprintf("role-%04d", i), Status: catalog.Active})
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range 120 {
		o := &catalog.Object{ID: fmt.Sprintf("o%03d", i), Order: i, Actions: c.Actions}
		c.Objects = append(c.Objects, o)
		c.Functions = append(c.Functions, &catalog.Function{ID: fmt.Sprintf("f%03d", i), Any: []catalog.Demand{{Objects: c.Objects[i : i+1], Actions: c.Actions}}})
		for range 3 {
			g := &catalog.Grant{Role: one(rnd, c.Roles), Objects: c.Objects[i : i+1], Actions: c.Actions, Scope: c.Scopes[0]}
			if i%5 == 0 {
				g.When = c.Conditions
			}
			g.Role.Allow = append(g.Role.Allow, g)
		}
	}
	for i := range 200 {
		two := []*catalog.Function{c.Functions[rnd.IntN(60)], c.Functions[60+rnd.IntN(60)]}
		c.Rules = append(c.Rules, &catalog.Rule{ID: fmt.Sprintf("s%03d", i), Severity: "high", AtLeast: 2, Functions: two})
	}
	c.Index()
	return analysis.NewJudge(analysis.Run(c, today))
}
