package check

import "testing"

func TestShortAPI(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, api, want string }{
		{"folders are cut", "net/http.Get", "http.Get"},
		{"a method keeps its type", "golang.org/x/sync/errgroup.Group.Go", "errgroup.Group.Go"},
		{"a major version is no name", "github.com/jackc/pgx/v5.Connect", "pgx.Connect"},
		{"nor for a folder below it", "github.com/jackc/pgx/v5/pgxpool.New", "pgxpool.New"},
		{"python stays", "asyncio.gather", "asyncio.gather"},
		{"a package called v", "example.com/v.Open", "v.Open"},
		{"no package", "go", "go"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := shortAPI(row.api); got != row.want {
				t.Errorf("internal/check/words.go: shortAPI(%q) = %q, want %q", row.api, got, row.want)
			}
		})
	}
}

func TestItemsOf(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, iterable, want string }{
		{"a name", "servers", "servers"},
		{"the last word of a name", "server_urls", "urls"},
		{"a field", "self._plugins", "plugins"},
		{"the values of a dictionary", "self.servers.values()", "servers"},
		{"a copy", "list(handlers)", "handlers"},
		{"what each is called", "worker_names", "worker"},
		{"in what they are", "server_list", "server"},
		{"no more than a label", "names", "names"},
		{"a call", "cls.enabled_services()", "services"},
		{"a call with arguments", "loggers_for(kind(event)[0])", "loggers"},
		{"which of them", "servers_with_url", "servers"},
		{"a word that begins like one", "information_urls", "urls"},
		{"a call of a name", "_targets(model)", "targets"},
		{"a call of a call", "registry(app).hooks.items()", "hooks"},
		{"a bracket alone", "x)", "x"},
		{"nothing", "()", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := itemsOf(row.iterable); got != row.want {
				t.Errorf("internal/check/words.go: itemsOf(%q) = %q, want %q", row.iterable, got, row.want)
			}
		})
	}
}
