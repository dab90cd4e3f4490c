package guard

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
)

// Problem says why a request was not answered as it wished.
type Problem struct {
	Status int
	Code   string         // a stable name for programs, such as foreign-host
	Detail diag.Message   // what is wrong with this request
	Help   []diag.Message // what to do about it
}

// Refuse makes a problem whose words are the messages server_<code> and
// server_<code>_help, both with the arguments.
func Refuse(status int, code string, pairs ...any) *Problem {
	id := "server_" + strings.ReplaceAll(code, "-", "_")
	return &Problem{status, code, diag.Msg(id, pairs...), []diag.Message{diag.Msg(id+"_help", pairs...)}}
}

// told is a problem as RFC 9457 writes it: of no type but its status, which the
// title names, with two members of ours.
type told struct {
	Type   string   `json:"type"`
	Title  string   `json:"title"`
	Status int      `json:"status"`
	Detail string   `json:"detail"`
	Code   string   `json:"code"`
	Help   []string `json:"help"`
}

// Tell answers a request with a problem, in the language that it accepts.
func Tell(w http.ResponseWriter, r *http.Request, usual catalog.Lang, p Problem) {
	say := locale.New(Language(r, usual))
	body := told{
		Type: "about:blank", Title: say.T("server_status_" + strconv.Itoa(p.Status)), Status: p.Status,
		Detail: say.Message(p.Detail), Code: p.Code, Help: make([]string, len(p.Help)),
	}
	for i, m := range p.Help {
		body.Help[i] = say.Message(m)
	}
	h := w.Header()
	for _, name := range []string{"ETag", "Last-Modified", "Content-Length", "Content-Disposition"} {
		h.Del(name) // of the answer that there would have been
	}
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Language", say.Lang.Tag())
	h.Add("Vary", "Accept-Language")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(body) // the reader has gone
}

// Language picks the language that a request accepts most, and usual where that
// is none of ours.
func Language(r *http.Request, usual catalog.Lang) catalog.Lang {
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return usual
	}
	for _, tag := range tags { // the most wanted first
		if lang, ok := locale.Match(tag.String()); ok {
			return lang
		}
	}
	return usual
}
