/*
 * An observation as reports see it: its days and its roster.
 */
#ifndef REPORT_OBSERVED_H
#define REPORT_OBSERVED_H

#include "report/window.h"
#include "store/observation.h"
#include "store/roster.h"

/* Its whole days: all that it has by plan while it runs, those up to its end
 * when it has ended; and then what was frozen is read. */
struct window observed_window(const struct observation *observation);

/* Add those that are in a roster now and have been read, sorted. */
void observed_present(const struct roster *roster, struct id_set *set);

/* Who is in its roster now (or was at its end) and has been read, sorted.
 * ERR_NOT_FOUND if nobody of it has. */
int observed_roster(struct store *store, const struct observation *observation,
    struct id_set *set, struct err *err);

#endif
