// Package example lays the examples of explanations over a small catalog, for
// the tests that hold them to their word.
//
// Start at [Over].
package example

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"strings"
	"testing/fstest"
)

// plainRole is what an example of a role is an excerpt of, key by key.
var plainRole = [][2]string{
	{"name", "name: Order Clerk\n"},
	{"family", "family: sales\n"},
	{"overview", "overview: Takes orders.\n"},
	{"duties", "duties: []\n"},
	{"permissions", "permissions: {}\n"},
}

// head matches the line of an example that names a file; words on how it is
// saved may follow.
var head = regexp.MustCompile(`(?m)^# ([a-z/-]+\.yaml)(, .*)?\n`)

// Over lays an example over a catalog, which stays as it is. An example shows
// an excerpt of one file or several. A role gets the required keys that its
// excerpt leaves out, catalog.yaml keeps what it has, sod.yaml all but the
// exceptions. It fails for a file that the catalog does not have.
func Over(folder fstest.MapFS, example string) (fstest.MapFS, error) {
	out := maps.Clone(folder)
	heads := head.FindAllStringSubmatchIndex(example, -1)
	if len(heads) == 0 || heads[0][0] != 0 {
		return nil, fmt.Errorf("an example of no file: %.40q", example)
	}
	for i, h := range heads {
		end := len(example)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		name, excerpt := example[h[2]:h[3]], example[h[1]:end]
		old := folder[name]
		if old == nil {
			return nil, fmt.Errorf("an example of %s, which the catalog does not have", name)
		}
		data := whole(name, string(old.Data), excerpt)
		if h[4] >= 0 && strings.Contains(example[h[4]:h[5]], "ISO 8859-1") {
			data = strings.ReplaceAll(data, "é", "\xe9")
		}
		out[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return out, nil
}

// whole completes an excerpt of a file.
func whole(name, old, excerpt string) string {
	switch name {
	case "catalog.yaml":
		return old + excerpt
	case "sod.yaml":
		rules, _, _ := strings.Cut(old, "exceptions:")
		return rules + excerpt
	}
	id := "id: " + strings.TrimSuffix(path.Base(name), ".yaml") + "\n"
	for _, key := range append([][2]string{{"id", id}}, plainRole...) {
		if !regexp.MustCompile(`(?m)^` + key[0] + `:`).MatchString(excerpt) {
			excerpt += key[1]
		}
	}
	return excerpt
}
