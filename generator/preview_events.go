package generator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
)

// news is what a page is told, in its language.
type news struct {
	Told    int     `json:"told"` // these four a page compares with its mark
	Edition int     `json:"edition"`
	Site    int     `json:"site"`
	Reads   int     `json:"reads"`
	Trouble *notice `json:"trouble"` // null when all is well
}

// notice says what is wrong, and that what is shown is older.
type notice struct {
	Title    string    `json:"title"`
	Kept     string    `json:"kept"`
	Hide     string    `json:"hide"`
	Reason   string    `json:"reason,omitempty"` // of a build that failed
	Problems []problem `json:"problems"`
	More     string    `json:"more,omitempty"`
}

// problem is a diagnostic in words.
type problem struct {
	Place   string   `json:"place"` // sales/clerk.yaml:12:5
	Link    string   `json:"link"`  // to the line
	Message string   `json:"message"`
	Code    string   `json:"code"`
	Line    string   `json:"line"` // the text of the line
	Help    []string `json:"help"`
}

// mostProblems is how many problems a page names: who has more of them mends
// the first ones first.
const mostProblems = 20

// events tells a page in its language what there is, now and whenever that
// changes, as server-sent events (WHATWG HTML, section 9.2).
func (p *Preview) events(w http.ResponseWriter, r *http.Request) {
	lang := p.langOf(r.URL.Query().Get("lang"))
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		now, changed := p.follow()
		data, err := json.Marshal(p.news(now, lang))
		if err != nil { // strings and numbers
			panic(err)
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil {
			return
		}
		if flush.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-changed:
		}
	}
}

func (p *Preview) news(now state, lang catalog.Lang) news {
	n := news{Told: now.told, Site: now.site, Reads: now.reads}
	if now.edition != nil {
		n.Edition = now.edition.number
	}
	if now.failure != nil || now.problems.HasErrors() {
		n.Trouble = p.notice(now, lang)
	}
	return n
}

func (p *Preview) notice(now state, lang catalog.Lang) *notice {
	say := locale.New(lang)
	n := &notice{Title: say.T("preview_failed"), Hide: say.T("preview_hide")}
	if now.site > 0 {
		n.Kept = say.T("preview_kept")
	}
	if now.failure != nil {
		n.Reason = p.words.Reason(now.failure, lang)
		return n
	}
	errors := now.problems.Count(diag.Error)
	n.Title = say.N("preview_errors", errors)
	for _, d := range now.problems {
		switch {
		case d.Severity != diag.Error:
		case len(n.Problems) == mostProblems:
			n.More = say.N("preview_more", errors-mostProblems)
			return n
		default:
			n.Problems = append(n.Problems, p.problem(now, d, say))
		}
	}
	return n
}

func (p *Preview) problem(now state, d diag.Diagnostic, say *locale.Locale) problem {
	out := problem{Place: place(d), Link: sourceLink(say.Lang, d.At.File, d.At.Start.Line), Message: say.Message(d.Msg), Code: string(d.Code), Help: []string{}}
	if line, ok := now.files.Line(d.At.File, d.At.Start.Line); ok {
		out.Line = strings.TrimSpace(line)
	}
	for _, h := range d.Help {
		out.Help = append(out.Help, say.Message(h))
	}
	return out
}

// place writes file:line:column as far as it is known.
func place(d diag.Diagnostic) string {
	if d.At.Start.Line == 0 {
		return d.At.File
	}
	return fmt.Sprintf("%s:%d:%d", d.At.File, d.At.Start.Line, d.At.Start.Column)
}

// sourceLink leads to a line of a file of the catalog.
func sourceLink(lang catalog.Lang, file string, line int) string {
	if file == "" {
		return ""
	}
	u := url.URL{Path: "/" + string(lang) + "/source/" + file}
	if line > 0 {
		u.Fragment = fmt.Sprintf("L%d", line)
	}
	return u.String()
}
