package diag

import (
	"fmt"
	"io"
	"strings"
)

// GitHub writes workflow commands, which GitHub shows beside the lines of a
// pull request. Root is put before file names: the catalog's place in the
// repository. The syntax is that of "Workflow commands for GitHub Actions".
func GitHub(w io.Writer, list List, say Localizer, root string) error {
	var b strings.Builder
	for _, d := range list {
		properties := []string{"title=" + githubProperty(string(d.Code))}
		if d.At.File != "" {
			properties = append(properties, "file="+githubProperty(root+d.At.File))
		}
		if d.At.Start.Line > 0 {
			properties = append(properties, fmt.Sprintf("line=%d,col=%d", d.At.Start.Line, d.At.Start.Column))
			if d.At.End.Line == d.At.Start.Line && d.At.End.Column > d.At.Start.Column {
				properties = append(properties, fmt.Sprintf("endColumn=%d", d.At.End.Column))
			}
		}
		text := strings.Join(append([]string{say.Message(d.Msg)}, helpLines(d, say)...), "\n")
		fmt.Fprintf(&b, "::%s %s::%s\n", d.Severity, strings.Join(properties, ","), githubData(text))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var (
	githubDataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubPropertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func githubData(s string) string     { return githubDataEscapes.Replace(s) }
func githubProperty(s string) string { return githubPropertyEscapes.Replace(s) }
