/*
 * Posts that turn up late.  X may show a post a while after others that are
 * newer, so what was read while it was young is not the last word.  Reading
 * it all again would be billed again; instead the spans between the posts
 * that are known are asked for once, when they have aged: X returns what is
 * between two ids without these, so a span where nothing came costs nothing.
 *
 * Each span between posts of a walk that is younger than the overlap
 * (poll_settings.overlap_s) is remembered, and asked for once the post above
 * it is older than that.  Every post is read once, and a post that comes
 * within the overlap is found.
 */
#ifndef POLL_LATE_H
#define POLL_LATE_H

#include "poll/job.h"
#include "store/late.h"

/* So many spans of a source may wait; while there are more, its walks leave
 * out what is younger than the overlap, which is then read once, when it has
 * aged. */
#define LATE_MAX_SPANS 50

/* The spans of a page, newest first: between its posts' ids (sorted here),
 * and from the newest up to above_id, the post above the page (0: none).
 * Those that end at young_id or below are left out, others begin there at
 * the lowest.  spans has room for n; returns how many there are.  Pure. */
size_t late_spans(int64_t *ids, size_t n, int64_t above_id, int64_t young_id,
    struct late_span *spans);

/* A page of a source was read below above_id: remember its spans. */
int late_note_page(struct poller *poller, const struct source *source,
    const struct page *page, int64_t above_id, struct err *err);

/* A walk came down to since_id; bottom_id is the last post it read. */
int late_note_end(struct poller *poller, const struct source *source,
    int64_t since_id, int64_t bottom_id, struct err *err);

/* Ids from here on are younger than the overlap; INT64_MAX: no post is. */
int64_t late_young_id(const struct poller *poller);

/* A post of a source came without being asked for, of those that have been
 * coming since since_at: the cursor moves, and the span below it is
 * remembered; one that came out of order divides its span.  Nothing of that
 * until polling has closed what lies before since_at.  Of a source with very
 * many spans no more are kept. */
int late_note_streamed(struct poller *poller, int64_t source_id,
    int64_t post_id, int64_t since_at, struct err *err);

/* A job that asks for the spans of a source (borrowed) that have aged. */
void late_job(struct job *job, const struct source *source);

#endif
