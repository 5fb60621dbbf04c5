/*
 * Who of a group sounds like a person who cares: the report voice.
 */
#ifndef REPORT_VOICE_H
#define REPORT_VOICE_H

#include "report/out.h"
#include "report/window.h"
#include "score/scorer.h"

struct voice_request {
	struct window window;
	const char *group; /* NULL: everybody */
};

/* Write the report.  Uses the stored classes. */
int report_voice(struct store *store, const struct scorer *scorer,
    const struct voice_request *request, struct out *out, struct err *err);

#endif
