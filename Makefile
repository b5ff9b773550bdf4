# Two commands for newcomers: `make demo` plans a whole contact centre, `make test` proves the build.
SHELL := /bin/bash
.DELETE_ON_ERROR:

RELEASE := .build/release
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

# Left out of test-fast: the program as its user runs it, other people's data, and seconds of computing.
SLOW_TESTS := CommandLineTests\.|RuleBruteForceTests|Reference|ARIMAPeerTests|CoverageBoundTests|PlainSimulatorTests|RosterSearchTests|\
RosterStateTests|RosterRevisionTests|WeekRebuildTests|falseAlarms|conditionalRanking|limitsDetail|PeriodForecastTests/season|\
NeighbourhoodModelTests|RosterPolishTests|PooledRosteringTests|PolishJudgeTests|KeptActivityTests|ActivityRoundsTests|SamplePathTests/coverage|LogImportTests/randomLogs|FuzzTests

.PHONY: help setup build demo test test-fast lint bench-quick data clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing (idempotent)
	@scripts/setup

build: setup ## build the release
	@echo "make: building the release (three to five minutes the first time)" >&2
	@swift build -c release --product wfm

data/demo/interactions.csv: $(wildcard Sources/DemoCentre/*.swift)
	@echo "make: writing 26 weeks of demo interactions" >&2
	@swift build -c release --product DemoCentre
	@$(RELEASE)/DemoCentre demo data/demo --interactions-only

demo: build data/demo/interactions.csv ## plan the demo centre and say where its report is
	@$(RELEASE)/wfm plan data/demo/plan.yaml --output demo-output
	@echo "make: the report is $(CURDIR)/demo-output/report.html" >&2

lint: ## check the format of all Swift files
	@swift format lint --strict --recursive --parallel $(SOURCES)

test: setup lint ## lint, build without warnings, run all tests
	@echo "make: building the tests (three to five minutes the first time)" >&2
	@WFM_WARNINGS_AS_ERRORS=1 swift build --build-tests
	@echo "make: running all tests" >&2
	@WFM_WARNINGS_AS_ERRORS=1 swift test --skip-build
	@scripts/check-data .build/debug/DemoCentre

test-fast: setup ## build and run the quick unit tests alone
	@swift build --build-tests
	@swift test --skip-build --skip '$(subst $() ,,$(SLOW_TESTS))'

bench-quick: build ## a few minutes of benchmarks against peers on the committed data
	@Benchmarks/run-quick

data: ## write data/demo and data/volumes anew, with their checksums
	@swift build -c release --product DemoCentre
	@$(RELEASE)/DemoCentre demo data/demo
	@$(RELEASE)/DemoCentre volumes data/volumes
	@cd data && find demo volumes -type f | LC_ALL=C sort | xargs sha256sum > checksums.sha256

clean: ## remove what was built and written
	rm -rf .build demo-output data/demo/interactions.csv
