package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manCommand prints the manual page. The generator of the command library writes a page a command and brings a markdown
// parser with it; one page is what people look for, and takes a few lines.
func manCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  "Print the manual page, for concurlint.1",
		Hidden: true, // for those who package
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, err := s.out.Write(manPage(cmd.Root())); err != nil {
				return fmt.Errorf("writing the manual page: %w", err)
			}
			return nil
		},
	}
}

// manEnd is what no command says of itself.
const manEnd = `.SH EXIT STATUS
.TP
.B 0
No finding at or above \-\-fail\-on.
.TP
.B 1
Such a finding.
.TP
.B 2
Wrong use or configuration, a named path is missing, or the run is not complete. It wins over 1.
.TP
.B 130
Interrupted.
.SH FILES
.TP
.I concurlint.toml\fR, \fIpyproject.toml
The nearest above a file holds for it; concurlint config show FILE says what holds.
.SH ENVIRONMENT
.TP
.B NO_COLOR\fR, \fBFORCE_COLOR\fR, \fBCLICOLOR_FORCE
Whether text is coloured where \-\-color does not say.
.TP
.B GOOS\fR, \fBGOARCH\fR, \fBGOFLAGS
As for the go command, which lists the packages of Go code.
.SH SEE ALSO
https://github.com/concurlint/concurlint
`

// manPage is the page of a program, in the man macros.
func manPage(root *cobra.Command) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"%s\"\n", strings.ToUpper(root.Name()), roff(root.Name()+" "+version()))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(root.Name()), roff(root.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n.I command\n[\\fIargument\\fR ...]\n", roff(root.Name()))
	fmt.Fprintf(&b, ".SH DESCRIPTION\n%s\n.SH COMMANDS\n", roff(root.Long))
	manCommands(&b, root)
	b.WriteString(manEnd)
	return b.Bytes()
}

// manCommands writes all commands below one, those that only group others by their members.
func manCommands(b *bytes.Buffer, parent *cobra.Command) {
	for _, c := range parent.Commands() {
		switch {
		case c.Hidden || c.Name() == "help":
		case c.HasAvailableSubCommands():
			manCommands(b, c)
		default:
			manOne(b, c)
		}
	}
}

func manOne(b *bytes.Buffer, c *cobra.Command) {
	text := c.Long
	if text == "" {
		text = c.Short + "."
	}
	fmt.Fprintf(b, ".SS %s\n%s\n", roff(c.UseLine()), roff(text))
	if c.HasExample() {
		fmt.Fprintf(b, ".PP\n.nf\n%s\n.fi\n", roff(c.Example))
	}
	c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && f.Name != "help" {
			fmt.Fprintf(b, ".TP\n%s\n%s\n", manFlag(f), roff(f.Usage+manDefault(f)))
		}
	})
}

// manFlag is the flag as one writes it, with the kind of its value.
func manFlag(f *pflag.Flag) string {
	name := `\fB` + roff("--"+f.Name) + `\fR`
	if f.Shorthand != "" {
		name = `\fB` + roff("-"+f.Shorthand) + `\fR, ` + name
	}
	kind, _ := pflag.UnquoteUsage(f)
	if kind != "" {
		name += ` \fI` + roff(kind) + `\fR`
	}
	return name
}

// manDefault is what holds without the flag, where its text does not say.
func manDefault(f *pflag.Flag) string {
	value := strings.Trim(f.DefValue, "[]")
	if value == "" || value == "false" {
		return ""
	}
	return " (default: " + value + ")"
}

// roff escapes text: what troff would take for its own, at the start of a line too.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "`", `\(ga`, "'", `\(aq`, `"`, `\(dq`).Replace(text)
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") {
			lines[i] = `\&` + line
		}
		if line == "" {
			lines[i] = ".sp" // an empty line is one in print, which some readers call a mistake
		}
	}
	return strings.Join(lines, "\n")
}
