package search

import (
	"encoding/json"
	"slices"
	"strings"
)

// file is an index as the site's script reads it. Texts stand there once, and
// everything else names them by their places. All lists of numbers that are
// long hold differences, each to the number before, which compress well.
type file struct {
	Words map[string]string `json:"words"` // what the script says
	Kinds []string          `json:"kinds"`
	Skip  skip              `json:"skip"`
	Texts []string          `json:"texts"`
	Langs map[string][]int  `json:"langs"` // texts in another language, by its tag: differences
	Keys  string            `json:"keys"`  // in the order of UTF-16, a space between two
	Posts [][]int           `json:"posts"` // for each key, its texts: differences
	Pages []string          `json:"pages"`
	Parts []string          `json:"parts"` // anchors; the first is empty
	Count []int             `json:"count"` // entries of each kind
	Title []int             `json:"title"` // of each entry: differences
	Page  []int             `json:"page"`
	Part  []int             `json:"part"`
	In    [][]int           `json:"in"`    // runs of entries that stand in the same: how many, then the texts
	Names [][]int           `json:"names"` // the entry, then the texts; entries without are left out
	Avoid [][]int           `json:"avoid"`
	Notes [][]int           `json:"notes"`
}

// Write writes the index as JSON, with the words that the script needs.
func (x *Index) Write(words map[string]string) ([]byte, error) {
	f := file{
		Words: words, Kinds: x.kinds, Skip: skips, Langs: map[string][]int{}, Keys: strings.Join(x.keys, " "),
		Parts: []string{""}, Count: make([]int, len(x.kinds)), In: [][]int{}, Names: [][]int{}, Avoid: [][]int{}, Notes: [][]int{},
		Texts: []string{}, Pages: []string{}, Title: []int{}, Page: []int{}, Part: []int{}, Posts: [][]int{},
	}
	for i, t := range x.texts {
		f.Texts = append(f.Texts, t.Text)
		if t.Lang != "" {
			f.Langs[t.Lang] = append(f.Langs[t.Lang], i)
		}
	}
	for tag := range f.Langs {
		f.Langs[tag] = differences(f.Langs[tag])
	}
	for _, p := range x.posts {
		f.Posts = append(f.Posts, differences(p))
	}
	f.addEntries(x.entries)
	return json.Marshal(f)
}

func (f *file) addEntries(entries []entry) {
	pages, parts := map[string]int{}, map[string]int{"": 0}
	place := func(s string, known map[string]int, list *[]string) int {
		i, ok := known[s]
		if !ok {
			i = len(*list)
			known[s] = i
			*list = append(*list, s)
		}
		return i
	}
	some := func(to *[][]int, i int, texts []int) {
		if len(texts) > 0 {
			*to = append(*to, append([]int{i}, texts...))
		}
	}
	for i := range entries {
		e := &entries[i]
		f.Count[e.kind]++
		f.Title = append(f.Title, e.title)
		f.Page = append(f.Page, place(e.page, pages, &f.Pages))
		f.Part = append(f.Part, place(e.part, parts, &f.Parts))
		some(&f.Names, i, e.names)
		some(&f.Avoid, i, e.avoid)
		if e.note >= 0 {
			some(&f.Notes, i, []int{e.note})
		}
		if i > 0 && slices.Equal(entries[i-1].in, e.in) {
			f.In[len(f.In)-1][0]++
		} else {
			f.In = append(f.In, append([]int{1}, e.in...))
		}
	}
	f.Title, f.Page, f.Part = differences(f.Title), differences(f.Page), differences(f.Part)
}

// differences gives each number as the difference to the one before.
func differences(list []int) []int {
	out := make([]int, len(list))
	before := 0
	for i, n := range list {
		out[i], before = n-before, n
	}
	return out
}
