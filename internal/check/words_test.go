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
