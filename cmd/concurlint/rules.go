package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/rules"
)

// A listedRule is what rules --json says of a rule.
type listedRule struct {
	Code       string   `json:"code"`
	Name       string   `json:"name"`
	Title      string   `json:"title"`
	Family     string   `json:"family"`
	Languages  []string `json:"languages"`
	Level      string   `json:"level"`
	Confidence string   `json:"confidence"`
	Default    bool     `json:"default"`
	CWE        []int    `json:"cwe"`
	ReportsAt  string   `json:"reportsAt"`
}

func rulesCommand(s streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return listJSON(s)
			}
			return listTable(s)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func listJSON(s streams) error {
	listed := []listedRule{}
	for _, r := range rules.All() {
		listed = append(listed, listedRule{r.Code, r.Name, r.Title, r.Family(), r.Languages, r.Level, r.Confidence, r.Default, r.CWE, r.ReportsAt})
	}
	return report.Encode(s.out, struct {
		Version int          `json:"version"`
		Rules   []listedRule `json:"rules"`
	}{1, listed})
}

func listTable(s streams) error {
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "CODE\tNAME\tLANGUAGES\tLEVEL\tDEFAULT\tWHAT IT FINDS")
	for _, r := range rules.All() {
		on := "on"
		if !r.Default {
			on = "off"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", r.Code, r.Name, strings.Join(r.Languages, ", "), r.Level, on, r.Title)
	}
	return w.Flush()
}
