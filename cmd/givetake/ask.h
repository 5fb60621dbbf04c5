/*
 * Asking a person for the classes of a sample, one key a class, on the
 * terminal.  What the scorer thought is never shown here.
 */
#ifndef GIVETAKE_ASK_H
#define GIVETAKE_ASK_H

#include "givetake/cmd.h"
#include "report/audit.h"

/* True if there is somebody to ask: standard input and output are a
 * terminal. */
bool ask_can(void);

/* Ask for what is left of the sample.  Every answer is kept at once, so that
 * the next run goes on where this one ended.  by may be NULL. */
int ask_sample(struct store *store, struct audit *audit, const char *by,
    struct err *err);

#endif
