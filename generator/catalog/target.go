package catalog

import (
	"regexp"
	"strconv"
)

// Target is what a KPI aims at: a comparison, or a Text where the aim cannot
// be put into a number.
type Target struct {
	Op    string // ">=", "<=", ">", "<" or "="; empty when the target is a Text
	Value string // the number as written
	Unit  string // "%", "min", "h", "d" or empty
	Of    string // the N of "/ N", as written; empty when there is none
	Text  Text
}

// Measurable reports whether the target is a comparison.
func (t Target) Measurable() bool { return t.Op != "" }

// Number gives the comparison's value.
func (t Target) Number() float64 {
	n, _ := strconv.ParseFloat(t.Value, 64) // ParseTarget admits numbers only
	return n
}

// The grammar of a comparison; see the format's description of `kpis`.
var comparison = regexp.MustCompile(`^\s*(>=|<=|>|<|=)\s*(-?\d+(?:\.\d+)?)\s*(?:(%|min|h|d)|/\s*(\d+(?:\.\d+)?))?\s*$`)

// ParseTarget reads a comparison such as ">= 99.9 %", "<= 4 h", ">= 4.5 / 5"
// or "<= 0"; ok is false when s is none.
func ParseTarget(s string) (t Target, ok bool) {
	m := comparison.FindStringSubmatch(s)
	if m == nil {
		return Target{}, false
	}
	return Target{Op: m[1], Value: m[2], Unit: m[3], Of: m[4]}, true
}
