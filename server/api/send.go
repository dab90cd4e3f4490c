package api

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"rolebook/generator"
	"rolebook/server/guard"
)

// inMemory is how much of an answer is kept back, so that the machine's failures
// can still be told and short answers have a length.
const inMemory = 64 << 10

// send answers a question. What the reader has already is not written again.
func (a *api) send(w http.ResponseWriter, q *question) {
	h := w.Header()
	if !q.asked.post {
		h.Set("ETag", q.tag())
		h.Set("Cache-Control", "private, no-cache")
	} else {
		h.Set("Cache-Control", "no-store")
	}
	h["Vary"] = []string{"Accept, Accept-Language, Authorization"}
	made, err := q.asked.answer(q)
	if err != nil { // whatever the reader has: "*" stands for nothing that there is not
		a.fail(w, q, err)
		return
	}
	if !q.asked.post && matches(q.Header.Values("If-None-Match"), q.tag()) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", contentType(q.form.media))
	h.Set("Content-Language", q.lang.Tag())
	if made.file != "" {
		h.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": made.file}))
	}
	if q.form.media == "text/html" { // a document has a style of its own, and needs nothing else
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups")
	}
	a.write(w, q, made)
}

// write sends an answer. One that is short has its length told, so that HEAD
// tells it too.
func (a *api) write(w http.ResponseWriter, q *question, made answer) {
	out := bufio.NewWriterSize(w, inMemory)
	counted := &counter{to: out}
	err := made.write(counted)
	whole := counted.n <= inMemory && out.Buffered() == counted.n // nothing has been sent
	switch {
	case err != nil && whole:
		out.Reset(io.Discard)
		a.fail(w, q, err)
		return
	case err != nil: // the reader has gone, or sees that the rest is missing
		panic(http.ErrAbortHandler)
	case whole:
		w.Header().Set("Content-Length", strconv.Itoa(counted.n))
	}
	_ = out.Flush() // the reader has gone
}

// counter counts what goes through it.
type counter struct {
	to io.Writer
	n  int
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.n += n
	return n, err
}

// fail tells of an error: one that another question would have avoided in full,
// others not at all, since they speak of the machine.
func (a *api) fail(w http.ResponseWriter, q *question, err error) {
	what, help, refused := generator.Refusal(err)
	if !refused {
		if a.opt.Failed != nil {
			a.opt.Failed(err)
		}
		a.refuse(w, q.Request, *guard.Refuse(http.StatusInternalServerError, "failed"))
		return
	}
	p := guard.Problem{Status: http.StatusBadRequest, Code: codeOf(err), Detail: what, Help: help}
	if !q.found() {
		p.Status = http.StatusNotFound
	}
	a.refuse(w, q.Request, p)
}

// codeOf names a refusal for programs: unknown-role, unknown-action.
func codeOf(err error) string {
	var unknown *generator.UnknownError
	if errors.As(err, &unknown) {
		return "unknown-" + string(unknown.Kind)
	}
	return "refused"
}

// found reports whether there is what the path names: a role of the catalog,
// where it names one.
func (q *question) found() bool {
	id, named := q.given["id"]
	return !named || q.now.project.Catalog.Role(id) != nil
}

// tag identifies the bytes of an answer, without making them: the same program
// says the same of the same catalog on the same day to the same question.
func (q *question) tag() string {
	hash := sha256.New()
	for _, s := range []string{q.now.name, q.asked.id, q.form.name, string(q.lang)} {
		io.WriteString(hash, strconv.Quote(s))
	}
	for _, name := range slices.Sorted(maps.Keys(q.given)) {
		if name != "format" && name != "lang" {
			io.WriteString(hash, strconv.Quote(name)+strconv.Quote(q.given[name]))
		}
	}
	return `"` + base64.RawURLEncoding.EncodeToString(hash.Sum(nil)[:18]) + `"`
}

// matches reports whether If-None-Match headers name a tag (RFC 9110, 13.1.2).
func matches(headers []string, tag string) bool {
	for t := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		if t = strings.TrimPrefix(strings.TrimSpace(t), "W/"); t == tag || t == "*" {
			return true
		}
	}
	return false
}

// contentType names the encoding of texts.
func contentType(media string) string {
	if strings.HasPrefix(media, "text/") {
		return media + "; charset=utf-8"
	}
	return media
}
