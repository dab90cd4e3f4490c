package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestMain makes this binary the program itself when a script runs it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rolebook": main})
}

// TestScripts runs the program as people do. In the scripts
//
//	exits N rolebook …
//
// runs it and checks its exit status; the day is 22 November 2026; $MINI is the
// small catalog of the format's contract (which stands in the folder mini, too,
// for outputs that name files), $BAD the folder of broken ones and
// $ROLES the shipped catalog.
func TestScripts(t *testing.T) {
	t.Parallel()
	contract, err := filepath.Abs("../../generator/load/testdata/contract")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "decide": decide},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOURCE_DATE_EPOCH", "1795305600")
			env.Setenv("MINI", filepath.Join(contract, "mini"))
			env.Setenv("BAD", filepath.Join(contract, "bad"))
			if err := os.CopyFS(filepath.Join(env.WorkDir, "mini"), os.DirFS(filepath.Join(contract, "mini"))); err != nil {
				return err
			}
			env.Setenv("ROLES", filepath.Join(contract, "../../../../roles"))
			return nil
		},
	})
}

// exits runs a program that must end with a certain status.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS PROGRAM [ARGUMENT…]")
	}
	err := ts.Exec(args[1], args[2:]...)
	status := 0
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		status = ended.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if want, _ := strconv.Atoi(args[0]); status != want {
		ts.Fatalf("status %d, not %d", status, want)
	}
}
