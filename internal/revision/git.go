// Package revision reads an earlier revision of a git repository, and writes its files into a folder of their own. It
// reads objects alone: the user's files, index and configuration stay as they are, and no hook, filter or other program
// that a repository names is run. It imports nothing of ours.
package revision

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A Repo is a git repository with files.
type Repo struct {
	Root string // absolute, links resolved
}

// Open finds the repository that a folder lies in.
func Open(ctx context.Context, dir string) (*Repo, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("git is needed to read an earlier revision, and is not on the PATH; install it")
	}
	out, err := git(ctx, dir, "rev-parse", "--show-toplevel")
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && strings.Contains(err.Error(), "not a git repository"):
		return nil, fmt.Errorf("%s is in no git repository, so there is no earlier revision; use a baseline file, see concurlint baseline --help", dir)
	case err != nil:
		return nil, fmt.Errorf("looking for the git repository of %s: %w", dir, err)
	}
	root, err := filepath.EvalSymlinks(filepath.FromSlash(strings.TrimRight(string(out), "\r\n")))
	if err != nil {
		return nil, fmt.Errorf("finding the root of the git repository: %w", err)
	}
	return &Repo{root}, nil
}

// Commit returns the commit that a revision means.
func (r *Repo) Commit(ctx context.Context, rev string) (string, error) {
	if rev == "" || strings.HasPrefix(rev, "-") || strings.ContainsAny(rev, "\x00\n") {
		return "", fmt.Errorf("%q is no revision; name a branch, a tag or a commit", rev)
	}
	out, err := git(ctx, r.Root, "rev-parse", "--verify", "--quiet", rev+"^{commit}")
	if err == nil {
		return strings.TrimSpace(string(out)), nil
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 || strings.Contains(err.Error(), "unknown revision") {
		return "", fmt.Errorf("the repository has no revision %q; %s", rev, r.remedy(ctx))
	}
	return "", fmt.Errorf("looking for revision %q: %w", rev, err)
}

// remedy says how a revision that is missing is got. A shallow clone has only the last ones.
func (r *Repo) remedy(ctx context.Context) string {
	if r.shallow(ctx) {
		return "this clone is shallow: run git fetch --unshallow, or in CI check out with fetch-depth: 0"
	}
	return "check the name, or fetch it first (git fetch origin); in CI check out with fetch-depth: 0"
}

func (r *Repo) shallow(ctx context.Context) bool {
	out, err := git(ctx, r.Root, "rev-parse", "--is-shallow-repository")
	return err == nil && strings.TrimSpace(string(out)) == "true"
}

// partial reports whether git would have to fetch some texts when they are asked for.
func (r *Repo) partial(ctx context.Context) bool {
	out, err := git(ctx, r.Root, "config", "--get-regexp", `^(extensions\.partialclone|remote\..*\.promisor)$`)
	return err == nil && len(bytes.TrimSpace(out)) > 0
}

// MergeBase returns the commit where the work at hand left a branch.
func (r *Repo) MergeBase(ctx context.Context, branch string) (string, error) {
	other, err := r.Commit(ctx, branch)
	if err != nil {
		return "", err
	}
	out, err := git(ctx, r.Root, "merge-base", "HEAD", other)
	switch {
	case err == nil:
		return strings.TrimSpace(string(out)), nil
	case ctx.Err() != nil:
		return "", ctx.Err()
	case r.shallow(ctx):
		return "", fmt.Errorf("no common revision of HEAD and %s is known; %s", branch, r.remedy(ctx))
	}
	return "", fmt.Errorf("HEAD and %s have no common revision; name another branch, or use --new-from", branch)
}

// git runs git in a folder and returns what it prints. An error says what git says.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := command(ctx, dir, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, said(err, stderr.String())
	}
	return out, nil
}

// A failure is what git says before it fails.
type failure struct {
	text string
	err  error
}

func (f failure) Error() string { return f.text }

func (f failure) Unwrap() error { return f.err }

// said puts the first line of what git says in place of its exit code.
func said(err error, stderr string) error {
	line, _, _ := strings.Cut(strings.TrimSpace(stderr), "\n")
	if line == "" {
		return err
	}
	line = "git: " + strings.TrimPrefix(line, "fatal: ")
	if _, folder, ok := strings.Cut(line, "dubious ownership in repository at "); ok {
		line += "; if you trust it: git config --global --add safe.directory " + folder
	}
	return failure{line, err}
}

// command is git without what a repository could make it run, or fetch. Variables that a hook sets would have it look
// elsewhere.
func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	safe := []string{"--no-pager", "--no-replace-objects", "-c", "core.hooksPath=" + os.DevNull, "-c", "core.fsmonitor=false"}
	cmd := exec.CommandContext(ctx, "git", append(safe, args...)...)
	cmd.Dir = dir
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}, name)
	})
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_LFS_SKIP_SMUDGE=1", "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0")
	return cmd
}
