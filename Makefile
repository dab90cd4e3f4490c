# `make` alone lists what there is.

GO       ?= go
FUZZTIME ?= 60s
BENCH    ?= .
ROUNDS   ?= 3x
ON       ?= 2026-11-22

.DEFAULT_GOAL := help
.PHONY: help site pictures test race bench fuzz golden lint fmt clean setup bin/rolebook

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: bin/rolebook ## build the shipped catalog, roles/, into public/
	./bin/rolebook build roles -o public

bin/rolebook:
	$(GO) build -o $@ ./cmd/rolebook

setup: ## install what the tests need and is missing
	scripts/setup

test: setup ## run every test, a real browser included
	$(GO) vet ./...
	$(GO) test -timeout 30m ./...

race: setup ## run every test under the race detector
	$(GO) test -race ./...

bench: ## measure builds of 100 and 1,000 roles (BENCH=regexp, ROUNDS=3x)
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchtime $(ROUNDS) -timeout 60m ./generator ./generator/analysis ./generator/e2e
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchtime $(ROUNDS) -timeout 60m ./generator/output/sql ./server/api
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchtime $(ROUNDS) -timeout 60m ./generator/output/pdf -typst="$$(scripts/typst)"

fuzz: ## run each fuzz target for a minute (FUZZTIME=60s)
	FUZZTIME=$(FUZZTIME) GO=$(GO) scripts/fuzz

pictures: setup bin/rolebook ## take the README's pictures again (ON=day)
	site=$$(mktemp -d) && ./bin/rolebook build roles -o $$site/site --on $(ON) --no-pdf --quiet && $(GO) run ./scripts/pictures . $$site/site; \
	status=$$?; rm -rf $$site; exit $$status

golden: setup ## rewrite expected outputs; then look at the difference
	$(GO) test $$(scripts/golden-packages) -update
	git status --short -- '*/testdata/*'

lint: ## check format, vet and staticcheck
	@unformatted=$$($(GO) tool -modfile=tools.mod gofumpt -l .); \
	if [ -n "$$unformatted" ]; then echo "make fmt would change:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool -modfile=tools.mod staticcheck ./...

fmt: ## format the Go code
	$(GO) tool -modfile=tools.mod gofumpt -w .

clean: ## remove what make has built
	rm -rf bin public
