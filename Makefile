# givetake.  "make" builds, "make demo" shows, "make check" tests; "make deep"
# tests for long, "make bench" measures.
# Variables: CC, CFLAGS, SANITIZE=address,undefined, PREFIX, DESTDIR, V=1;
# CHECKS="tidy format" makes lint run these alone.

VERSION	= 0.1.0
PREFIX	?= /usr/local
CFLAGS	?= -O2 -g
SANITIZE ?=
BUILD	= build$(if $(SANITIZE),/sanitize)
Q	= $(if $(V),,@)

PKGS	= libcjson libcurl sqlite3 inih libpsl libutf8proc libzstd \
	  libarchive ncursesw
SIM_PKGS = libmicrohttpd

WARN	= -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	  -Wold-style-definition -Wwrite-strings -Wpointer-arith -Wvla \
	  -Wformat=2 -Wno-overlength-strings -Wundef -Wcast-qual -fno-common \
	  -Wno-missing-field-initializers $(WERROR)
DEFINES	= -D_DEFAULT_SOURCE -D_XOPEN_SOURCE=700 -DGIVETAKE_VERSION='"$(VERSION)"'
PKG_CFLAGS = $(filter-out -D_XOPEN_SOURCE=600, \
	$(shell pkg-config --cflags $(PKGS) 2>/dev/null))
SAN	= $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all)
ALL_CFLAGS = -std=c17 -pedantic $(DEFINES) $(WARN) -Ilib -I$(BUILD)/gen \
	$(PKG_CFLAGS) $(SAN) $(CFLAGS)
LIBS	= $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm -lpthread

LIB_SRC	= $(sort $(wildcard lib/*/*.c))
CMD_SRC	= $(sort $(wildcard cmd/givetake/*.c))
SIM_SRC	= $(sort $(wildcard cmd/xsim/*.c))
UNIT_SRC = $(sort $(wildcard tests/unit/test_*.c))
# Migrations by number, wherever they stand; then the named statements.
SQL_SRC	= $(shell ls sql/schema/*.sql sql/sqlite/schema/*.sql | \
	  awk -F/ '{ print $$NF, $$0 }' | sort | cut -d' ' -f2) \
	  $(sort $(wildcard sql/*.sql)) $(sort $(wildcard sql/sqlite/*.sql))
DATA_SRC = $(sort $(wildcard lib/*/*.tsv lib/*/*.css lib/*/*.js))
SIM_DATA = $(sort $(wildcard cmd/xsim/demo/*.world cmd/xsim/demo/*.templates))
GEN	= $(BUILD)/gen/sql/statements.h $(BUILD)/gen/data/data.h
GEN_OBJ	= $(BUILD)/gen/sql/statements.o $(BUILD)/gen/data/data.o

LIB_OBJ	= $(LIB_SRC:%.c=$(BUILD)/obj/%.o) $(GEN_OBJ)
CMD_OBJ	= $(CMD_SRC:%.c=$(BUILD)/obj/%.o)
SIM_OBJ	= $(SIM_SRC:%.c=$(BUILD)/obj/%.o) $(BUILD)/gen/sim/demo.o
BENCH	= $(patsubst tests/bench/%.c,$(BUILD)/bench/%, \
	  $(sort $(wildcard tests/bench/*.c)))
UNIT	= $(UNIT_SRC:tests/unit/%.c=$(BUILD)/tests/%)
LIB	= $(BUILD)/libgivetake.a
# All of the programs but main, for unit tests of what is above lib/.
CMD_LIB	= $(BUILD)/libcmd.a
SIM_LIB	= $(BUILD)/libsim.a

.PHONY: all xsim demo check fuzz lint deep bench format install uninstall clean deps
.SECONDARY:

all: $(BUILD)/givetake

$(BUILD)/givetake: $(CMD_OBJ) $(LIB)
	$(Q)$(CC) $(SAN) $(LDFLAGS) -o $@ $(CMD_OBJ) $(LIB) $(LIBS)
	@echo "built $@"

xsim: $(BUILD)/xsim
$(BUILD)/xsim: $(SIM_OBJ) $(LIB)
	$(Q)$(CC) $(SAN) $(LDFLAGS) -o $@ $(SIM_OBJ) $(LIB) $(LIBS) \
		$(shell pkg-config --libs $(SIM_PKGS))
	@echo "built $@"

$(LIB): $(LIB_OBJ)
	$(Q)rm -f $@ && $(AR) rcs $@ $(LIB_OBJ)

$(CMD_LIB): $(filter-out %/main.o,$(CMD_OBJ))
$(SIM_LIB): $(filter-out %/main.o,$(SIM_OBJ))
$(CMD_LIB) $(SIM_LIB):
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# lib/ is compiled without -Icmd, so that it cannot include what is above it.
$(BUILD)/obj/lib/%.o: lib/%.c | $(GEN)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/obj/cmd/%.o: cmd/%.c | $(GEN)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Icmd -MMD -MP -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c | $(GEN)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(addprefix $(BUILD)/gen/sql/statements.,c h): \
    $(BUILD)/gen/sql/statements.%: $(SQL_SRC) sql/embed.awk
	@mkdir -p $(@D)
	$(Q)awk -v part=$* -f sql/embed.awk $(SQL_SRC) > $@.new && mv $@.new $@

$(addprefix $(BUILD)/gen/data/data.,c h): \
    $(BUILD)/gen/data/data.%: $(DATA_SRC) lib/base/embed.awk
	@mkdir -p $(@D)
	$(Q)awk -v part=$* -f lib/base/embed.awk $(DATA_SRC) > $@.new && \
		mv $@.new $@

$(addprefix $(BUILD)/gen/sim/demo.,c h): \
    $(BUILD)/gen/sim/demo.%: $(SIM_DATA) lib/base/embed.awk
	@mkdir -p $(@D)
	$(Q)awk -v part=$* -v header=sim/demo.h -f lib/base/embed.awk \
		$(SIM_DATA) > $@.new && mv $@.new $@

$(addprefix $(BUILD)/obj/cmd/xsim/,demo.o generate.o) \
    $(BUILD)/gen/sim/demo.o: $(BUILD)/gen/sim/demo.h

$(BUILD)/tests/%: tests/unit/%.c $(CMD_LIB) $(SIM_LIB) $(LIB) \
    $(wildcard tests/unit/*.h)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Icmd -Itests/unit -o $@ $< \
		$(CMD_LIB) $(SIM_LIB) $(LIB) $(LIBS) -lcmocka

$(BUILD)/bench/%: tests/bench/%.c $(LIB) $(wildcard tests/bench/*.h)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -o $@ $< $(LIB) $(LIBS)

deps:
	@.ci/deps build

demo:
	@.ci/deps build demo
	@$(MAKE) --no-print-directory WERROR= all xsim
	@tests/demo.sh $(BUILD)

check:
	@.ci/deps build demo test
	@$(MAKE) --no-print-directory -j2 WERROR=-Werror all xsim $(UNIT)
	@tests/run.sh $(BUILD)

# The long tests, and the benchmarks: neither is part of check.
deep:
	@.ci/deps build demo test
	@$(MAKE) --no-print-directory -j2 WERROR=-Werror all xsim
	@DEEP=1 tests/run.sh $(BUILD)

bench:
	@.ci/deps build demo test bench
	@$(MAKE) --no-print-directory all xsim $(BENCH)
	@for bench in tests/bench/*.sh; do $$bench $(BUILD) || exit; done

lint: export LINT_CFLAGS = $(ALL_CFLAGS) -Icmd -Itests/unit
lint:
	@.ci/deps build demo test lint
	@$(MAKE) --no-print-directory all
	@tests/lint/run.sh $(BUILD) $(CHECKS)

fuzz: export FUZZ_CFLAGS = $(ALL_CFLAGS)
fuzz: export FUZZ_LIBS = $(LIBS)
fuzz:
	@.ci/deps build lint
	@tests/fuzz/run.sh $(BUILD) $(or $(SECONDS),30)

format:
	clang-format -i $$(git ls-files '*.c' '*.h')

SHARE	= $(DESTDIR)$(PREFIX)/share
UNITS	= $(DESTDIR)$(PREFIX)/lib/systemd/user
INSTALLED = $(DESTDIR)$(PREFIX)/bin/givetake \
	$(SHARE)/man/man1/givetake.1 \
	$(SHARE)/bash-completion/completions/givetake \
	$(SHARE)/zsh/site-functions/_givetake \
	$(SHARE)/fish/vendor_completions.d/givetake.fish \
	$(SHARE)/doc/givetake/config.example.ini \
	$(SHARE)/doc/givetake/crontab.example \
	$(UNITS)/givetake-digest.service $(UNITS)/givetake-digest.timer

install: all
	install -d $(dir $(INSTALLED))
	install -m 755 $(BUILD)/givetake $(DESTDIR)$(PREFIX)/bin/givetake
	install -m 644 config.example.ini $(SHARE)/doc/givetake
	install -m 644 contrib/givetake-digest.timer $(UNITS)
	sed 's|/usr/local|$(PREFIX)|' contrib/givetake-digest.service > \
		$(UNITS)/givetake-digest.service
	sed 's|/usr/local|$(PREFIX)|' contrib/crontab.example > \
		$(SHARE)/doc/givetake/crontab.example
	$(BUILD)/givetake help --man > $(SHARE)/man/man1/givetake.1
	$(BUILD)/givetake completion bash > \
		$(SHARE)/bash-completion/completions/givetake
	$(BUILD)/givetake completion zsh > \
		$(SHARE)/zsh/site-functions/_givetake
	$(BUILD)/givetake completion fish > \
		$(SHARE)/fish/vendor_completions.d/givetake.fish

uninstall:
	rm -f $(INSTALLED)

clean:
	rm -rf build

-include $(LIB_SRC:%.c=$(BUILD)/obj/%.d) $(CMD_OBJ:.o=.d) $(SIM_OBJ:.o=.d)
