"""Writes a project whose file names are longer than one command line of pre-commit takes: many.py FOLDER COUNT.

What a file is guilty of lies in another one: a process that saw its own files alone would find nothing in Python, and
too much in Go.
"""

import os
import sys

folder, count = sys.argv[1], int(sys.argv[2])


def write(name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


write("go.mod", "module example.com/many\n\ngo 1.25\n")
write("pyproject.toml", "")
write("shared/__init__.py", "")
write("shared/clients.py", "import asyncio\n\nasync def fetch(url):\n    await asyncio.sleep(1)\n")
write(
    "shared/limits.py",
    "import asyncio\n\nSLOTS = asyncio.Semaphore(8)\n\nasync def fetch(url):\n    async with SLOTS:\n        await asyncio.sleep(1)\n",
)
LONG = "a_name_that_is_as_long_as_names_of_generated_migrations_and_of_tests_become"
for i in range(count):
    module = "limits" if i % 3 == 0 else "clients"
    write(
        f"services/team_{i % 7}/{LONG}_{i:05}.py",
        f"import asyncio\n\nfrom shared.{module} import fetch\n\nasync def all_{i}(urls):\n    await asyncio.gather(*(fetch(u) for u in urls))\n",
    )
for i in range(count // 10):
    take, give = ("p.take()", "defer p.give()") if i % 3 == 0 else ("", "")
    write(
        f"pkg{i % 5}/{LONG}_{i:05}.go",
        f"package pkg{i % 5}\n\nimport \"sync\"\n\nfunc all{i}(p *pool, items []string) {{\n\tvar wg sync.WaitGroup\n\tfor _, item := range items {{\n\t\t{take}\n"
        f"\t\twg.Go(func() {{\n\t\t\t{give}\n\t\t\tprintln(item)\n\t\t}})\n\t}}\n\twg.Wait()\n}}\n",
    )
for i in range(5):
    write(
        f"pkg{i}/zz_pool.go",
        f"package pkg{i}\n\ntype pool struct{{ slots chan struct{{}} }}\n\nfunc (p *pool) take() {{ p.slots <- struct{{}}{{}} }}\n\nfunc (p *pool) give() {{ <-p.slots }}\n\n"
        "func newPool() *pool { return &pool{make(chan struct{}, 4)} }\n\nfunc Run(items []string) { all%d(newPool(), items) }\n" % i,
    )
