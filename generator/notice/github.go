package notice

import (
	"fmt"
	"io"
	"strings"
)

// githubCommands are the workflow commands for the levels.
var githubCommands = map[Level]string{Error: "error", Warning: "warning", Note: "notice"}

// GitHub writes workflow commands, which GitHub shows beside the lines of a
// pull request: for what is neither settled nor known. The syntax is that of
// "Workflow commands for GitHub Actions".
func (r *Report) GitHub(w io.Writer) error {
	var b strings.Builder
	for _, s := range r.Suites {
		for _, n := range s.Notices {
			if n.State <= Minor {
				r.githubLine(&b, n)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) githubLine(b *strings.Builder, n Notice) {
	properties := []string{"title=" + githubProperty(n.Rule)}
	if n.At.File != "" {
		properties = append(properties, "file="+githubProperty(r.Root+n.At.File))
	}
	if n.At.Start.Line > 0 {
		properties = append(properties, fmt.Sprintf("line=%d,col=%d", n.At.Start.Line, n.At.Start.Column))
		if n.At.End.Line == n.At.Start.Line && n.At.End.Column > n.At.Start.Column {
			properties = append(properties, fmt.Sprintf("endColumn=%d", n.At.End.Column))
		}
	}
	lines := []string{n.Text}
	for _, x := range n.Related {
		if x.Text != "" {
			lines = append(lines, fmt.Sprintf("%s%s:%d:%d: %s", r.Root, x.At.File, x.At.Start.Line, x.At.Start.Column, x.Text))
		}
	}
	text := strings.Join(append(lines, n.More...), "\n")
	fmt.Fprintf(b, "::%s %s::%s\n", githubCommands[n.Level], strings.Join(properties, ","), githubData(text))
}

var (
	githubDataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubPropertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func githubData(s string) string     { return githubDataEscapes.Replace(s) }
func githubProperty(s string) string { return githubPropertyEscapes.Replace(s) }
