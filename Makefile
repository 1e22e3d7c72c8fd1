# Frontdesk. `make` alone lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PNPM := npx -y pnpm@10.34.9
BIN := node_modules/.bin
export AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED := true

# Folders are listed too, so that removing or renaming a file makes the build stale.
sources = $(shell find $(1) -name node_modules -prune -o -path '*/src*' \( -type d -o -name '*.ts' \) -print)
SHIPPED := $(call sources,lambdas packages tooling/build tooling/manifest)
STACK := $(call sources,packages tooling/build tooling/manifest tooling/local)
MANIFESTS := package.json pnpm-workspace.yaml $(wildcard packages/*/package.json tooling/*/package.json)
INSTALLED := node_modules/.installed
BUILT := dist/manifest.json
LOCAL := dist/local/dev.js

.PHONY: help dev test explore check format hooks build eval fuzz histories bench cold warm retrieval growth realtime bootstrap plan deploy rollback destroy diag front-end-env test-infra test-platforms test-guides clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 18

$(INSTALLED): pnpm-lock.yaml $(MANIFESTS)
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { echo 'Frontdesk needs Node.js 20 or later.' >&2; exit 1; }
	$(PNPM) install --frozen-lockfile
	@touch $@

$(BUILT): $(INSTALLED) $(SHIPPED) bundle-budgets.json
	@$(BIN)/tsx tooling/build/src/cli.ts

$(LOCAL): $(INSTALLED) $(STACK)
	@$(BIN)/tsx tooling/local/src/bundle/cli.ts

dev: $(BUILT) $(LOCAL) ## Run the whole product on this machine (PORT, AWS_PORT, FRONTDESK_DATA)
	@exec node --enable-source-maps dist/local/dev.js

build: $(BUILT) $(LOCAL) ## Bundle the functions and write the manifest

test: $(BUILT) $(LOCAL) ## Run the tests (FILES=… to run some of them, SEED=… to repeat the random ones)
	@$(BIN)/jest $(FILES)
	@$(BIN)/tsx test/infra/run.ts --announce

# An hour of patience a test, in milliseconds; those that say how long they take get RUNS times that.
explore: $(BUILT) $(LOCAL) ## Run only the random tests, with RUNS=20 times as many runs (SEED, FILES)
	@RUNS=$(or $(RUNS),20) $(BIN)/jest --filter=$(CURDIR)/tooling/testkit/src/property-tests.cjs --testTimeout=3600000 $(FILES)

check: $(INSTALLED) ## Lint, formatting, types, the OpenAPI and AsyncAPI documents
	@$(BIN)/biome ci --colors=off .
	@$(BIN)/tsc -p .
	@$(BIN)/tsx tooling/build/src/lint/cli.ts

fuzz: $(BUILT) ## Send 12,000 valid and invalid requests and check the answers against the OpenAPI document (SEED, REQUESTS)
	@$(BIN)/tsx tooling/fuzz/src/cli.ts

histories: $(INSTALLED) ## Play conversations with everything that can go wrong, and check what happened (RUNS=500, SEED, MUTANT=all)
	@$(BIN)/tsx test/histories/cli.ts

format: $(INSTALLED) ## Format everything and fix what lint can fix
	@$(BIN)/biome check --colors=off --write .
	@if command -v terraform >/dev/null; then terraform fmt -recursive; fi

hooks: ## Check every commit before it is made (git config core.hooksPath)
	@git config core.hooksPath .githooks
	@echo 'Every commit is checked from now on. To stop: git config --unset core.hooksPath'

eval: $(INSTALLED) ## Score the assistant on its question set
	@$(BIN)/tsx packages/assistant/eval/run.ts

bench: $(BUILT) $(LOCAL) ## Compare what it takes with what it must (one section: `make bench cold`, `warm`, `retrieval`, `growth`, `realtime`)
	@$(BIN)/tsx tooling/bench/main.ts $(filter cold warm retrieval growth realtime,$(MAKECMDGOALS))

# Sections of the benchmark, as goals beside it.
cold: bench ; @:
warm: bench ; @:
retrieval: bench ; @:
growth: bench ; @:
realtime: bench ; @:

bootstrap: ## Make the state bucket of ENV=dev|prod, and connect to it
	@scripts/bootstrap.sh $(ENV)

plan: $(BUILT) ## Show what a deployment of ENV would change
	@scripts/plan.sh $(ENV)

deploy: $(BUILT) ## Deploy ENV, and send it real requests (YES=1: do not ask)
	@scripts/deploy.sh $(ENV)

rollback: ## Point ENV's functions back to their previous versions
	@scripts/rollback.sh $(ENV)

destroy: $(BUILT) ## Take ENV down
	@scripts/destroy.sh $(ENV)

diag: ## Check ENV or local (CMD=test|logs|url|warmup|status, ARGS=…)
	@scripts/diag.sh $(or $(CMD),test) $(or $(ENV),local) $(ARGS)

front-end-env: ## Write a front end's .env.local (ENV=local|dev|prod, FILE=…)
	@scripts/front-end-env.sh $(or $(ENV),local) $(FILE)

test-infra: $(BUILT) $(LOCAL) ## Test the Terraform by applying it to an emulator
	@$(BIN)/tsx test/infra/run.ts

test-platforms: $(INSTALLED) ## Install as on other platforms and check the result
	@$(BIN)/jest -c test/platforms/jest.config.cjs

test-guides: $(BUILT) $(LOCAL) ## Follow docs/guides literally, each in a copy of the project
	@$(BIN)/jest -c test/guides/jest.config.cjs

clean: ## Remove what the build wrote
	@rm -rf dist
