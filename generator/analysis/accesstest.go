package analysis

import "rolebook/generator/catalog"

// TestResult is what became of one access test of the catalog.
type TestResult struct {
	Test    *catalog.AccessTest
	Entries []TestEntry // what the roles can, then what they cannot, as listed
}

// TestEntry is one line of a test.
type TestEntry struct {
	Access catalog.Access
	Can    bool   // what the test expects
	Passed bool   // whether it is so
	Answer Answer // why
}

// Passed reports whether all entries hold.
func (t TestResult) Passed() bool { return t.Failed() == 0 }

// Failed counts the entries that do not hold.
func (t TestResult) Failed() int {
	n := 0
	for _, e := range t.Entries {
		if !e.Passed {
			n++
		}
	}
	return n
}

// testAll runs the catalog's access tests, in their order.
func testAll(m *Matrix) []TestResult {
	out := make([]TestResult, len(m.Catalog.Tests))
	each(len(out), func(i int) { out[i] = test(m, m.Catalog.Tests[i]) })
	return out
}

func test(m *Matrix, t *catalog.AccessTest) TestResult {
	r := TestResult{Test: t}
	expect := func(list []catalog.Access, can bool) {
		for _, access := range list {
			a := m.Can(t.Roles, access)
			r.Entries = append(r.Entries, TestEntry{access, can, a.Allowed == can, a})
		}
	}
	expect(t.Can, true)
	expect(t.Cannot, false)
	return r
}
