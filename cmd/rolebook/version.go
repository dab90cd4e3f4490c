package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// The release that this is. Manual pages carry its day, so that they are the
// same whenever they are made.
const (
	version  = "0.1.0"
	released = "2026-11-22"
)

func newVersion(a *app) *cobra.Command {
	c := a.command("version", "")
	c.Args = between(0, 0)
	c.RunE = func(*cobra.Command, []string) error {
		_, err := fmt.Fprintln(a.stdout, versionLine())
		return err
	}
	return c
}

// versionLine names the release and what the binary was built from and with.
func versionLine() string {
	line := fmt.Sprintf("rolebook %s (%s %s/%s", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				line += ", " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	return line + ")"
}
