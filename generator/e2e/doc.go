// Package e2e holds the tests that look at what a build makes the way its
// readers do: through a browser, a PDF reader, a spreadsheet and a parser.
//
// Start at build_test.go: the shipped catalog is built once a process, and
// nearly every test looks at that one folder. Only what has to differ is built
// again: a catalog full of hostile text, a site with a base URL, a build that
// is killed. The tests ask for tools from outside (Chromium, Node, Java,
// poppler, qpdf, and the checkers that package.json pins); a tool that is not
// there is a failure that says how to get it, never a skipped test.
package e2e
