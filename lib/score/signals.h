/*
 * What can be seen of a post by rule: its named signals.  Each is there or
 * not, and knows the words or the link that showed it.  Rules give them
 * points (score/rules.h); a trained model gives them weights.  The lexicons
 * (score/lexicon.h) are signals too, named like them.
 */
#ifndef SCORE_SIGNALS_H
#define SCORE_SIGNALS_H

#include "score/lexicon.h"
#include "score/site.h"
#include "score/subject.h"
#include "score/verdict.h"

#include <stdbool.h>
#include <stdint.h>

enum signal {
	/* 1 to LEX_COUNT - 1: the lexicon of that number was hit */
	SIGNAL_ALWAYS = LEX_COUNT,
	/* What it answers or passes on */
	SIGNAL_REPLY,
	SIGNAL_REPLY_SELF,
	SIGNAL_PARENT_ASKS,
	SIGNAL_PARENT_NEEDS,
	SIGNAL_PARENT_STATES,
	SIGNAL_PARENT_UNKNOWN,
	SIGNAL_QUOTE,
	SIGNAL_QUOTE_SELF,
	SIGNAL_QUOTE_OWN,
	SIGNAL_REPOST,
	SIGNAL_REPOST_OWN,
	SIGNAL_OLD_REPOST,
	SIGNAL_THREAD_FIRST,
	SIGNAL_THREAD_LATER,
	/* Whom it names */
	SIGNAL_MENTION,
	SIGNAL_MENTIONS_MANY,
	SIGNAL_MENTION_FIRST,
	SIGNAL_MENTION_OWN,
	/* Where it leads */
	SIGNAL_LINK_NONE,
	SIGNAL_LINK_OWN,
	SIGNAL_LINK_OTHER,
	SIGNAL_LINK_PLATFORM,
	SIGNAL_LINK_OPAQUE,
	SIGNAL_LINK_AFFILIATE,
	SIGNAL_LINK_MEDIA,
	SIGNAL_LINK_POST,
	SIGNAL_LINKS_MANY,
	SIGNAL_LINK_SHOP,
	SIGNAL_LINK_HELP,
	SIGNAL_LINK_JOBS,
	SIGNAL_LINK_EVENT,
	SIGNAL_LINK_FUNDING,
	SIGNAL_LINK_HOME,
	/* How it is written */
	SIGNAL_NO_WORDS,
	SIGNAL_SHORT,
	SIGNAL_LONG,
	SIGNAL_VERY_LONG,
	SIGNAL_SENTENCES,
	SIGNAL_HEADLINE,
	SIGNAL_CUT_OFF,
	SIGNAL_STEPS,
	SIGNAL_QUESTION,
	SIGNAL_QUESTION_END,
	SIGNAL_QUESTION_LINK,
	SIGNAL_EXCLAIM,
	SIGNAL_EXCLAIM_MANY,
	SIGNAL_CAPS,
	SIGNAL_ELONGATED,
	SIGNAL_EMOJI,
	SIGNAL_EMOJI_MANY,
	SIGNAL_HASHTAG,
	SIGNAL_HASHTAGS_MANY,
	SIGNAL_CASHTAG,
	SIGNAL_CASHTAGS_MANY,
	SIGNAL_NUMBER,
	SIGNAL_NUMBERS_MANY,
	SIGNAL_PERCENT,
	SIGNAL_MONEY,
	SIGNAL_PAID,
	/* Several together */
	SIGNAL_OWN_PITCH,
	SIGNAL_PITCH,
	SIGNAL_HEADLINE_LINK,
	SIGNAL_TEASER_LINK,
	SIGNAL_NEWS_LINK,
	SIGNAL_BRAG_SELF,
	SIGNAL_OWN_NEWS_LINK,
	SIGNAL_CREDIT_MENTION,
	SIGNAL_RECOMMEND_OTHER,
	SIGNAL_THANKS_REASON,
	SIGNAL_THANKS_BARE,
	SIGNAL_CONGRATS_REASON,
	SIGNAL_HELP_REPLY,
	SIGNAL_ANSWER_REPLY,
	SIGNAL_LINK_REPLY,
	SIGNAL_HANDOFF_REPLY,
	SIGNAL_ASK_QUESTION,
	SIGNAL_REASONED,
	SIGNAL_MARKET_NUMBER,
	SIGNAL_TICKERS_ONLY,
	SIGNAL_COUNT
};

struct signal_info {
	const char *name;     /* stable */
	const char *sentence; /* for people */
};

/* Of any signal, those of lexicons included. */
const struct signal_info *signal_info(enum signal signal);
/* The signal of a name, or -1. */
int signal_by_name(const char *name);

struct signals {
	uint64_t bits[(SIGNAL_COUNT + 63) / 64];
	/* Of signals that are there: where they show. */
	struct signal_place {
		int start, end; /* bytes of the text; equal: nowhere */
		int link;       /* index of the post's links; -1: none */
	} place[SIGNAL_COUNT];
	enum post_form form;
	bool is_readable; /* in a language with a lexicon, or wordless */
	bool self_link;
	int n_words; /* words that are not names, tags or links */
	int links_own, links_other, links_opaque, links_affiliate;
};

static inline bool
signals_have(const struct signals *signals, enum signal signal)
{
	return signals->bits[signal / 64] >> (signal % 64) & 1;
}

/* Find what stands around the text of a post: its form, names and links. */
void signals_find_around(struct signals *signals, const struct sites *sites,
    const struct lexicons *lexicons, const struct subject *subject);

/* Find all signals of a post. */
void signals_find(struct signals *signals, const struct sites *sites,
    const struct lexicons *lexicons, const struct subject *subject);

#endif
