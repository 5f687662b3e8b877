package pyscan

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/workers"
	"github.com/concurlint/concurlint/pyscan/internal/notebook"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A reader reads and parses files, as many at once as there are processors.
type reader struct {
	fsys     fs.FS
	maxBytes int
	cache    *Cache
}

// A file is one file that was asked for: a tree, or notices that say why there is none, or what is wrong in it.
type file struct {
	path    string
	tree    *syntax.Tree
	notices []finding.Notice
	cells   *notebook.Notebook // nil for any other file
}

// usable reports whether this build has a parser.
func (r reader) usable() error {
	p, err := r.parser()
	if err == nil {
		p.Close()
	}
	return err
}

func (r reader) parser() (*syntax.Parser, error) {
	return syntax.NewParser(syntax.Options{MaxBytes: r.maxBytes})
}

// all reads the files, in the order given.
func (r reader) all(ctx context.Context, paths []string) []file {
	files := make([]file, len(paths))
	workers.Each(ctx, len(paths), func(jobs iter.Seq[int]) {
		p, err := r.parser()
		if err != nil {
			return // usable has said so
		}
		defer p.Close()
		for i := range jobs {
			files[i] = r.file(p, paths[i])
		}
	})
	return files
}

// file reads and parses one file, unless it was parsed before.
func (r reader) file(p *syntax.Parser, path string) file {
	src, err := r.bytes(path)
	if err != nil {
		return file{path: path, notices: []finding.Notice{r.notice(path, err)}}
	}
	f, ok, keep := r.cache.get(path, src)
	if !ok {
		f = r.parse(p, path, src)
		keep(f)
	}
	return f
}

// parse parses the text of a file.
func (r reader) parse(p *syntax.Parser, path string, src []byte) file {
	f := file{path: path}
	var err error
	if isNotebook(path) {
		if f.cells, err = notebook.Read(src); err == nil {
			src = f.cells.Text
		}
	}
	if err == nil {
		f.tree, err = p.Parse(path, src)
	}
	if err != nil {
		f.notices = append(f.notices, r.notice(path, err))
		return f
	}
	for _, n := range f.tree.Notices {
		f.notices = append(f.notices, finding.Notice{
			Span: at(f.tree, n.Offset), Text: n.Text, Kind: finding.Encoding,
			Remedy: "save the file as UTF-8, or declare its encoding in the first line",
		})
	}
	if len(f.tree.Errors) > 0 {
		f.notices = append(f.notices, finding.Notice{
			Span: at(f.tree, f.tree.Errors[0].Start), Kind: finding.ParseError,
			Text:   "the syntax is not understood here; the function around it was not analysed, the rest of the file was",
			Remedy: "check it with python -m py_compile; if Python accepts it, report the line",
		})
	}
	return f
}

func isNotebook(name string) bool { return path.Ext(name) == ".ipynb" }

// maxOutput is how much larger than its code a notebook may be: it holds pictures.
const maxOutput = 10

// bytes reads a file, but not much more of it than is allowed.
func (r reader) bytes(path string) ([]byte, error) {
	most := int64(r.maxBytes)
	if isNotebook(path) {
		most *= maxOutput
	}
	in, err := r.fsys.Open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	src, err := io.ReadAll(io.LimitReader(in, most+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return src, nil
}

// notice says why there is no tree of a file.
func (r reader) notice(path string, err error) finding.Notice {
	n := finding.Notice{Span: finding.Span{File: path}, Fatal: true}
	switch {
	case errors.Is(err, syntax.ErrTooLarge):
		n.Kind, n.Fatal = finding.TooLarge, false
		n.Text = fmt.Sprintf("the file is larger than %d bytes and was not analysed", r.maxBytes)
		n.Remedy = "leave it out with --exclude if it is generated"
	case errors.Is(err, syntax.ErrTooSlow):
		n.Kind, n.Fatal = finding.NotAnalysed, false
		n.Text = "parsing the file took too long, and it was not analysed"
		n.Remedy = "leave it out with --exclude if it is generated"
	case errors.Is(err, notebook.ErrForm):
		n.Kind, n.Fatal = finding.ParseError, false
		n.Text = fmt.Sprintf("the notebook was not analysed: %v", err)
		n.Remedy = "open and save it in Jupyter, or leave it out with --exclude"
	default:
		n.Kind = finding.Unreadable
		n.Text = fmt.Sprintf("the file could not be read: %v", plain(err))
		n.Remedy = "make it readable, or leave it out with --exclude"
	}
	return n
}

// plain takes the path off an error that a notice names already.
func plain(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func at(t *syntax.Tree, offset int) finding.Span {
	return finding.Span{File: t.Path, Start: offset, End: offset, Line: t.Line(offset), Col: t.Column(offset)}
}
