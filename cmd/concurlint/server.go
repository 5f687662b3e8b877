package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/concurlint/concurlint/internal/server"
)

func serverCommand(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "server",
		Short: "Speak with an editor: a language server on standard input and output",
		Long: "server is started by an editor. It speaks the language server protocol on standard input and output, and\n" +
			"writes its log to standard error. See \"Editor\" in the README for how to set it up.",
		Example: "  concurlint server",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := workingDir()
			if err != nil {
				return err
			}
			opts := server.Options{Version: version(), Dir: dir, Delay: server.DefaultDelay, Patience: server.DefaultPatience}
			if !server.Serve(cmd.Context(), io.NopCloser(s.in), s.out, s.err, opts) {
				return exit{1} // as the protocol wants of one that was not shut down
			}
			return nil
		},
	}
	cmd.Flags().Bool("stdio", true, "speak on standard input and output; there is no other way")
	return cmd
}
