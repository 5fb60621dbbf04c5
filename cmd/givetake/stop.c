#include "givetake/stop.h"

#include "base/mem.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>

static volatile sig_atomic_t signal_seen;

static void
note(int signal_number)
{
	if (signal_seen != 0) {
		signal(signal_number, SIG_DFL);
		raise(signal_number);
	}
	signal_seen = signal_number;
}

void
stop_watch(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction old, action = {.sa_handler = note};

	/* Without SA_RESTART: a sleep should end. */
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		if (sigaction(signals[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			sigaction(signals[i], &action, NULL);
}

bool
stop_requested(void)
{
	return signal_seen != 0;
}

_Noreturn void
stop_end(void)
{
	int signal_number = signal_seen != 0 ? signal_seen : SIGPIPE;

	signal(signal_number, SIG_DFL);
	raise(signal_number);
	exit(128 + signal_number); /* it was blocked */
}
