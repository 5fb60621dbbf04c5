#include "xsim/options.h"

#include "base/mem.h"
#include "base/num.h"
#include "xsim/fault.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static const char help_text[] =
    "xsim - a simulator of the X API, for demos and tests\n"
    "\n"
    "Examples\n"
    "  xsim --demo --port 8080\n"
    "      serve the demo world; any bearer token will do\n"
    "  xsim --demo --print > my.world    (edit it, then)\n"
    "  xsim --world my.world\n"
    "      serve posts of your own: pages or flattened posts, one a line\n"
    "  xsim --generate --seed 7 --accounts 60 --port-file port\n"
    "      serve 60 accounts whose true give share /sim/truth tells\n"
    "  xsim --demo --fault 503:count=2,path=/tweets --latency 40\n"
    "      fail the first two requests for posts, delay all by 40 ms\n"
    "  curl -s localhost:8080/sim/bill\n"
    "      what X would have charged so far\n"
    "\n"
    "The world\n"
    "  --demo             a dozen accounts, six weeks of posts up to now\n"
    "  --world FILE       posts from JSON lines as the API answers them\n"
    "  --generate         accounts drawn from --seed, with known truth\n"
    "  --accounts N       how many of them (40)\n"
    "  --posts N          posts of each (50 to 139)\n"
    "  --seed N           for --generate, page tokens and faults (1)\n"
    "  --print            write the world as pages of 100 posts and end\n"
    "  --flat             with --print: one post a line, author inline\n"
    "  --all              with --print: hidden posts and the truth too\n"
    "\n"
    "The server (on 127.0.0.1 only; ends on SIGTERM or SIGINT)\n"
    "  --port N           0, the default, takes a free one\n"
    "  --port-file FILE   write the port there once it listens\n"
    "  --token TOKEN      refuse any other bearer with 401\n"
    "  --latency MS       before each answer\n"
    "  --clock FILE       share a clock (GIVETAKE_CLOCK) that stands still\n"
    "  --start TIME       where that clock begins (now)\n"
    "  --fault FAULT      something that goes wrong; may be repeated\n"
    "  --help             this text\n"
    "\n"
    "Beside X's paths\n"
    "  GET  /sim/bill, /sim/requests[?since=N], /sim/truth, /sim/clock,\n"
    "       /sim/fault\n"
    "  POST /sim/clock?advance=SECONDS or ?set=TIME\n"
    "  POST /sim/fault?add=FAULT and ?clear=NAME or ?clear=all\n"
    "  POST /sim/world with JSON, one change or an array of them:\n"
    "       {\"do\":\"post\",\"user\":\"ana\",\"text\":\"Hello\"}\n"
    "         also at, reply_to, quote_of, repost_of, lang, media, paid\n"
    "       {\"do\":\"edit\",\"id\":\"12\",\"text\":\"Hello again\"}\n"
    "       {\"do\":\"delete\",\"id\":\"12\"}, {\"do\":\"restore\",\"id\":"
    "\"12\"}\n"
    "       {\"do\":\"user\",\"username\":\"ana\"}, profile (user, name, "
    "bio, url)\n"
    "       {\"do\":\"rename\",\"user\":\"ana\",\"to\":\"anna\"}\n"
    "       {\"do\":\"state\",\"user\":\"ana\",\"state\":\"protected\"}\n"
    "         public, protected, suspended or deactivated\n"
    "       {\"do\":\"list\",\"id\":\"5\",\"name\":\"Friends\","
    "\"member_ids\":[]}\n"
    "       {\"do\":\"load\",\"value\":{...}} a page, post or account\n"
    "\n"
    "Faults: NAME[:key=value,...].  path=TEXT only where path and query hold\n"
    "TEXT; after=K not the first K; every=K each K-th; prob=P by chance;\n"
    "count=N at most N times.\n";

enum option_id {
	ID_PORT = 256,
	ID_PORT_FILE,
	ID_WORLD,
	ID_DEMO,
	ID_SEED,
	ID_GENERATE,
	ID_ACCOUNTS,
	ID_POSTS,
	ID_CLOCK,
	ID_START,
	ID_TOKEN,
	ID_LATENCY,
	ID_FAULT,
	ID_PRINT,
	ID_FLAT,
	ID_ALL,
	ID_HELP
};

static const struct option long_options[] = {
    {"port", required_argument, NULL, ID_PORT},
    {"port-file", required_argument, NULL, ID_PORT_FILE},
    {"world", required_argument, NULL, ID_WORLD},
    {"demo", no_argument, NULL, ID_DEMO},
    {"seed", required_argument, NULL, ID_SEED},
    {"generate", no_argument, NULL, ID_GENERATE},
    {"accounts", required_argument, NULL, ID_ACCOUNTS},
    {"posts", required_argument, NULL, ID_POSTS},
    {"clock", required_argument, NULL, ID_CLOCK},
    {"start", required_argument, NULL, ID_START},
    {"token", required_argument, NULL, ID_TOKEN},
    {"latency", required_argument, NULL, ID_LATENCY},
    {"fault", required_argument, NULL, ID_FAULT},
    {"print", no_argument, NULL, ID_PRINT},
    {"flat", no_argument, NULL, ID_FLAT},
    {"all", no_argument, NULL, ID_ALL},
    {"help", no_argument, NULL, ID_HELP},
    {NULL, 0, NULL, 0},
};

static int
read_number(const char *name, int64_t max, int64_t *number, struct err *err)
{
	if (num_parse(optarg, 0, max, number) == 0)
		return 0;
	return err_set(err, ERR_USAGE,
	    "--%s wants a number up to %lld, not "
	    "'%s'",
	    name, (long long)max, optarg);
}

static void
add_fault(struct options *options, const char *fault)
{
	options->faults = mem_grow(options->faults, &options->faults_cap,
	    options->n_faults + 1, sizeof(*options->faults));
	options->faults[options->n_faults++] = fault;
}

static int
read_value(struct options *options, int id, struct err *err)
{
	int64_t port;

	switch (id) {
	case ID_PORT:
		if (read_number("port", 65535, &port, err) == -1)
			return -1;
		options->port = (int)port;
		return 0;
	case ID_SEED:
		return read_number("seed", INT64_MAX, &options->seed, err);
	case ID_ACCOUNTS:
		return read_number("accounts", 20000, &options->accounts, err);
	case ID_POSTS:
		return read_number("posts", 5000, &options->posts, err);
	case ID_LATENCY:
		return read_number("latency", 600000, &options->latency_ms,
		    err);
	case ID_PORT_FILE:
		options->port_file = optarg;
		return 0;
	case ID_WORLD:
		options->world = optarg;
		return 0;
	case ID_CLOCK:
		options->clock = optarg;
		return 0;
	case ID_START:
		options->start = optarg;
		return 0;
	case ID_TOKEN:
		options->token = optarg;
		return 0;
	case ID_FAULT:
		add_fault(options, optarg);
		return 0;
	default:
		return err_set(err, ERR_USAGE,
		    "xsim does not understand this; see xsim --help");
	}
}

static bool *
flag_of(struct options *options, int id)
{
	switch (id) {
	case ID_DEMO:
		return &options->demo;
	case ID_GENERATE:
		return &options->generate;
	case ID_PRINT:
		return &options->print;
	case ID_FLAT:
		return &options->flat;
	case ID_ALL:
		return &options->all;
	case ID_HELP:
		return &options->help;
	default:
		return NULL;
	}
}

static int
check(const struct options *options, struct err *err)
{
	int worlds =
	    options->demo + options->generate + (options->world != NULL);

	if (options->help)
		return 0;
	if (worlds != 1)
		return err_set(err, ERR_USAGE,
		    "xsim needs one of --demo, --world FILE and --generate; "
		    "see xsim --help");
	if (options->start != NULL && options->clock == NULL)
		return err_set(err, ERR_USAGE, "--start is for a --clock FILE");
	return 0;
}

int
options_read(struct options *options, int argc, char **argv, struct err *err)
{
	int id;

	*options = (struct options){.seed = 1, .accounts = 40};
	while ((id = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		bool *flag = flag_of(options, id);

		if (flag != NULL)
			*flag = true;
		else if (read_value(options, id, err) == -1)
			return -1;
	}
	if (optind < argc)
		return err_set(err, ERR_USAGE,
		    "'%s' is no option; see xsim --help", argv[optind]);
	return check(options, err);
}

void
options_release(struct options *options)
{
	free(options->faults);
}

void
options_help(void)
{
	fputs(help_text, stdout);
	for (int i = 0; i < FAULT_COUNT; i++)
		printf("  %-20s %s\n", fault_table[i].name,
		    fault_table[i].help);
}
