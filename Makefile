# What a person and a build machine run. `make` lists the targets.

BIN := gateway/bin
BUILT := gateway/target/built
AOT_CACHE := gateway/target/gateway.aot
# folders too, so that a deleted file counts as a change
SOURCES := pom.xml $(wildcard */pom.xml) $(shell find */src/main)
TRAINING := demo --duration 3s --rehearse
# trials at random: the same ones in each build, others with SEED=random, longer ones and others with TRIALS=seconds
TEST_OPTS = $(if $(TRIALS),-Dtrials.seconds=$(TRIALS)) $(if $(SEED),-Dtrials.seed=$(SEED)) $(if $(SCALE),-Dtest.timeout.scale=$(SCALE))
# a small heap shows a leak sooner; native memory is counted by kind
SOAK_OPTS := -Xmx256m -XX:NativeMemoryTracking=summary --enable-native-access=ALL-UNNAMED

# asked for when a recipe runs, by when setup has found or fetched the JDK; the options are for Maven's own process
MVN = JAVA_HOME=$$($(BIN)/find-jdk) \
    MAVEN_OPTS="-XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS" mvn -B -ntp

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help setup build run test test-fast lint field conformance commands profiles manners metrics store-format troubleshooting fuzz bench bench-media bench-sip bench-catalog bench-survival soak fmt clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s  %s\n", $$1, $$2 }' Makefile

setup: ## find or install what the other targets need: JDK 25, Maven, ffmpeg, SIPp, tshark, Prometheus, Chromium, Node.js
	@$(BIN)/setup

build: $(AOT_CACHE) ## compile and package, when sources are newer than the last build

$(BUILT): $(SOURCES)
	@$(BIN)/setup -q jdk maven
	@mkdir -p $(@D) && touch $@.started && rm -f gateway/target/gateway-*.jar
	$(MVN) package -Dmaven.test.skip=true -Dbuild.revision=$$(git describe --always --dirty 2>/dev/null || echo unknown)
	@mv $@.started $@

# the AOT cache (JEP 514, 515) of one short run, some hundred calls and a restart amid them, for quicker starts; without it the gateway starts as well, only slower
$(AOT_CACHE): $(BUILT) $(wildcard gateway/target/gateway-*.jar)
	@rm -f $@
	@JAVA_OPTS='-XX:AOTCacheOutput=$@ -Xlog:disable' $(BIN)/cascade-gateway $(TRAINING) >$@.log 2>&1 || true
	@[ -f $@ ] || echo 'build: no AOT cache, see $@.log; starts will be slower'

run: build ## the demo: gateway, lower and upper platform, real video (DURATION=20s ends it with a verdict)
	@$(BIN)/setup -q ffmpeg
	@$(BIN)/cascade-gateway demo $(if $(DURATION),--duration $(DURATION))

.PHONY: monitor boards

monitor: build ## the demo with a real Prometheus beside it, our rules in it (DURATION=20s ends both with a verdict)
	@$(BIN)/setup -q ffmpeg prometheus
	@monitoring/bin/monitor $(DURATION)

boards: ## monitoring/grafana/dashboards anew: Grafana's boards are code
	@$(BIN)/setup -q jdk maven
	@$(MVN) -q test -pl monitoring -Dtest=BoardsTest -Dboards.write=true

# the compiler plugin sees other sources, no other arguments: what is compiled already is not checked again
test: ## every test, unit and over sockets (CI=1: from nothing, with lint; SCALE=2: time-outs twice as long)
	@$(BIN)/setup -q
	@$(MVN) -T 2 $(if $(CI),clean) verify $(if $(CI),-Dlint) $(TEST_OPTS) && echo 'make test: PASS' || { echo 'make test: FAIL'; exit 1; }

test-fast: ## the unit tests alone, in under a minute
	@$(BIN)/setup -q jdk maven prometheus alertmanager
	@$(MVN) test $(TEST_OPTS) && echo 'make test-fast: PASS' || { echo 'make test-fast: FAIL'; exit 1; }

lint: ## what the compiler, Error Prone and NullAway have to say, and the format
	@$(BIN)/setup -q jdk maven
	@$(MVN) -q clean process-test-classes -Dlint && echo 'make lint: PASS' || { echo 'make lint: FAIL'; exit 1; }

field: ## gateway/docs/field.md anew: which test holds which report from the field
	@$(BIN)/setup -q jdk maven
	@$(MVN) -q test -pl gateway -am -Dtest=FieldPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dfield.write=true

conformance: ## gateway/docs/conformance.md anew: which test shows which clause of the standard
	@$(BIN)/setup -q jdk maven
	@$(MVN) -q test -pl gateway -am -Dtest=ConformancePageTest -Dsurefire.failIfNoSpecifiedTests=false -Dconformance.write=true

commands: ## gateway/docs/commands.md anew: what comes of each command of an upper
	@$(BIN)/setup -q jdk maven
	@$(MVN) -q test -pl gateway -am -Dtest=CommandPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dcommands.write=true

profiles: ## gateway/docs/profiles.md anew: which profile to pick, and what each field of it does
	@$(BIN)/setup -q jdk maven
	@$(MVN) -q test -pl gateway -am -Dtest=ProfilesPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dprofiles.write=true

manners: ## the tables of gateway/docs/manners.md anew: what is known of vendors, and which keys habits ask for
	@$(BIN)/setup -q jdk maven
	@$(MVN) -q test -pl gateway -am -Dtest=MannersPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dmanners.write=true

troubleshooting: ## gateway/docs/troubleshooting.md anew: each fault brought about, and what is said of it
	@$(BIN)/setup -q jdk maven
	@$(MVN) -q test -pl gateway -am -Dtest=FaultsIT -Dsurefire.failIfNoSpecifiedTests=false -Dtroubleshooting.write=true

metrics: ## gateway/docs/metrics.md anew: each meter, its labels and what it tells
	@$(BIN)/setup -q jdk maven
	@$(MVN) -q test -pl gateway -am -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dmetrics.write=true

store-format: ## a store with records of every kind, for StoreFormatIT: when the version of a RecordKind was raised
	@$(BIN)/setup -q jdk maven
	@$(MVN) -q test -pl gateway -am -Dtest='StoreFormatIT#writesTheFormatOfThisBuild' -Dsurefire.failIfNoSpecifiedTests=false -Dstore.format.write=true

JAZZER = com.code-intelligence:jazzer:0.30.0 com.code-intelligence:jazzer-api:0.30.0

fuzz: ## everything that reads the network under Jazzer, 30 minutes each (TIME=60, ONLY='sip sdp' of its targets)
	@$(BIN)/setup -q jdk maven
	$(MVN) -q package -DskipTests
	@for jar in $(JAZZER); do $(MVN) -q -N dependency:copy -Dartifact=$$jar -DoutputDirectory=gateway/target/fuzz/lib; done
	@$(BIN)/fuzz $(or $(TIME),1800) $(ONLY)

# cameras and sink on core 0, relays on core 1; REFERENCE: the folder of rtprelay.c, if there is one
BENCH = $$($(BIN)/find-jdk)/bin/java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp 'gateway/target/test-classes:gateway/target/classes:gateway/target/lib/*' cascade.gateway.bench.BenchMedia \
    folder=gateway/target/bench-media

bench: ## what a relayed packet costs, side by side, some minutes (the same as bench-media QUICK=1)
	@$(MAKE) bench-media QUICK=1

bench-media: ## the relay beside rtpengine and C, 20 minutes idle (ONLY=id,... QUICK=1 REFERENCE=dir PAGE=file to write)
	@$(BIN)/setup -q jdk maven
	$(MVN) -q package -DskipTests
	@taskset -c 0 $(BENCH) quick=$(QUICK) only=$(ONLY) reference=$(REFERENCE) page=$(PAGE)

# peers on core 0, the gateway as it is packaged on core 1
BENCH_SIP = $$($(BIN)/find-jdk)/bin/java \
    -cp 'gateway/target/test-classes:gateway/target/classes:gateway/target/lib/*' cascade.gateway.bench.sip.BenchSip \
    folder=gateway/target/bench-sip launcher=$(BIN)/cascade-gateway

bench-sip: ## calls, notifications, registrations, catalogs under load, beside Kamailio, 30 minutes idle (ONLY=id,... QUICK=1 PAGE=file to write)
	@$(BIN)/setup -q jdk maven
	$(MVN) -q package -DskipTests
	@taskset -c 0 $(BENCH_SIP) quick=$(QUICK) only=$(ONLY) page=$(PAGE)

BENCH_CATALOG = $(subst sip.BenchSip,catalog.BenchCatalog,$(subst bench-sip,bench-catalog,$(BENCH_SIP)))

bench-catalog: ## catalogs of a city, in and out, with and without loss, 15 minutes idle (ONLY=id,... QUICK=1 PAGE=file to write)
	@$(BIN)/setup -q jdk maven
	$(MVN) -q package -DskipTests
	@taskset -c 0 $(BENCH_CATALOG) quick=$(QUICK) only=$(ONLY) page=$(PAGE)

BENCH_SURVIVAL = $(subst sip.BenchSip,survival.BenchSurvival,$(subst bench-sip,bench-survival,$(BENCH_SIP)))

bench-survival: build ## kill -9 amid 200 streams, UDP, then UDP and TCP, without and with our keeper, and a city's catalog; 40 minutes idle (KILLS=100 ONLY=id,... QUICK=1 PAGE=file)
	$(MVN) -q package -DskipTests
	@taskset -c 0 $(BENCH_SURVIVAL) quick=$(QUICK) kills=$(KILLS) only=$(ONLY) page=$(PAGE)

SOAK = $$($(BIN)/find-jdk)/bin/java $(SOAK_OPTS) -cp 'gateway/target/test-classes:gateway/target/classes:gateway/target/lib/*' \
    -Dtrials.seed=$(or $(SEED),random)

soak: ## every function between an upper and two faulty lowers, then 200 streams that come and go, 20 minutes each (DURATION=2h)
	@$(BIN)/setup -q jdk maven
	$(MVN) package -DskipTests
	$(SOAK) cascade.gateway.soak.function.FunctionSoak $(or $(DURATION),20m)
	$(SOAK) cascade.gateway.soak.Soak $(or $(DURATION),20m)

fmt: ## format the sources
	@$(BIN)/setup -q jdk maven
	$(MVN) -q spotless:apply

clean: ## remove what was built (keeps .cache: a fetched JDK, the demo's video)
	rm -rf target */target
