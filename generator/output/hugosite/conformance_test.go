package hugosite_test

import (
	"testing"

	"rolebook/generator/output/conformance"
	"rolebook/generator/output/hugosite"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, hugosite.New(hugosite.Options{}), conformance.Expect{Texts: conformance.Everything})
}
