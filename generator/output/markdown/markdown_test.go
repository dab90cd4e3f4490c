package markdown

import (
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/output/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, Target{}, conformance.Expect{Files: paths, Texts: conformance.DocumentTexts})
}

func paths(set *book.Set) []string {
	var out []string
	for _, b := range set.Books {
		for _, r := range b.Roles {
			out = append(out, b.Key+"/roles/"+r.ID+"/"+r.ID+"."+b.Key+".job-description.md")
		}
	}
	return out
}
