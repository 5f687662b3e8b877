GO ?= go

.PHONY: all build test lint variants gen rule ecosystem ecosystem-update sample models-verify models-verify-go bench static wheel mirror man

all: build lint test

build:
	$(GO) build -o bin/concurlint ./cmd/concurlint

test:
	$(GO) test ./...

lint:
	@unformatted=$$(git ls-files '*.go' | xargs gofmt -l); if [ -n "$$unformatted" ]; then echo "run gofmt -w on:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# Every Python fixture, written in other ways that mean the same; "make test" does it with the pitfalls only.
variants:
	CONCURLINT_VARIANTS='*' $(GO) test ./pyscan -run TestVariants

# What is derived: the rule table of the README, the schema of the configuration, and what people judged of each rule in
# its page.
gen:
	$(GO) run -tags gen ./internal/gen/cmd readme

# The files that a new rule begins with: make rule CODE=CL109 NAME=unbounded-things
rule:
	$(GO) run -tags gen ./internal/gen/cmd rule "$(CODE)" "$(NAME)"
	@$(MAKE) gen

# Findings on published code, compared with the locked ones; or locked anew, after reading what changed.
ecosystem:
	$(GO) run -tags gen ./internal/gen/cmd ecosystem

ecosystem-update:
	$(GO) run -tags gen ./internal/gen/cmd ecosystem -update

# Findings for a judge, drawn from the same code: make sample SEED=7 N=200
SEED ?= 1
N ?= 200
sample:
	$(GO) run -tags gen ./internal/gen/cmd sample -seed $(SEED) -n $(N)

# The Python model rows against the libraries themselves, in the versions that .ci/models/requirements.txt names. All
# are named there, with what they need: some do not agree on the versions of others, hence --no-deps.
PYTHON ?= python3.13
VENV = dist/models
models-verify:
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/pip install --quiet --no-deps -r .ci/models/requirements.txt
	$(GO) run -tags gen ./internal/gen/cmd models python > $(VENV)/rows.json
	LITELLM_LOCAL_MODEL_COST_MAP=True $(VENV)/bin/python .ci/models/verify.py < $(VENV)/rows.json

# The Go model rows: each name and position, looked up in the modules that .ci/models/go/go.mod pins.
models-verify-go:
	GOFLAGS=-mod=mod $(GO) run -tags gen ./internal/gen/cmd models-go .ci/models/go

# Our time and memory beside those of what else looks at asyncio, on the packages of the ecosystem lock; some only: make
# bench ON="uvicorn tiled". Numbers of a busy machine mean nothing.
BENCH = dist/bench
ON ?=
RUNS ?= 5
bench: build
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/pip install --quiet ruff==0.17.6 flake8==7.5.0 flake8-async==26.8.1
	$(GO) run -tags gen ./internal/gen/bench -n $(RUNS) $(ON)

# A program without any library of the system, and a wheel of it. VERSION is what both say they are.
VERSION ?= $(shell (git describe --tags --abbrev=12 --match 'v[0-9]*' 2>/dev/null || echo 0.0.0-0-g$$(git rev-parse --short=12 HEAD)) | sed -E 's/^v//; s/-([0-9]+)-g/+\1.g/')
STATIC = dist/static/concurlint
static:
	CGO_ENABLED=1 $(GO) build -trimpath -buildvcs=false -tags netgo,osusergo -ldflags '-s -w -buildid= -linkmode external -extldflags "-static" -X main.release=$(VERSION)' -o $(STATIC) ./cmd/concurlint

wheel: static
	@GO="$(GO)" packaging/notices.py ./cmd/concurlint > dist/THIRD-PARTY-NOTICES
	@packaging/wheel.py --binary $(STATIC) --version "$(VERSION)" --notices dist/THIRD-PARTY-NOTICES --out dist/wheel

# The files of a repository whose hooks install the wheel, for people without Go: commit them there and tag the version.
mirror:
	@mkdir -p dist/mirror
	sed 's/@VERSION@/$(VERSION)/' packaging/mirror/pyproject.toml > dist/mirror/pyproject.toml
	sed 's/language: golang/language: python/' .pre-commit-hooks.yaml > dist/mirror/.pre-commit-hooks.yaml

# The manual page; read it with man -l dist/man/concurlint.1
man: build
	@mkdir -p dist/man
	bin/concurlint man > dist/man/concurlint.1
