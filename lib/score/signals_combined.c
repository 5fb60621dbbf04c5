#include "score/signals_parts.h"

enum { ALTERNATIVES = 10, CONDITIONS = 3 };

/* A signal that is there when one of each list is, and none of `none`.  Zeros
 * end lists. */
struct combination {
	enum signal signal;
	uint8_t any[CONDITIONS][ALTERNATIVES]; /* enum signal */
	uint8_t none[ALTERNATIVES];
};

#define ANY_LINK                                                  \
	SIGNAL_LINK_OWN, SIGNAL_LINK_OTHER, SIGNAL_LINK_PLATFORM, \
	    SIGNAL_LINK_OPAQUE

static const struct combination combinations[] = {
    {SIGNAL_OWN_PITCH,
	{{SIGNAL_LINK_OWN},
	    {LEX_CTA_BUY, LEX_CTA_SIGNUP, LEX_TEASER, LEX_OWN_NEWS,
		LEX_OWN_EVENT, SIGNAL_HEADLINE, SIGNAL_LINK_SHOP, LEX_PRICE}},
	{SIGNAL_PARENT_ASKS, SIGNAL_PARENT_NEEDS}},
    {SIGNAL_PITCH, {{LEX_CTA_BUY, LEX_CTA_SIGNUP, LEX_PRICE, LEX_BIO_LINK}},
	{SIGNAL_LINK_OTHER, SIGNAL_PARENT_ASKS, SIGNAL_PARENT_NEEDS,
	    SIGNAL_REPOST}},
    {SIGNAL_HEADLINE_LINK, {{SIGNAL_HEADLINE}, {ANY_LINK}}, {SIGNAL_REPLY}},
    {SIGNAL_TEASER_LINK, {{LEX_TEASER}, {ANY_LINK}}, {SIGNAL_REPLY}},
    {SIGNAL_NEWS_LINK, {{LEX_NEWS}, {ANY_LINK}}, {SIGNAL_REPLY}},
    {SIGNAL_BRAG_SELF, {{LEX_BRAG, LEX_VANITY}, {LEX_I, LEX_WE}},
	{SIGNAL_REPLY}},
    {SIGNAL_OWN_NEWS_LINK,
	{{LEX_OWN_NEWS, LEX_OWN_EVENT},
	    {SIGNAL_LINK_OWN, SIGNAL_LINK_PLATFORM, SIGNAL_LINK_OPAQUE,
		SIGNAL_LINK_MEDIA, SIGNAL_LINK_OTHER}},
	{SIGNAL_PARENT_ASKS}},
    {SIGNAL_CREDIT_MENTION, {{LEX_CREDIT}, {SIGNAL_MENTION}}, {SIGNAL_REPLY}},
    {SIGNAL_RECOMMEND_OTHER,
	{{LEX_RECOMMEND}, {SIGNAL_MENTION, SIGNAL_LINK_OTHER, SIGNAL_QUOTE,
			      SIGNAL_LINK_PLATFORM, SIGNAL_LINK_OPAQUE}},
	{SIGNAL_REPLY, SIGNAL_LINK_OWN, SIGNAL_SHORT}},
    {SIGNAL_THANKS_REASON, {{LEX_THANKS}, {SIGNAL_MENTION}, {SIGNAL_LONG}},
	{SIGNAL_REPLY}},
    {SIGNAL_CONGRATS_REASON, {{LEX_CONGRATS}, {SIGNAL_MENTION, SIGNAL_QUOTE}},
	{SIGNAL_REPLY, SIGNAL_SHORT}},
    {SIGNAL_HANDOFF_REPLY, {{LEX_HANDOFF}, {SIGNAL_REPLY}},
	{SIGNAL_LINK_HELP, SIGNAL_STEPS}},
    {SIGNAL_HELP_REPLY, {{LEX_HELP}, {SIGNAL_REPLY}},
	{SIGNAL_SHORT, SIGNAL_QUESTION_END}},
    {SIGNAL_ANSWER_REPLY,
	{{LEX_HELP, SIGNAL_NUMBER, LEX_CONNECTIVE, SIGNAL_LINK_HELP,
	     SIGNAL_LINK_OTHER, SIGNAL_LINK_OWN},
	    {SIGNAL_PARENT_ASKS, SIGNAL_PARENT_NEEDS}},
	{SIGNAL_QUESTION_END, SIGNAL_SHORT}},
    {SIGNAL_LINK_REPLY, {{SIGNAL_REPLY}, {ANY_LINK}}, {LEX_NONE}},
    {SIGNAL_ASK_QUESTION, {{LEX_ASK}, {SIGNAL_QUESTION}},
	{SIGNAL_QUESTION_LINK, LEX_BAIT, SIGNAL_LINK_OWN}},
    {SIGNAL_REASONED,
	{{LEX_CONNECTIVE, SIGNAL_STEPS, SIGNAL_PERCENT}, {SIGNAL_LONG},
	    {LEX_INSIGHT, LEX_OPINION, LEX_NEWS, SIGNAL_NUMBER}},
	{SIGNAL_OWN_PITCH}},
    {SIGNAL_MARKET_NUMBER,
	{{LEX_MARKET}, {SIGNAL_CASHTAG},
	    {SIGNAL_NUMBER, SIGNAL_PERCENT, SIGNAL_MONEY}},
	{SIGNAL_LINK_OWN, SIGNAL_LINK_OTHER, SIGNAL_LINK_OPAQUE}},
};

/* The first of a list that is there, or LEX_NONE. */
static enum signal
first_of(const struct signals *signals, const uint8_t *list)
{
	for (int i = 0; i < ALTERNATIVES && list[i] != 0; i++)
		if (signals_have(signals, (enum signal)list[i]))
			return (enum signal)list[i];
	return (enum signal)LEX_NONE;
}

static void
try(struct signals *signals, const struct combination *combination)
{
	enum signal shown = (enum signal)LEX_NONE;

	for (int i = 0; i < CONDITIONS && combination->any[i][0] != 0; i++) {
		enum signal found = first_of(signals, combination->any[i]);

		if (found == (enum signal)LEX_NONE)
			return;
		if (shown == (enum signal)LEX_NONE)
			shown = found;
	}
	if (first_of(signals, combination->none) == (enum signal)LEX_NONE)
		signals_copy(signals, combination->signal, shown);
}

/* What is left when a reply that thanks says nothing else. */
static void
find_bare_thanks(struct signals *signals)
{
	if (signals_have(signals, (enum signal)LEX_THANKS) &&
	    signals->n_words <= 7)
		signals_copy(signals, SIGNAL_THANKS_BARE,
		    (enum signal)LEX_THANKS);
}

void
signals_add_combined(struct signals *signals)
{
	for (size_t i = 0; i < sizeof(combinations) / sizeof(combinations[0]);
	     i++)
		try(signals, &combinations[i]);
	find_bare_thanks(signals);
}
