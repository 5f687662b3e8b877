package ecosystem

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
)

// fetchModule copies a Go module of the module cache to a folder, unless it lies there already: in the cache it would be taken for
// a dependency.
func (p Package) fetchModule(ctx context.Context, folder string) error {
	done := folder + ".sum"
	if sum, err := os.ReadFile(done); err == nil && string(sum) == p.Sum {
		return nil
	}
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", p.Module+"@"+p.Version)
	cmd.Dir = os.TempDir()
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	text, err := cmd.Output()
	var got struct{ Dir, Sum, Error string }
	if jsonErr := json.NewDecoder(bytes.NewReader(text)).Decode(&got); jsonErr != nil || got.Error != "" || err != nil {
		return fmt.Errorf("downloading %s@%s: %w %s", p.Module, p.Version, err, got.Error)
	}
	if got.Sum != p.Sum {
		return fmt.Errorf("sum of %s@%s is %s, packages.toml wants %s", p.Module, p.Version, got.Sum, p.Sum)
	}
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := os.CopyFS(folder, os.DirFS(got.Dir)); err != nil {
		return err
	}
	return os.WriteFile(done, []byte(p.Sum), 0o644)
}
