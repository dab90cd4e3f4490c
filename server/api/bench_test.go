package api

import (
	"io"
	"net/http"
	"net/http/httptest"
	"syscall"
	"testing"
	"time"

	"rolebook/server/guard"
)

// BenchmarkAPI asks for one role of the shipped catalog over loopback, on all
// processors, with as many connections as there are. Beside documents a second
// by the clock it says what one takes of a processor, the client's work included,
// and which share of that the document itself costs, as the handler makes it
// without a network: the rest is HTTP and the guard.
func BenchmarkAPI(b *testing.B) {
	h := serving(b, open(b, "../../roles"))
	server := httptest.NewServer(guard.Handler(h, guard.Options{Rate: 1e9, Burst: 1e9}))
	defer server.Close()
	for _, format := range []string{"markdown", "pdf"} {
		path := Root + "/roles/crm-system-administrator/documents?lang=en&format=" + format
		alone := func() {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
			if w.Code != http.StatusOK {
				b.Error(w.Code)
			}
		}
		alone() // reads fonts, writes books
		b.Run(format, func(b *testing.B) {
			made := together(b, alone)
			start := time.Now()
			asked := together(b, func() { fetch(b, server.URL+path) })
			b.ReportMetric(perRound*float64(b.N)/time.Since(start).Seconds(), "documents/s")
			b.ReportMetric(1e3*asked.Seconds()/perRound/float64(b.N), "cpu-ms/document")
			b.ReportMetric(100*made.Seconds()/asked.Seconds(), "%rendering")
			b.ReportMetric(0, "ns/op") // of both ways together, which says nothing
		})
	}
}

// perRound is how many documents a round asks for.
const perRound = 50

// together does something b.N rounds, side by side, and gives what that takes of
// the processors.
func together(b *testing.B, do func()) time.Duration {
	before := processorTime(b)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			for range perRound {
				do()
			}
		}
	})
	return processorTime(b) - before
}

// processorTime is what this process has used so far.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func fetch(b *testing.B, url string) {
	resp, err := http.Get(url)
	if err != nil {
		b.Error(err)
		return
	}
	defer resp.Body.Close() //nolint:errcheck // it has been read
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != http.StatusOK {
		b.Error(resp.Status, err)
	}
}
