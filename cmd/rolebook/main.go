// Command rolebook turns a catalog of roles, written as YAML files, into a
// site, documents, sheets and a permission matrix that has been checked.
//
// This package only talks to people and shells: it reads flags, picks the
// reader's language, prints results and gives the exit status. What a command
// does is decided in package generator and below. Each command is a file with
// an options struct, the command that fills it in, and the method that runs it;
// [groups] lists them all.
//
// House rules: results go to stdout and everything else to stderr; whatever is
// said is a message of the locale files; an exit status comes from [app.status]
// and nowhere else.
package main

import (
	"os"
)

func main() {
	os.Exit(newApp(os.Args[1:], os.Stdout, os.Stderr, os.Getenv).run())
}
