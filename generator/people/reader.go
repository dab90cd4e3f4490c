package people

import (
	"time"
	"unicode/utf8"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// reader takes the assignments out of one block after another.
type reader struct {
	columns  columns
	roles    *roleTable
	on       int // the day, as [dayOf] counts
	units    *units
	unitHere map[string]int32 // what this reader has asked units for

	records  records
	block    *block
	problems problems
	rows     int
	inForce  int
}

// assignment is one row that is in force. Its person is gone when the next row
// is read.
type assignment struct {
	person []byte
	role   int32 // place in the catalog's list
	unit   int32 // number of its unit; 0 when it names none
}

// each calls take for every assignment of a block that is in force. It gives
// false when the file cannot be read beyond the block.
func (r *reader) each(b *block, take func(assignment)) (more bool) {
	r.block, r.rows, r.inForce, r.problems = b, 0, 0, problems{}
	if at := firstInvalid(b.data); at >= 0 {
		r.problems.add(b, at, 1, diag.Encoding, diag.Msg("people_encoding"), diag.Msg("people_encoding_help"))
		return false
	}
	r.records = records{data: b.data, quotes: b.quotes, at: b.from, fields: r.records.fields}
	for {
		ok, f := r.records.next()
		switch {
		case f != nil:
			r.problems.add(b, f.at, 1, diag.Syntax, f.msg, diag.Msg("people_quote_help"))
			return false
		case b.torn && r.records.at == len(b.data):
			r.problems.add(b, r.records.start, 1, diag.Limit, diag.Msg("people_long_row"), diag.Msg("people_quote_help"))
			return false
		case !ok:
			return true
		}
		r.rows++
		if a, ok := r.row(); ok {
			r.inForce++
			take(a)
		}
	}
}

// firstInvalid finds the first byte that is not UTF-8; -1 when all is.
func firstInvalid(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for at := 0; ; {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
}

// row reads the record that is at hand. It gives false when that is wrong or
// not in force.
func (r *reader) row() (a assignment, ok bool) {
	fields := r.records.fields
	if len(fields) != r.columns.width {
		r.wrong(fields[len(fields)-1], diag.Syntax, diag.Msg("people_width", "Fields", len(fields), "Columns", r.columns.width), diag.Msg("people_width_help"))
		return a, false
	}
	a.person = trimmed(fields[r.columns.person].value)
	if ok = len(a.person) > 0; !ok {
		r.wrong(fields[r.columns.person], diag.MissingKey, diag.Msg("people_no_person"))
	}
	f := fields[r.columns.role]
	name := trimmed(f.value)
	role, known := r.roles.find(name)
	switch {
	case known:
		a.role = role
	case len(name) == 0:
		r.wrong(f, diag.MissingKey, diag.Msg("people_no_role"))
	default:
		r.wrong(f, diag.UnknownReference, diag.Msg("people_unknown_role", "Role", string(name))).role = string(name)
	}
	inForce := r.dates(&ok)
	if r.columns.unit >= 0 && ok && known && inForce {
		a.unit = r.unit(trimmed(fields[r.columns.unit].value))
	}
	return a, ok && known && inForce
}

// wrong notes a problem with a field.
func (r *reader) wrong(f field, code diag.Code, msg diag.Message, help ...diag.Message) *problem {
	return r.problems.add(r.block, f.at, len(f.value), code, msg, help...)
}

// dates reports whether the record is in force. It takes ok back when a date is
// wrong.
func (r *reader) dates(ok *bool) bool {
	from, until := 0, endOfTime
	if i := r.columns.from; i >= 0 {
		from = r.date(r.records.fields[i], from, ok)
	}
	if i := r.columns.until; i >= 0 {
		until = r.date(r.records.fields[i], until, ok)
		if until < from && *ok {
			r.wrong(r.records.fields[i], diag.BadValue, diag.Msg("people_ends_first"), diag.Msg("people_ends_first_help"))
			*ok = false
		}
	}
	return from <= r.on && r.on <= until
}

// endOfTime is after every day.
const endOfTime = 1 << 30

// dayOf turns a date into a number that grows with it.
func dayOf(d catalog.Date) int { return d.Year*10000 + int(d.Month)*100 + d.Day }

// date reads a date; empty is what is told.
func (r *reader) date(f field, empty int, ok *bool) int {
	v := trimmed(f.value)
	if len(v) == 0 {
		return empty
	}
	if day, valid := parseDay(v); valid {
		return day
	}
	r.wrong(f, diag.BadValue, diag.Msg("people_bad_date", "Value", string(v)), diag.Msg("people_bad_date_help"))
	*ok = false
	return empty
}

// parseDay reads YYYY-MM-DD as [catalog.ParseDate] does, some twenty times as
// fast: there may be millions.
func parseDay(v []byte) (day int, ok bool) {
	if len(v) != len("2006-01-02") || v[4] != '-' || v[7] != '-' {
		return 0, false
	}
	n := 0
	for i, c := range v {
		switch {
		case i == 4 || i == 7:
		case c < '0' || c > '9':
			return 0, false
		default:
			n = 10*n + int(c-'0')
		}
	}
	year, month, d := n/10000, n/100%100, n%100
	ok = month >= 1 && month <= 12 && d >= 1 && (d <= 28 || d <= time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
	return n, ok
}

func (r *reader) unit(name []byte) int32 {
	if len(name) == 0 {
		return 0
	}
	id, known := r.unitHere[string(name)]
	if !known {
		id = r.units.number(string(name))
		r.unitHere[string(name)] = id
	}
	return id
}
