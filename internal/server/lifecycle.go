package server

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/overlay"
)

// A client is what the other side can do.
type client struct {
	encoding        encoding
	markdown        bool
	related         bool
	versions        bool
	descriptions    bool
	data            bool
	preferred       bool
	documentChanges bool
	watches         bool
	progress        bool
}

func clientOf(p initializeParams) client {
	c := p.Capabilities
	d := c.TextDocument.PublishDiagnostics
	return client{
		encoding: negotiate(c.General.PositionEncodings), markdown: slices.Contains(c.TextDocument.Hover.ContentFormat, "markdown"),
		related: d.RelatedInformation, versions: d.VersionSupport, descriptions: d.CodeDescriptionSupport, data: d.DataSupport,
		preferred:       c.TextDocument.CodeAction.IsPreferredSupport,
		documentChanges: c.Workspace.WorkspaceEdit.DocumentChanges, watches: c.Workspace.DidChangeWatchedFiles.DynamicRegistration,
		progress: c.Window.WorkDoneProgress,
	}
}

// initialize hears what the client can do, and says what we can.
func (s *server) initialize(ctx context.Context, p initializeParams) (any, error) {
	settings, err := readSettings(p.InitializationOptions)
	if err != nil {
		s.tell(ctx, messageError, err.Error())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.client, s.settings, s.phase = clientOf(p), settings, open
	roots := p.WorkspaceFolders
	if len(roots) == 0 && p.RootURI != "" {
		roots = []folder{{p.RootURI}}
	}
	if len(roots) == 0 && p.RootPath != "" {
		roots = []folder{{uriOf(p.RootPath)}}
	}
	s.changeFolders(roots, nil)
	return map[string]any{
		"serverInfo": map[string]string{"name": "concurlint", "version": s.opts.Version},
		"capabilities": map[string]any{
			"positionEncoding":   s.client.encoding,
			"textDocumentSync":   map[string]any{"openClose": true, "change": 2, "save": map[string]bool{"includeText": false}},
			"hoverProvider":      true,
			"codeActionProvider": map[string]any{"codeActionKinds": []string{quickFix, fixAll}},
			"workspace": map[string]any{
				"workspaceFolders": map[string]bool{"supported": true, "changeNotifications": true},
			},
		},
	}, nil
}

// watched are the files besides source that change what is found.
func watched() []string {
	return []string{"**/concurlint.toml", "**/pyproject.toml", "**/go.mod", "**/.gitignore"}
}

// initialized asks to be told of changes to the configuration.
func (s *server) initialized(ctx context.Context, _ json.RawMessage) (any, error) {
	s.mu.Lock()
	watches := s.client.watches
	s.mu.Unlock()
	if !watches {
		return nil, nil
	}
	var watchers []map[string]string
	for _, glob := range watched() {
		watchers = append(watchers, map[string]string{"globPattern": glob})
	}
	params := map[string]any{"registrations": []map[string]any{{
		"id": "concurlint-files", "method": "workspace/didChangeWatchedFiles", "registerOptions": map[string]any{"watchers": watchers},
	}}}
	s.start(func() { // its answer comes as a message, which nobody would read if we waited here
		defer s.guard(ctx, "client/registerCapability", nil)
		if err := s.conn.Call(ctx, "client/registerCapability", params, nil); err != nil && ctx.Err() == nil {
			s.log.Printf("asking to be told of changed files: %v", err)
		}
	})
	return nil, nil
}

func (s *server) shutdown(context.Context, json.RawMessage) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.phase = closed
	for uri := range s.docs {
		s.queue.drop(uri)
	}
	return nil, nil
}

func (s *server) exit(context.Context, json.RawMessage) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch s.phase {
	case ended, left:
		return nil, nil
	case closed:
		s.phase = ended
	default:
		s.phase = left
	}
	close(s.exited)
	return nil, nil
}

// changeFolders takes folders in and out. The lock must be held.
func (s *server) changeFolders(added, removed []folder) {
	for _, f := range removed {
		if path, ok := pathOf(f.URI); ok {
			s.folders = slices.DeleteFunc(s.folders, func(have string) bool { return have == overlay.Real(path) })
		}
	}
	for _, f := range added {
		if path, ok := pathOf(f.URI); ok && !slices.Contains(s.folders, overlay.Real(path)) {
			s.folders = append(s.folders, overlay.Real(path))
		}
	}
}

// folderOf is the folder that a file is linted from, as if somebody ran check there: the innermost open one that holds it,
// else its own. The lock must be held.
func (s *server) folderOf(path string) string {
	best := ""
	for _, f := range s.folders {
		if holds(f, path) && len(f) > len(best) {
			best = f
		}
	}
	if best == "" && holds(s.opts.Dir, path) {
		best = s.opts.Dir
	}
	if best == "" {
		best = parentOf(path)
	}
	return best
}

func (s *server) didChangeFolders(_ context.Context, p didChangeFoldersParams) (any, error) {
	s.mu.Lock()
	s.changeFolders(p.Event.Added, p.Event.Removed)
	s.mu.Unlock()
	s.lintAll("")
	return nil, nil
}

// didChangeConfiguration reads the settings of the client, where it sends some, and lints everything anew.
func (s *server) didChangeConfiguration(ctx context.Context, p didChangeConfigurationParams) (any, error) {
	if text := strings.TrimSpace(string(p.Settings)); text != "" && text != "null" {
		settings, err := readSettings(p.Settings)
		if err != nil {
			s.tell(ctx, messageError, err.Error())
			return nil, err
		}
		s.mu.Lock()
		s.settings = settings
		s.mu.Unlock()
	}
	s.lintAll("")
	return nil, nil
}

func (s *server) didChangeWatchedFiles(context.Context, json.RawMessage) (any, error) {
	s.lintAll("")
	return nil, nil
}
