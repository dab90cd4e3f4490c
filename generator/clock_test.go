package generator_test

import (
	"testing"
	"time"

	"rolebook/generator"
	"rolebook/generator/catalog"
)

func TestToday(t *testing.T) {
	t.Parallel()
	asked := catalog.Date{Year: 2030, Month: 2, Day: 3}
	for _, c := range []struct {
		asked catalog.Date
		epoch string
		want  catalog.Date
	}{
		{asked, "", asked},
		{asked, "1795305600", asked},
		{catalog.Date{}, "1795305599", catalog.Date{Year: 2026, Month: 11, Day: 21}},
		{catalog.Date{}, "1795305600", catalog.Date{Year: 2026, Month: 11, Day: 22}},
		{catalog.Date{}, "", catalog.DateOf(time.Now())},
	} {
		got, err := generator.Today(c.asked, func(string) string { return c.epoch })
		if err != nil || got != c.want {
			t.Errorf("Today(%v, %q) = %v, %v, not %v", c.asked, c.epoch, got, err, c.want)
		}
	}
	if got, err := generator.Today(catalog.Date{}, func(string) string { return "soon" }); err == nil {
		t.Errorf("Today of a day that is none: %v", got)
	}
}
