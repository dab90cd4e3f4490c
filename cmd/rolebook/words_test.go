package main

import (
	"os"
	"testing"
)

func TestCommandOn(t *testing.T) {
	for dir, want := range map[string]string{
		"demo":       "rolebook build demo",
		"my roles":   "rolebook build 'my roles'",
		"it's":       `rolebook build 'it'\''s'`,
		"../角色":      "rolebook build ../角色",
		"roles":      "rolebook build roles", // there is none yet
		"$(reboot)/": "rolebook build '$(reboot)/'",
	} {
		if got := commandOn("build", dir); got != want {
			t.Errorf("%q: %s, not %s", dir, got, want)
		}
	}
	t.Chdir(t.TempDir())
	if err := os.CopyFS("roles", starter); err != nil {
		t.Fatal(err)
	}
	if got := commandOn("build", "roles/starter"); got != "rolebook build roles/starter" {
		t.Errorf("a catalog elsewhere: %s", got)
	}
	t.Chdir("roles/starter")
	for _, dir := range []string{".", "./"} {
		if got := commandOn("build", dir); got != "rolebook build" {
			t.Errorf("the catalog that is taken anyway, as %q: %s", dir, got)
		}
	}
}
