package notice

import (
	"cmp"
	"encoding/xml"
	"io"
	"strings"
)

// The JUnit XML that continuous integration reads: suites of cases, of which
// some have a failure. Its de facto description is that of the Jenkins plug-in
// (junit-10.xsd).
type (
	junitReport struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Skipped  int          `xml:"skipped,attr,omitempty"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Skipped  int         `xml:"skipped,attr,omitempty"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Failure *junitFailure `xml:"failure"`
		Skipped *junitSkipped `xml:"skipped"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
	junitSkipped struct {
		Message string `xml:"message,attr"`
	}
)

// JUnit writes a case a notice. Failing ones fail, known ones are skipped; a
// suite without notices has one case.
func (r *Report) JUnit(w io.Writer) error {
	out := junitReport{Name: "rolebook " + r.Command}
	for _, s := range r.Suites {
		suite := r.junitSuite(s)
		out.Tests += suite.Tests
		out.Failures += suite.Failures
		out.Skipped += suite.Skipped
		out.Suites = append(out.Suites, suite)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (r *Report) junitSuite(s Suite) junitSuite {
	out := junitSuite{Name: s.Name}
	for _, n := range s.Notices {
		c := junitCase{Class: s.Class, Name: cmp.Or(n.Case, n.What)}
		switch n.State {
		case Failing:
			c.Failure = &junitFailure{n.Text, strings.Join(n.More, "\n")}
			out.Failures++
		case Known:
			c.Skipped = &junitSkipped{n.Text}
			out.Skipped++
		}
		out.Cases = append(out.Cases, c)
	}
	if len(out.Cases) == 0 {
		out.Cases = []junitCase{{Class: s.Class, Name: r.None}}
	}
	out.Tests = len(out.Cases)
	return out
}
