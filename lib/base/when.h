/*
 * Points in time as people, the API and ids write them.  All times are
 * seconds since 1970, UTC; a day is a count of days since 1970-01-01.
 * The one local zone of the process is set by when_set_zone.
 */
#ifndef BASE_WHEN_H
#define BASE_WHEN_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/* "2026-11-02T10:00:00Z", with fraction or offset (+01:00) too. */
int when_parse_rfc3339(const char *s, int64_t *at);

/* Other ways in which X and tools around it wrote times: "Wed Oct 10 20:19:24
 * +0000 2018", "Wed, 10 Oct 2018 20:19:24 +0000", "2018-10-10 20:19:24 +0000"
 * (UTC where no offset is said), RFC 3339, or seconds or milliseconds since
 * 1970. */
int when_parse_foreign(const char *s, int64_t *at);

/* What a user may write: RFC 3339, "2026-11-02", "2026-11-02 10:00" (in the
 * local zone), "now", "today", "yesterday", or a span back from now such as
 * "36h", "10d", "4w". */
int when_parse(const char *s, int64_t now, int64_t *at);

/* A span such as "90s", "15m", "36h", "10d", "4w" in seconds; > 0. */
int when_parse_span(const char *s, int64_t *seconds);

/* Append "2026-11-02T10:00:00Z". */
void when_add_rfc3339(struct buf *buf, int64_t at);
/* Append "2026-11-02 10:00" in the local zone. */
void when_add_local(struct buf *buf, int64_t at);
/* Append "2026-11-02" for a day number. */
void when_add_day(struct buf *buf, int64_t day);

/* Set the zone ("UTC", "Europe/Berlin", "" or "local" for the system's).
 * False, and UTC set, if the system does not know it. */
bool when_set_zone(const char *name);

/* True if the system knows a zone of this name. */
bool when_is_zone(const char *name);

/* Append the name of the system's zone (from TZ, /etc/timezone or
 * /etc/localtime), "UTC" where it has none that is known by name. */
void when_add_system_zone(struct buf *buf);

/* The local day of a time, the UTC day, and the first second of a local
 * day. */
int64_t when_local_day(int64_t at);
int64_t when_utc_day(int64_t at);
int64_t when_day_start(int64_t day);

/* The Monday of the week that a day is in. */
int64_t when_monday(int64_t day);

/* The hour of the week of a time in the local zone: 24 * weekday + hour, from
 * 0, which is Monday's first. */
int when_local_hour(int64_t at);

/* Time within an id (https://docs.x.com/fundamentals/x-ids): milliseconds
 * since 1970, or 0 for ids below 3e10, which carry none; and the smallest id
 * of a time. */
int64_t when_of_id_ms(int64_t id);
int64_t when_to_id(int64_t ms);

#endif
