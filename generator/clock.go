package generator

import (
	"fmt"
	"strconv"
	"time"

	"rolebook/generator/catalog"
)

// Today gives the one date that a run goes by: the one asked for, else the UTC
// day of SOURCE_DATE_EPOCH (seconds, see reproducible-builds.org), else the
// day on the machine's own calendar. It fails when SOURCE_DATE_EPOCH is no number.
func Today(asked catalog.Date, env func(string) string) (catalog.Date, error) {
	if !asked.IsZero() {
		return asked, nil
	}
	epoch := env("SOURCE_DATE_EPOCH")
	if epoch == "" {
		return catalog.DateOf(time.Now()), nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return catalog.Date{}, fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	return catalog.DateOf(time.Unix(seconds, 0).UTC()), nil
}
