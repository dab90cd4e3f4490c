package catalog

import (
	"fmt"
	"time"
)

// Date is a day of the calendar, in no particular time zone. The zero Date
// means that none was given.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads YYYY-MM-DD and refuses days that do not exist.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("parse date %q: %w", s, err)
	}
	return DateOf(t), nil
}

// DateOf gives the day of an instant, in that instant's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// Time gives midnight UTC at the start of the day.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// String writes YYYY-MM-DD, or nothing for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText makes JSON show the date as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d == Date{} }

// Before reports whether d comes before e.
func (d Date) Before(e Date) bool { return d.Time().Before(e.Time()) }

// Days counts the days from d to e; negative when e is earlier.
func (d Date) Days(e Date) int { return int(e.Time().Sub(d.Time()) / (24 * time.Hour)) }

// AddDays gives the day so many days later.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// AddMonths moves by whole months and stays within the month it lands in:
// a month after 31 January is the last of February.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}

// Period is a stretch of time that comes round again.
type Period string

// Periods lists the periods, shortest first. Reviews use month and longer.
var Periods = []Period{"day", "week", "month", "quarter", "half-year", "year"}

// Months gives the length in months; 0 for the periods shorter than one.
func (p Period) Months() int {
	return map[Period]int{"month": 1, "quarter": 3, "half-year": 6, "year": 12}[p]
}
