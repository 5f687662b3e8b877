package notebook

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRead writes each line of code as people name it: line of the text, cell, line of the cell.
func TestRead(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, src, want string
	}{
		{"as Jupyter writes it", `{
 "cells": [
  {
   "cell_type": "markdown",
   "source": ["# title\n"]
  },
  {
   "cell_type": "code",
   "source": [
    "import asyncio\n",
    "await f()"
   ]
  },
  {
   "source": ["x = 1"],
   "cell_type": "code"
  }
 ],
 "metadata": {"kernelspec": {"language": "python"}}
}`, "10 1:1 import asyncio\n11 1:2 await f()\n15 2:1 x = 1\n"},
		{"on one line", `{"cells": [{"cell_type": "code", "source": ["a\n", "b\n"]}, {"cell_type": "code", "source": "c\r\n\nd"}]}`,
			"1 1:1 a\n2 1:2 b\n3 2:1 c\n5 2:3 d\n"},
		{"a line in pieces", `{"cells": [{"cell_type": "code", "source": ["a", "b\n", "c"]}]}`, "1 1:1 ab\n2 1:2 c\n"},
		{"cell magics", `{"cells": [{"cell_type": "code", "source": "%%bash\nls"}, {"cell_type": "code", "source": "# so\n%%time\nf()"}]}`,
			"1 2:1 # so\n3 2:3 f()\n"},
		{"another language", `{"cells": [{"cell_type": "code", "source": "a"}], "metadata": {"language_info": {"name": "R"}}}`, ""},
		{"no cells", `{}`, ""},
		{"not JSON", `{"cells": [`, "not a notebook: EOF"},
		{"not an object", `[1]`, "not a notebook: unexpected JSON"},
		{"cells are a number", `{"cells": 1}`, "not a notebook: unexpected JSON"},
		{"source is a number", `{"cells": [{"source": 1}]}`, "not a notebook: unexpected JSON"},
		{"odd metadata", `{"metadata": 1, "cells": []}`, ""},
		{"empty", "", "not a notebook: EOF"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(row.want, read(row.src)); diff != "" {
				t.Errorf("pyscan/internal/notebook/notebook.go (-want +got):\n%s", diff)
			}
		})
	}
}

func read(src string) string {
	n, err := Read([]byte(src))
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for i, text := range strings.Split(string(n.Text), "\n") {
		if at := n.Place(i + 1); at.Cell > 0 && text != "" {
			fmt.Fprintf(&b, "%d %d:%d %s\n", i+1, at.Cell, at.Line, text)
		}
	}
	return b.String()
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"cells": [{"cell_type": "code", "source": ["a\n", "b"]}], "metadata": {}}`))
	f.Add([]byte(`{"cells": [{"source": null}]}`))
	f.Fuzz(func(t *testing.T, src []byte) {
		n, err := Read(src)
		if err == nil && len(n.places) != strings.Count(string(n.Text), "\n") {
			t.Errorf("%d places for %q", len(n.places), n.Text)
		}
	})
}
