GO ?= go

.PHONY: all build test lint gen rule

all: build lint test

build:
	$(GO) build -o bin/concurlint ./cmd/concurlint

test:
	$(GO) test ./...

lint:
	@unformatted=$$(git ls-files '*.go' | xargs gofmt -l); if [ -n "$$unformatted" ]; then echo "run gofmt -w on:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# What is derived: the rule table of the README.
gen:
	$(GO) run -tags gen ./internal/gen/cmd readme

# The files that a new rule begins with: make rule CODE=CL109 NAME=unbounded-things
rule:
	$(GO) run -tags gen ./internal/gen/cmd rule "$(CODE)" "$(NAME)"
	@$(MAKE) gen
