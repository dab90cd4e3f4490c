package api

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/server/guard"
)

// negotiate settles the language and the form of an answer: what parameters ask
// for, else what the headers accept.
func (q *question) negotiate() *guard.Problem {
	languages := q.now.project.Catalog.Languages
	q.lang = catalog.Lang(q.given["lang"])
	if q.lang == "" {
		q.lang = guard.Language(q.Request, languages[0])
	}
	if !slices.Contains(languages, q.lang) {
		q.lang = languages[0]
	}
	forms := q.asked.forms
	if name := q.given["format"]; name != "" {
		q.form = forms[slices.IndexFunc(forms, func(f form) bool { return f.name == name })]
		return nil
	}
	best := -1.0
	for _, f := range forms { // the first of those that are accepted alike
		if quality := accepted(q.Header.Values("Accept"), f.media); quality > max(best, 0) {
			q.form, best = f, quality
		}
	}
	if best < 0 {
		var media []string
		for _, f := range forms {
			media = append(media, f.media)
		}
		return guard.Refuse(http.StatusNotAcceptable, "not-acceptable", "Types", media)
	}
	return nil
}

// accepted gives the quality, from 0 to 1, that the Accept headers of a request
// give a media type; the most specific range decides (RFC 9110, 12.5.1). Whoever
// sends none takes everything.
func accepted(headers []string, media string) float64 {
	list := strings.TrimSpace(strings.Join(headers, ","))
	if list == "" {
		return 1
	}
	major, _, _ := strings.Cut(media, "/")
	quality, specific := 0.0, 0
	for element := range strings.SplitSeq(list, ",") {
		name, parameters, _ := strings.Cut(element, ";")
		rank := 1 + slices.Index([]string{"*/*", major + "/*", media}, strings.ToLower(strings.TrimSpace(name)))
		if rank > specific {
			quality, specific = qualityOf(parameters), rank
		}
	}
	return quality
}

// qualityOf reads the weight among the parameters of a media range.
func qualityOf(parameters string) float64 {
	for p := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(p, "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			quality, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil || !(quality >= 0 && quality <= 1) {
				return 0
			}
			return quality
		}
	}
	return 1
}
