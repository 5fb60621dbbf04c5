#include "score/signals.h"

#include "base/mem.h"
#include "score/signals_parts.h"

#include <string.h>

static const struct signal_info infos[SIGNAL_COUNT] = {
    [LEX_NONE] = {"none", "nothing"},
    [LEX_CTA_BUY] = {"cta_buy", "asks to buy"},
    [LEX_CTA_SIGNUP] = {"cta_signup", "asks to sign up, come, click or give"},
    [LEX_CTA_SOCIAL] = {"cta_social", "asks for follows, likes or reposts"},
    [LEX_BIO_LINK] = {"bio_link", "points to a link elsewhere"},
    [LEX_PRICE] = {"price", "names a price or a discount"},
    [LEX_DISCLOSED] = {"disclosed", "says that it is paid for"},
    [LEX_BRAG] = {"brag", "tells of an honour or a success"},
    [LEX_VANITY] = {"vanity", "counts followers, views or sales"},
    [LEX_OWN_NEWS] = {"own_news", "announces something of the author's"},
    [LEX_OWN_EVENT] = {"own_event", "announces where the author appears"},
    [LEX_HIRING] = {"hiring", "looks for staff"},
    [LEX_TEASER] = {"teaser", "makes curious without telling"},
    [LEX_HELP] = {"help", "says what to do"},
    [LEX_INSIGHT] = {"insight", "explains or draws a conclusion"},
    [LEX_CONNECTIVE] = {"connective", "gives a reason or an example"},
    [LEX_NEWS] = {"news", "reports something"},
    [LEX_SERVICE] = {"service", "tells of a service or a deadline"},
    [LEX_MARKET] = {"market", "makes a market observation"},
    [LEX_CREDIT] = {"credit", "gives credit to somebody"},
    [LEX_RECOMMEND] = {"recommend", "recommends or praises something"},
    [LEX_THANKS] = {"thanks", "thanks"},
    [LEX_CONGRATS] = {"congrats", "congratulates"},
    [LEX_ASK] = {"ask", "asks something"},
    [LEX_WH] = {"wh", "uses a question word"},
    [LEX_BAIT] = {"bait", "asks only for effect"},
    [LEX_NEED] = {"need", "speaks of a need or a problem"},
    [LEX_PHATIC] = {"phatic", "greets, wishes or agrees"},
    [LEX_ME_NOW] = {"me_now", "tells of the author's day"},
    [LEX_MOOD] = {"mood", "shows a mood"},
    [LEX_OPINION] = {"opinion", "states an opinion"},
    [LEX_HANDOFF] = {"handoff", "moves the person elsewhere"},
    [LEX_APOLOGY] = {"apology", "apologises or thanks for reaching out"},
    [LEX_POINTER] = {"pointer", "points with a picture"},
    [LEX_WHEN] = {"when", "names a day or an hour"},
    [LEX_I] = {"i", "says I"},
    [LEX_WE] = {"we", "says we"},
    [LEX_YOU] = {"you", "says you"},
    [LEX_DULL] = {"dull", "uses business phrases"},
    [LEX_PASSION] = {"passion", "speaks with passion"},
    [SIGNAL_ALWAYS] = {"always", "what every post begins with"},
    [SIGNAL_REPLY] = {"reply", "answers somebody"},
    [SIGNAL_REPLY_SELF] = {"reply_self", "goes on from an own post"},
    [SIGNAL_PARENT_ASKS] = {"parent_asks", "what it answers is a question"},
    [SIGNAL_PARENT_NEEDS] = {"parent_needs",
	"what it answers speaks of a need"},
    [SIGNAL_PARENT_STATES] = {"parent_states",
	"what it answers asks for nothing"},
    [SIGNAL_PARENT_UNKNOWN] = {"parent_unknown",
	"what it answers is not at hand"},
    [SIGNAL_QUOTE] = {"quote", "quotes somebody"},
    [SIGNAL_QUOTE_SELF] = {"quote_self", "quotes the author"},
    [SIGNAL_QUOTE_OWN] = {"quote_own", "quotes an own handle"},
    [SIGNAL_REPOST] = {"repost", "is a repost"},
    [SIGNAL_REPOST_OWN] = {"repost_own",
	"reposts the author, or what names or links the author"},
    [SIGNAL_OLD_REPOST] = {"old_repost", "passes on with RT"},
    [SIGNAL_THREAD_FIRST] = {"thread_first", "opens a thread"},
    [SIGNAL_THREAD_LATER] = {"thread_later", "goes on in a thread"},
    [SIGNAL_MENTION] = {"mention", "names somebody"},
    [SIGNAL_MENTIONS_MANY] = {"mentions_many", "names three or more"},
    [SIGNAL_MENTION_FIRST] = {"mention_first", "begins with a name"},
    [SIGNAL_MENTION_OWN] = {"mention_own", "names an own handle"},
    [SIGNAL_LINK_NONE] = {"link_none", "has no link"},
    [SIGNAL_LINK_OWN] = {"link_own", "links to an own site"},
    [SIGNAL_LINK_OTHER] = {"link_other", "links to somebody else's site"},
    [SIGNAL_LINK_PLATFORM] = {"link_platform",
	"links to a platform; whose page is unknown"},
    [SIGNAL_LINK_OPAQUE] = {"link_opaque",
	"has a short link; where it leads is unknown"},
    [SIGNAL_LINK_AFFILIATE] = {"link_affiliate",
	"has a link that somebody earns by"},
    [SIGNAL_LINK_MEDIA] = {"link_media", "shows a picture or a video"},
    [SIGNAL_LINK_POST] = {"link_post", "links to a post"},
    [SIGNAL_LINKS_MANY] = {"links_many", "has two or more links"},
    [SIGNAL_LINK_SHOP] = {"link_shop", "links to a shop or a form"},
    [SIGNAL_LINK_HELP] = {"link_help", "links to a help page"},
    [SIGNAL_LINK_JOBS] = {"link_jobs", "links to vacancies"},
    [SIGNAL_LINK_EVENT] = {"link_event", "links to an event"},
    [SIGNAL_LINK_FUNDING] = {"link_funding", "links to where one gives"},
    [SIGNAL_LINK_HOME] = {"link_home", "links to a front page"},
    [SIGNAL_NO_WORDS] = {"no_words", "has no words"},
    [SIGNAL_SHORT] = {"short", "has four words or fewer"},
    [SIGNAL_LONG] = {"long", "has 18 words or more"},
    [SIGNAL_VERY_LONG] = {"very_long", "has 32 words or more"},
    [SIGNAL_SENTENCES] = {"sentences", "has two sentences or more"},
    [SIGNAL_HEADLINE] = {"headline", "is written like a headline"},
    [SIGNAL_CUT_OFF] = {"cut_off", "is cut off with dots"},
    [SIGNAL_STEPS] = {"steps", "lists points or steps"},
    [SIGNAL_QUESTION] = {"question", "has a question mark"},
    [SIGNAL_QUESTION_END] = {"question_end", "ends with a question"},
    [SIGNAL_QUESTION_LINK] = {"question_link", "has a link after its question"},
    [SIGNAL_EXCLAIM] = {"exclaim", "exclaims"},
    [SIGNAL_EXCLAIM_MANY] = {"exclaim_many", "exclaims again and again"},
    [SIGNAL_CAPS] = {"caps", "shouts in capitals"},
    [SIGNAL_ELONGATED] = {"elongated", "draws words out"},
    [SIGNAL_EMOJI] = {"emoji", "has a little picture"},
    [SIGNAL_EMOJI_MANY] = {"emoji_many", "has three little pictures or more"},
    [SIGNAL_HASHTAG] = {"hashtag", "has a hashtag"},
    [SIGNAL_HASHTAGS_MANY] = {"hashtags_many", "has three hashtags or more"},
    [SIGNAL_CASHTAG] = {"cashtag", "names a stock"},
    [SIGNAL_CASHTAGS_MANY] = {"cashtags_many", "names three stocks or more"},
    [SIGNAL_NUMBER] = {"number", "has a number"},
    [SIGNAL_NUMBERS_MANY] = {"numbers_many", "has three numbers or more"},
    [SIGNAL_PERCENT] = {"percent", "has a percentage"},
    [SIGNAL_MONEY] = {"money", "has a sum of money"},
    [SIGNAL_PAID] = {"paid", "is marked as paid partnership"},
    [SIGNAL_OWN_PITCH] = {"own_pitch", "sends readers to an own site"},
    [SIGNAL_PITCH] = {"pitch", "asks for something, with no link elsewhere"},
    [SIGNAL_HEADLINE_LINK] = {"headline_link", "is a headline with a link"},
    [SIGNAL_TEASER_LINK] = {"teaser_link", "teases for a link"},
    [SIGNAL_NEWS_LINK] = {"news_link", "reports something, with a link"},
    [SIGNAL_BRAG_SELF] = {"brag_self", "tells of an own honour or success"},
    [SIGNAL_OWN_NEWS_LINK] = {"own_news_link",
	"announces an own thing, with a link"},
    [SIGNAL_CREDIT_MENTION] = {"credit_mention",
	"gives credit to somebody by name"},
    [SIGNAL_RECOMMEND_OTHER] = {"recommend_other",
	"recommends somebody by name or link"},
    [SIGNAL_THANKS_REASON] = {"thanks_reason", "thanks and says for what"},
    [SIGNAL_THANKS_BARE] = {"thanks_bare", "thanks and no more"},
    [SIGNAL_CONGRATS_REASON] = {"congrats_reason",
	"congratulates and says on what"},
    [SIGNAL_HELP_REPLY] = {"help_reply", "says in a reply what to do"},
    [SIGNAL_ANSWER_REPLY] = {"answer_reply",
	"says something usable to who asked"},
    [SIGNAL_LINK_REPLY] = {"link_reply", "answers with a link"},
    [SIGNAL_HANDOFF_REPLY] = {"handoff_reply",
	"only moves the person elsewhere"},
    [SIGNAL_ASK_QUESTION] = {"ask_question", "asks a real question"},
    [SIGNAL_REASONED] = {"reasoned", "gives reasons at some length"},
    [SIGNAL_MARKET_NUMBER] = {"market_number",
	"makes a market observation with numbers"},
    [SIGNAL_TICKERS_ONLY] = {"tickers_only", "lists stocks without a word"},
};

const struct signal_info *
signal_info(enum signal signal)
{
	return &infos[signal];
}

int
signal_by_name(const char *name)
{
	for (int i = 1; i < SIGNAL_COUNT; i++)
		if (strcmp(infos[i].name, name) == 0)
			return i;
	return -1;
}

/* The number of the lexicons for the post's language; -1: none.  X's codes
 * for "cannot tell" begin with q, or are und, zxx, art: then it is English if
 * its letters may be. */
static int
language_of(const struct lexicons *lexicons, const struct post *post)
{
	const char *lang = post->lang;
	size_t ascii = 0, other = 0;

	if (lang != NULL && lang[0] != 'q' && strcmp(lang, "und") != 0 &&
	    strcmp(lang, "zxx") != 0 && strcmp(lang, "art") != 0)
		return lexicon_language(lexicons, lang);
	for (const char *p = post->text; *p != '\0'; p++) {
		ascii += (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z';
		other += (*p & 0x80) != 0;
	}
	return other > ascii + 8 ? -1 : lexicon_language(lexicons, "en");
}

static void
add_hits(struct signals *signals, const struct lexicon_hit *hits, size_t n)
{
	for (size_t i = 0; i < n; i++)
		signals_set(signals, (enum signal)hits[i].lexicon,
		    hits[i].start, hits[i].end, -1);
}

static void
clear(struct signals *signals)
{
	memset(signals->bits, 0, sizeof(signals->bits));
	signals->n_words = 0;
	signals->self_link = false;
	signals->links_own = signals->links_other = 0;
	signals->links_opaque = signals->links_affiliate = 0;
}

void
signals_find_around(struct signals *signals, const struct sites *sites,
    const struct lexicons *lexicons, const struct subject *subject)
{
	clear(signals);
	signals_add_form(signals, lexicons, subject);
	signals_add_links(signals, sites, subject);
}

void
signals_find(struct signals *signals, const struct sites *sites,
    const struct lexicons *lexicons, const struct subject *subject)
{
	const struct post *post = subject->post;
	struct token tokens[TOKENS_MAX];
	struct lexicon_hit hits[LEXICON_HITS_MAX];
	int language = language_of(lexicons, post);
	size_t n;

	signals_find_around(signals, sites, lexicons, subject);
	n = token_split(post->text, strlen(post->text), tokens, TOKENS_MAX);
	signals_note(signals, SIGNAL_ALWAYS);
	signals_add_text(signals, post->text, tokens, n);
	signals->is_readable = language >= 0 || signals->n_words == 0;
	if (language >= 0)
		add_hits(signals, hits,
		    lexicon_scan(lexicons, language, tokens, n, hits,
			LEXICON_HITS_MAX));
	signals_add_combined(signals);
}
