package xlsx

import (
	"io"
	"testing"

	"rolebook/generator/output/conformance"
	"rolebook/roles"
)

func BenchmarkShipped(b *testing.B) {
	set := conformance.Load(b, roles.Files)
	for b.Loop() {
		if err := Write(io.Discard, set, set.Default()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	set := conformance.Hostile(b)
	for b.Loop() {
		if err := Write(io.Discard, set, set.Default()); err != nil {
			b.Fatal(err)
		}
	}
}
