package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
	"github.com/google/go-cmp/cmp"

	"rolebook/generator"
	"rolebook/generator/catalog"
)

const miniFolder = "../../generator/load/testdata/contract/mini"

var today = catalog.Date{Year: 2026, Month: 11, Day: 22}

// open opens a catalog in order.
func open(t testing.TB, folder string) *generator.Project {
	t.Helper()
	p, err := generator.Open(context.Background(), os.DirFS(folder), generator.Options{On: today})
	if err != nil || p.Diagnostics.HasErrors() {
		t.Fatal(err, p.Diagnostics)
	}
	return p
}

var fonts = generator.NewFonts()

// serving answers about a project. What the machine fails at fails the test.
func serving(t testing.TB, p *generator.Project) http.Handler {
	return New(Options{
		Now: func(*http.Request) *generator.Project { return p }, Fonts: fonts, Paper: "a4",
		Failed: func(err error) { t.Error(err) },
	})
}

var mini = sync.OnceValue(func() *generator.Project {
	p, err := generator.Open(context.Background(), os.DirFS(miniFolder), generator.Options{On: today})
	if err != nil {
		panic(err)
	}
	return p
})

// get asks for a path below the root.
func get(h http.Handler, path string, header ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, "http://localhost"+Root+path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, r *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Refusals are in the catalog's first language from the first request on.
func TestFirstRefusal(t *testing.T) {
	t.Parallel()
	r := get(serving(t, open(t, "../../roles")), "/nothing")
	if got, want := r.Header.Get("Content-Language"), catalog.Chinese.Tag(); r.StatusCode != http.StatusNotFound || got != want {
		t.Errorf("status %d, in %s, not %s", r.StatusCode, got, want)
	}
}

func TestForms(t *testing.T) {
	t.Parallel()
	h := serving(t, mini())
	for _, c := range []struct{ path, accept, media string }{
		{"/roles", "", "application/json"},
		{"/roles", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json"},
		{"/roles/clerk/documents", "", "text/markdown; charset=utf-8"},
		{"/roles/clerk/documents", "text/html, */*;q=0.1", "text/html; charset=utf-8"},
		{"/roles/clerk/documents", "application/*", "application/pdf"},
		{"/roles/clerk/documents", "application/pdf;q=0.2, application/json;q=0.3", "application/json"},
		{"/roles/clerk/documents", "text/*, text/markdown;q=0", "text/html; charset=utf-8"},
		{"/roles/clerk/documents?format=pdf", "text/html", "application/pdf"},
		{"/matrix?format=csv", "", "text/csv; charset=utf-8"},
		{"/matrix", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	} {
		r := get(h, c.path, "Accept", c.accept)
		if got := r.Header.Get("Content-Type"); r.StatusCode != 200 || got != c.media {
			t.Errorf("%s, Accept: %s: status %d, %s", c.path, c.accept, r.StatusCode, got)
		}
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	h := serving(t, mini())
	for _, c := range []struct{ query, accept, want string }{
		{"", "", "en"}, // the catalog's first
		{"", "en;q=0.5, ja", "ja"},
		{"", "fr", "en"},
		{"?lang=en", "ja", "en"},
	} {
		r := get(h, "/roles/clerk/documents"+c.query, "Accept-Language", c.accept)
		if got := r.Header.Get("Content-Language"); got != c.want {
			t.Errorf("%s, Accept-Language: %s: %s", c.query, c.accept, got)
		}
	}
}

// What is refused, with which status, and under which name.
func TestProblems(t *testing.T) {
	t.Parallel()
	h := serving(t, mini())
	for _, c := range []struct {
		path, accept string
		status       int
		code, help   string
	}{
		{"/rolls", "", 404, "not-found", "/api/v1/openapi.json"},
		{"/", "", 404, "not-found", "openapi"},
		{"/roles/", "", 404, "not-found", "openapi"},
		{"/roles/clrk", "", 404, "unknown-role", "clerk"},
		{"/roles/clrk/documents?format=pdf", "", 404, "unknown-role", "clerk"},
		{"/roles/..%2f..%2fcatalog.yaml", "", 404, "not-found", ""},
		{"/roles/..%5c..%5ccatalog.yaml", "", 404, "unknown-role", ""},
		{"/roles/../../../etc/passwd", "", 404, "not-found", ""},
		{"/roles/%2e%2e/documents", "", 404, "not-found", ""},
		{"/roles//clerk", "", 404, "not-found", ""},
		{"/roles/clerk%00", "", 404, "unknown-role", ""},
		{"/can?roles=clerk&action=raed&object=order", "", 400, "unknown-action", "read"},
		{"/can?roles=clerk&action=read", "", 400, "missing-parameter", "object"},
		{"/who-can?action=read&object=order&scope=world", "", 400, "unknown-scope", ""},
		{"/roles/clerk/documents?scenario=party", "", 400, "bad-parameter", "onboarding"},
		{"/roles/clerk/documents?lang=de", "", 400, "bad-parameter", "ja"},
		{"/roles/clerk/documents?languag=ja", "", 400, "unknown-parameter", "lang"},
		{"/roles/clerk/documents?lang=ja&lang=en", "", 400, "repeated-parameter", "once"},
		{"/roles/clerk/documents", "image/png", 406, "not-acceptable", "application/pdf"},
		{"/search?q=" + strings.Repeat("x", 5000), "", 400, "long-parameter", "4096"},
		{"/search?q=%zz", "", 400, "broken-query", "%XX"},
	} {
		r := get(h, c.path, "Accept", c.accept, "Accept-Language", "en")
		var p struct {
			Status       int
			Title, Code  string
			Detail, Type string
			Help         []string
		}
		if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
			t.Fatalf("%s: %v", c.path, err)
		}
		if r.StatusCode != c.status || p.Status != c.status || p.Code != c.code || !strings.Contains(strings.Join(p.Help, " "), c.help) {
			t.Errorf("%s: status %d, %+v", c.path, r.StatusCode, p)
		}
		if r.Header.Get("ETag") != "" || r.Header.Get("Content-Language") != "en" || r.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %v", c.path, r.Header)
		}
	}
}

func TestMethods(t *testing.T) {
	t.Parallel()
	h := serving(t, mini())
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{http.MethodDelete, "/roles/clerk", 405, "GET, HEAD"},
		{http.MethodPost, "/roles", 405, "GET, HEAD"},
		{http.MethodGet, "/validate", 405, "POST"},
		{http.MethodOptions, "/matrix", 405, "GET, HEAD"},
		{http.MethodHead, "/matrix", 200, ""},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(c.method, "http://localhost"+Root+c.path, nil))
		if w.Code != c.status || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: status %d, allows %s", c.method, c.path, w.Code, w.Header().Get("Allow"))
		}
	}
}

// An entity tag stands for the bytes: it differs where they do, stays where they
// stay, and whoever shows it is told that nothing has changed.
func TestConditionalRequests(t *testing.T) {
	t.Parallel()
	h := serving(t, mini())
	bodies := map[string]string{} // by tag
	for _, path := range []string{
		"/roles", "/roles/clerk", "/roles/approver", "/roles/clerk/documents", "/roles/clerk/documents?lang=ja", "/roles/clerk/documents?detail=full",
		"/roles/clerk/documents?style=concise", "/roles/clerk/documents?scenario=onboarding", "/roles/clerk/documents?format=html", "/findings",
		"/search?q=order", "/search?q=order&limit=1",
	} {
		first := get(h, path)
		tag, said := first.Header.Get("ETag"), body(t, first)
		if other, ok := bodies[tag]; ok && other != said || tag == "" {
			t.Errorf("%s: the tag %q stands for something else", path, tag)
		}
		bodies[tag] = said
		for _, condition := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
			again := get(h, path, "If-None-Match", condition)
			if again.StatusCode != http.StatusNotModified || body(t, again) != "" || again.Header.Get("ETag") != tag {
				t.Errorf("%s, If-None-Match: %s: status %d", path, condition, again.StatusCode)
			}
		}
		if r := get(h, path, "If-None-Match", `"other"`); r.StatusCode != 200 || body(t, r) != said {
			t.Errorf("%s: what has changed is not told", path)
		}
	}
	for path, status := range map[string]int{"/roles/nobody": 404, "/roles/nobody/documents": 404, "/can?roles=nobody&action=read&object=order": 400} {
		if r := get(h, path, "If-None-Match", "*"); r.StatusCode != status {
			t.Errorf("%s: what is not there has not changed: status %d", path, r.StatusCode)
		}
	}
}

// Another catalog, and the same on another day, have other tags.
func TestTagsFollowTheCatalog(t *testing.T) {
	t.Parallel()
	later, err := generator.Open(t.Context(), os.DirFS(miniFolder), generator.Options{On: catalog.Date{Year: 2027, Month: 1, Day: 1}})
	if err != nil {
		t.Fatal(err)
	}
	now := mini()
	h := New(Options{Now: func(*http.Request) *generator.Project { return now }, Fonts: fonts})
	first := get(h, "/findings").Header.Get("ETag")
	now = later
	if second := get(h, "/findings").Header.Get("ETag"); second == first {
		t.Error("findings of another day have the same tag")
	}
	letter := New(Options{Now: func(*http.Request) *generator.Project { return now }, Fonts: fonts, Paper: "letter"})
	if second := get(letter, "/findings").Header.Get("ETag"); second == get(h, "/findings").Header.Get("ETag") {
		t.Error("answers on another paper have the same tag")
	}
	now = nil
	if r := get(h, "/findings"); r.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("without a catalog: status %d", r.StatusCode)
	}
}

func TestHead(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(serving(t, mini()))
	defer server.Close()
	for _, path := range []string{"/roles", "/roles/clerk/documents?format=pdf", "/roles/nobody"} {
		full, err := http.Get(server.URL + Root + path)
		if err != nil {
			t.Fatal(err)
		}
		length := len(body(t, full))
		head, err := http.Head(server.URL + Root + path)
		if err != nil {
			t.Fatal(err)
		}
		if head.StatusCode != full.StatusCode || head.Header.Get("ETag") != full.Header.Get("ETag") || head.ContentLength != int64(length) || body(t, head) != "" {
			t.Errorf("%s: HEAD has status %d, %d bytes; GET status %d, %d bytes", path, head.StatusCode, head.ContentLength, full.StatusCode, length)
		}
	}
}

const goodRole = `id: order-auditor
name: {zh: 订单审计员, en: Order Auditor, ja: 受注監査担当}
family: sales
overview: {zh: 核查订单。, en: Audits orders., ja: 受注を監査する。}
duties:
  - id: auditing
    name: {zh: 订单核查, en: Order audit, ja: 受注監査}
    tasks:
      - {zh: 每月抽查订单。, en: Sample orders every month., ja: 毎月、受注を抽出して確認する。}
permissions:
  allow:
    - {objects: [order], actions: [read], scope: all, for: [auditing]}
`

func TestValidate(t *testing.T) {
	t.Parallel()
	h := serving(t, mini())
	for _, c := range []struct {
		text, media string
		status      int
		valid       bool
		says        string
	}{
		{goodRole, "application/yaml", 200, true, ""},
		{strings.Replace(goodRole, "[order]", "[ordre]", 1), "application/yaml; charset=utf-8", 200, false, "ordre"},
		{"", "text/yaml", 200, false, ""},
		{"\x00\xff: [", "text/plain", 200, false, ""},
		{"{}", "application/json", 415, false, "application/yaml"},
	} {
		r := httptest.NewRequest(http.MethodPost, Root+"/validate?lang=en", strings.NewReader(c.text))
		r.Header.Set("Content-Type", c.media)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		var trial struct {
			Valid       bool
			Diagnostics []any
		}
		said := w.Body.String()
		if err := json.Unmarshal([]byte(said), &trial); err != nil {
			t.Fatal(err)
		}
		if w.Code != c.status || trial.Valid != c.valid || c.valid && len(trial.Diagnostics) > 0 || !strings.Contains(said, c.says) {
			t.Errorf("%q: status %d, %s", c.text, w.Code, said)
		}
	}
}

// The description is OpenAPI 3.1, in three languages. Each request of a list that
// uses every operation, parameter and form is one that it allows, and each answer
// is as it says; there is nothing else in it.
func TestDescription(t *testing.T) {
	t.Parallel()
	h := serving(t, mini())
	for _, lang := range catalog.AllLanguages {
		doc := described(t, h, lang)
		if strings.Contains(mustJSON(t, doc), "⟦") {
			t.Errorf("%s: words are missing", lang)
		}
		left := inventory(doc)
		router, err := legacy.NewRouter(doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{
			"/roles", "/roles/clerk", "/roles/nobody", "/vocabulary", "/matrix?format=json&lang=ja", "/matrix?format=csv", "/matrix?format=markdown", "/matrix?format=xlsx", "/findings?lang=zh",
			"/can?roles=clerk,approver&action=approve&object=order&lang=en", "/can?roles=nobody&action=approve&object=order", "/who-can?action=read&object=order&scope=all",
			"/search?q=order&limit=3&lang=en", "/openapi.json?lang=zh",
			"/roles/clerk/documents?format=pdf&lang=ja&scenario=recruitment&detail=full&style=friendly", "/roles/clerk/documents?format=html",
			"/roles/clerk/documents?format=markdown&scenario=access-review", "/roles/clerk/documents?format=json&detail=brief",
		} {
			left.strike(t, router, h, httptest.NewRequest(http.MethodGet, Root+path, nil))
		}
		post := httptest.NewRequest(http.MethodPost, Root+"/validate?lang=ja", strings.NewReader(goodRole))
		post.Header.Set("Content-Type", "application/yaml")
		left.strike(t, router, h, post)
		if len(left) > 0 {
			t.Errorf("%s: described, and not seen: %v", lang, left)
		}
	}
}

func described(t *testing.T, h http.Handler, lang catalog.Lang) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData([]byte(body(t, get(h, "/openapi.json?lang="+string(lang)))))
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !doc.IsOpenAPI31OrLater() {
		t.Error("the description is not OpenAPI 3.1")
	}
	return doc
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// unseen are the parts of a description that no request has used yet.
type unseen map[string]bool

func inventory(doc *openapi3.T) unseen {
	out := unseen{}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			at := method + " " + path
			for _, p := range op.Parameters {
				out[at+" "+p.Value.Name] = true
			}
			for media := range op.Responses.Status(200).Value.Content {
				out[at+" "+media] = true
			}
		}
	}
	return out
}

// strike asks, holds request and answer against the description, and takes what
// was used off the list.
func (u unseen) strike(t *testing.T, router routers.Router, h http.Handler, r *http.Request) {
	t.Helper()
	route, pathParams, err := router.FindRoute(r)
	if err != nil {
		t.Fatalf("%s: %v", r.URL, err)
	}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: pathParams, Route: route}
	if err := openapi3filter.ValidateRequest(t.Context(), in); err != nil {
		t.Errorf("%s: %v", r.URL, err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	out := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: w.Code, Header: w.Header(), Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())),
	}
	if err := openapi3filter.ValidateResponse(t.Context(), out); err != nil {
		t.Errorf("%s: %v", r.URL, err)
	}
	media, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
	at := r.Method + " " + route.Path
	delete(u, at+" "+media)
	for name := range r.URL.Query() {
		delete(u, at+" "+name)
	}
	for name := range pathParams {
		delete(u, at+" "+name)
	}
}

// The same question gets the same bytes, whoever else asks at the time.
func TestAnswersAtOnce(t *testing.T) {
	t.Parallel()
	h := serving(t, open(t, miniFolder))
	paths := []string{"/roles", "/matrix?format=csv", "/search?q=order", "/roles/clerk/documents?format=html", "/findings"}
	answers := make([]string, 20*len(paths))
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() { answers[i] = body(t, get(h, paths[i%len(paths)])) })
	}
	all.Wait()
	for chunk := range slices.Chunk(answers, len(paths)) {
		if diff := cmp.Diff(answers[:len(paths)], chunk); diff != "" {
			t.Error(diff)
		}
	}
}

// FuzzRequest asks anything. Nothing panics, the machine fails at nothing, and
// no answer has a word of a file that is no part of the catalog.
func FuzzRequest(f *testing.F) {
	for _, path := range []string{
		"/roles/clerk/documents?lang=ja&scenario=onboarding&detail=full&style=concise&format=html", "/roles/..%2f..%2fgo.mod", "/search?q=%E8%AE%A2%E5%8D%95&limit=3",
		"/can?roles=clerk,approver&action=approve&object=order", "/who-can?action=read&object=order&scope=all", "/matrix?format=xlsx", "/openapi.json", "/findings?lang=en",
	} {
		f.Add("GET", path, "text/html;q=0.5, */*", "ja,en;q=0.1", `"x"`, "")
	}
	f.Add("POST", "/validate?lang=zh", "", "", "", goodRole)
	h := serving(f, mini())
	f.Fuzz(func(t *testing.T, method, path, accept, language, match, text string) {
		u, err := url.ParseRequestURI(Root + path)
		if err != nil || strings.ContainsAny(method, " \r\n") || method == "" {
			return // no request that a server passes on
		}
		r := &http.Request{
			Method: method, URL: u, Host: "localhost", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, RequestURI: Root + path,
			Header: http.Header{
				"Accept": {accept}, "Accept-Language": {language}, "If-None-Match": {match}, "Content-Type": {"application/yaml"},
			},
			Body: io.NopCloser(strings.NewReader(text)),
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code >= 500 || w.Code < 200 {
			t.Errorf("%s %s: status %d", method, path, w.Code)
		}
		if said := w.Body.String(); strings.Contains(said, "module rolebook") || strings.Contains(said, "root:x:0") {
			t.Errorf("%s %s reads a file", method, path)
		}
		if w.Code >= 400 && w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s: status %d as %s", method, path, w.Code, w.Header().Get("Content-Type"))
		}
	})
}

// The worked examples of docs/api.md are what a server answers about the shipped
// catalog.
func TestWorkedExamples(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	h := serving(t, open(t, "../../roles"))
	runs := regexp.MustCompile("(?s)\n```console\n\\$ curl -s (?:-H '([^']*): ([^']*)' )?'http://127.0.0.1:1314"+Root+"([^']*)'\n(\\{.*?\n)```\n").FindAllStringSubmatch(string(page), -1)
	if len(runs) != len(catalog.AllLanguages) {
		t.Fatalf("%d examples", len(runs))
	}
	for _, run := range runs {
		header := http.Header{run[1]: {run[2]}}
		u, err := url.Parse(Root + run[3])
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, &http.Request{Method: http.MethodGet, URL: u, Host: "127.0.0.1:1314", Header: header})
		if diff := cmp.Diff(run[4], w.Body.String()); diff != "" {
			t.Errorf("%s: %s", run[3], diff)
		}
	}
}
