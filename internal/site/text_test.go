package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTextFormReadsBackAsWritten(t *testing.T) {
	t.Parallel()
	texts := map[string]string{
		"gather with a limiter in the body": `func main.F async public takes hot params=2 owner=main.S ways=1r,2e,3n @10:1
  spawn asyncio.gather on=task:call/ts args=item:call/u at=loop#1(data urls) must first ways=1,2?,3! seq=5 guess via=a.b,c.d* @12:3 { func get async; enter asyncio.Semaphore on=limiter:process/a.SEM must; use on=client:process/c }
`,
		"amounts and times": `func f
  wait asyncio.sleep time=data("2 ** i") rand at=loop#1(5 retry) must
  wait asyncio.sleep time=const(100 DELAY) norand
  open pool on=pool:call:g/p cap=config(settings.n) time=endless maybe
  limit on=group:call/g cap=data("len(xs)") notfirst
`,
		"frames and scopes": `func github.com/a/b.T.M
  tell on=channel:instance:github.com/a/b.T/sem at=loop#1(object:param0/n config n),select#2,unset#3(pool:process/github.com/a/b.P),loop#4(endless l.Accept noretry)
  leave on=conn:param0/c.d args=-,conn:result1/x
  call a.open args=conn:call/c ways=1,2 fails=1,2
  gap
`,
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			funcs, err := Parse(text)
			if err != nil {
				t.Fatalf("parse.go: %v", err)
			}
			if diff := cmp.Diff(text, funcs[0].String()); diff != "" {
				t.Errorf("print.go and parse.go disagree (-text +printed):\n%s", diff)
			}
		})
	}
}

func TestBadTextNamesItsLine(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"spawn go", "func f\n  jump x", "func f\n  open x on=boat:call/b", "func f\n  open x cap=many", "func f\n open x at=loop(3)", "func f\n spawn go {"} {
		if _, err := Parse(text); err == nil || !strings.Contains(err.Error(), "line") {
			t.Errorf("Parse(%q): got error %v, want one that names a line", text, err)
		}
	}
}
