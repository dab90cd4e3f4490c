package load

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"rolebook/generator/source"
)

// manyRoles is a catalog of n roles, each of which is the clerk of the
// contract's catalog, complete in three languages, times copies of its duties.
func manyRoles(tb testing.TB, n, copies int) fstest.MapFS {
	folder := mini(tb)
	clerk := string(folder["clerk.yaml"].Data)
	head, rest, _ := strings.Cut(clerk, "duties:\n")
	duties, rest, _ := strings.Cut(rest, "permissions:\n")
	var body strings.Builder
	body.WriteString(head + "duties:\n" + duties)
	for c := 1; c < copies; c++ {
		body.WriteString(strings.NewReplacer("id: order-entry", fmt.Sprintf("id: order-entry-%d", c),
			"id: customer-care", fmt.Sprintf("id: customer-care-%d", c)).Replace(duties))
	}
	body.WriteString("permissions:\n" + rest)
	for i := range n {
		id := fmt.Sprintf("clerk-%04d", i)
		data := strings.Replace(body.String(), "id: clerk\n", "id: "+id+"\n", 1)
		folder["many/"+id+".yaml"] = &fstest.MapFile{Data: []byte(data)}
	}
	return folder
}

func TestManyRolesAreFine(t *testing.T) {
	t.Parallel()
	cat, diags, _ := loadFS(t, manyRoles(t, 20, 3))
	if cat == nil || len(cat.Roles) != 27 {
		t.Errorf("refused: %q", briefs(diags))
	}
}

// BenchmarkLoad reads, checks and links catalogs of many roles in three
// languages. cpu-ms/op is the time that the processors spent, garbage
// collection included, which another program's load hardly touches.
func BenchmarkLoad(b *testing.B) {
	for _, c := range []struct{ roles, copies int }{{100, 1}, {1000, 1}, {1000, 8}} {
		folder := manyRoles(b, c.roles, c.copies)
		size := 0
		for _, f := range folder {
			size += len(f.Data)
		}
		name := fmt.Sprintf("%d roles of %.1f KB", c.roles, float64(size)/float64(c.roles)/1000)
		b.Run(name, func(b *testing.B) { benchmarkLoad(b, folder, int64(size)) })
	}
	b.Run("shipped catalog", func(b *testing.B) { benchmarkLoad(b, os.DirFS("../../roles"), 0) })
}

func benchmarkLoad(b *testing.B, folder fs.FS, size int64) {
	b.ReportAllocs()
	b.SetBytes(size)
	before := cpuTime(b)
	for b.Loop() {
		files, err := source.Read(b.Context(), folder)
		if err != nil {
			b.Fatal(err)
		}
		if cat, diags := Load(b.Context(), files); cat == nil {
			b.Fatal(briefs(diags))
		}
	}
	b.ReportMetric(float64((cpuTime(b)-before).Milliseconds())/float64(b.N), "cpu-ms/op")
}

// cpuTime is what the process has used of all processors so far.
func cpuTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// The parts of BenchmarkLoad, one role of the larger kind at a time.
func BenchmarkParts(b *testing.B) {
	data := manyRoles(b, 1, 8)["many/clerk-0000.yaml"].Data
	file := source.Parse("many/clerk-0000.yaml", data)
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			source.Parse("many/clerk-0000.yaml", data)
		}
	})
	b.Run("check", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if diags := checkSchema(roleFile, file); len(diags) > 0 {
				b.Fatal(briefs(diags))
			}
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			decode(file.Name, file.Root, new(roleShape))
		}
	})
}
