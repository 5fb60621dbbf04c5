/*
 * Does giving pay?  What posts of each class bring, within each account: what
 * `report engagement` shows.
 *
 * Counts are X's newest, taken only where they were read a day or more after
 * the post was written: later ones hardly grow.  Plain reposts are left out
 * (their counts are the original's).  Medians have 90 % intervals of order
 * statistics (score/median.h).  Accounts are never compared with each other.
 */
#ifndef REPORT_ENGAGEMENT_H
#define REPORT_ENGAGEMENT_H

#include "report/packs.h"
#include "score/median.h"

enum {
	ENGAGEMENT_AGE = 86400, /* seconds after which counts are taken */
	ENGAGEMENT_MIN = 10,    /* posts needed to say a median */
	ENGAGEMENT_ACCOUNTS = 100
};

enum engagement_measure {
	ENGAGEMENT_REPLIES,
	ENGAGEMENT_LIKES,
	ENGAGEMENT_REPOSTS,
	ENGAGEMENT_IMPRESSIONS,
	ENGAGEMENT_MEASURES
};

extern const char *const engagement_names[ENGAGEMENT_MEASURES];

#endif
