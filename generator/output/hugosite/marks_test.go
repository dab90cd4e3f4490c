package hugosite

import (
	"fmt"
	"testing"

	"rolebook/generator/book"
)

func TestStep(t *testing.T) {
	t.Parallel()
	for of, want := range map[int]string{
		1: "[5]", 2: "[1 5]", 3: "[1 3 5]", 4: "[1 2 4 5]", 5: "[1 2 3 4 5]", 7: "[1 2 2 3 4 4 5]",
	} {
		var got []int
		for rank := 1; rank <= of; rank++ {
			got = append(got, step(rank, of))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%d scopes take the tints %v, want %s", of, got, want)
		}
	}
}

func TestWeight(t *testing.T) {
	t.Parallel()
	for of, want := range map[int]string{1: "[0]", 2: "[0 3]", 3: "[0 1 3]", 4: "[0 1 2 3]"} {
		var got []int
		for rank := 1; rank <= of; rank++ {
			got = append(got, weight(&book.Class{Rank: rank, Of: of}))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%d classes weigh %v, want %s", of, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	t.Parallel()
	for bytes, want := range map[int64]string{0: "", 499: "1 KB", 1_500: "2 KB", 142_300: "142 KB", 999_400: "999 KB", 1_000_000: "1.0 MB", 12_340_000: "12.3 MB"} {
		if got := size(bytes); got != want {
			t.Errorf("size(%d) = %q, want %q", bytes, got, want)
		}
	}
}

func TestScenario(t *testing.T) {
	t.Parallel()
	if got := scenario("en/roles/clerk/clerk.en.job-description.pdf"); got != "job-description" {
		t.Errorf("scenario is %q", got)
	}
}
