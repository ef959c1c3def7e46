# Dondoc. "make" says what there is to make.
.DEFAULT_GOAL := help
export CGO_ENABLED = 0
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

help: ## say what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

build: ## build ./dondoc
	go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o dondoc ./cmd/dondoc

demo: ## serve the sample world on 127.0.0.1
	go run ./cmd/dondoc demo

tools: ## install what the tests need (PostgreSQL, Chromium, pdftotext, axe-core)
	@build/install-test-tools.sh

check: ## formatting, vet, generated pages
	@bad=$$(git ls-files '*.go' | xargs gofmt -l); [ -z "$$bad" ] || { echo "gofmt would change:"; echo "$$bad"; exit 1; }
	go vet ./...
	@go tool templ generate >/dev/null 2>&1; git diff --exit-code --stat -- '*_templ.go' || { echo "generated pages are not current: run make generate and commit"; exit 1; }

# The longest first: the walks of a browser wait more than they reckon, so others run beside them.
LONGEST = ./internal/web ./cmd/dondoc ./internal/sample ./internal/app ./internal/app/accounts

test: tools check ## install what is needed and run everything
	go test -vet=off -timeout 20m -ldflags="-s -w" $(LONGEST) ./... # check has vetted; nobody debugs these binaries

generate: ## generate pages from their templates
	go tool templ generate

bench: ## run the benchmarks
	go test -run '^$$' -bench . -benchmem ./internal/store ./internal/app/... ./internal/web ./internal/sample

shape: ## renew the house's line in docs/performance.md's table of shape
	DONDOC_SHAPE=write go test -count=1 -run TestShape ./internal/house

screenshots: tools ## keep a picture of every page in build/cache/screenshots
	@mkdir -p build/cache/screenshots
	DONDOC_SCREENSHOTS=$(CURDIR)/build/cache/screenshots go test -count=1 -run Browser ./internal/web
	@cp build/cache/screenshots/scoreboard.png docs/images/scoreboard.png

FUZZTIME ?= 20s
fuzz: ## fuzz every parser for FUZZTIME each
	@go list ./... | while read -r p; do for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	  echo "$$p $$f"; go test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$p || exit 1; done; done

.PHONY: help build demo tools check test generate bench shape screenshots fuzz
