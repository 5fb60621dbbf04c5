/*
 * The parts of signals_find(), one file each.  For signals*.c only.
 */
#ifndef SCORE_SIGNALS_PARTS_H
#define SCORE_SIGNALS_PARTS_H

#include "score/signals.h"

/* Note that a signal is there; the first place counts. */
static inline void
signals_set(struct signals *signals, enum signal signal, int start, int end,
    int link)
{
	uint64_t bit = UINT64_C(1) << (signal % 64);

	if (signals->bits[signal / 64] & bit)
		return;
	signals->bits[signal / 64] |= bit;
	signals->place[signal] = (struct signal_place){start, end, link};
}

/* The same without a place. */
static inline void
signals_note(struct signals *signals, enum signal signal)
{
	signals_set(signals, signal, 0, 0, -1);
}

/* The same where another signal is. */
static inline void
signals_copy(struct signals *signals, enum signal signal, enum signal like)
{
	const struct signal_place *place = &signals->place[like];

	signals_set(signals, signal, place->start, place->end, place->link);
}

/* Form: reply, quote, repost, thread; and what the parent says. */
void signals_add_form(struct signals *signals, const struct lexicons *lexicons,
    const struct subject *subject);

/* Mentions and links, by whose they are. */
void signals_add_links(struct signals *signals, const struct sites *sites,
    const struct subject *subject);

/* What n tokens of the text show. */
void signals_add_text(struct signals *signals, const char *text,
    const struct token *tokens, size_t n);

/* What only several signals together mean. */
void signals_add_combined(struct signals *signals);

#endif
