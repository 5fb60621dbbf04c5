#include "score/signals_parts.h"

#include <string.h>
#include <strings.h>

static bool
owns_handle(const struct subject *subject, const char *handle)
{
	const struct account_context *account = subject->account;

	if (handle == NULL || account == NULL)
		return false;
	if (account->own != NULL &&
	    ownership_of_handle(account->own, handle) == OWN_YES)
		return true;
	return account->user != NULL && account->user->username != NULL &&
	       strcasecmp(account->user->username, handle) == 0;
}

static bool
is_self(const struct subject *subject, const struct related *other)
{
	int64_t author = subject->post->author_id;

	return author != 0 &&
	       ((other->post != NULL && other->post->author_id == author) ||
		   (other->author != NULL && other->author->id == author));
}

static bool
is_own(const struct subject *subject, const struct related *other)
{
	return other->author != NULL &&
	       owns_handle(subject, other->author->username);
}

/* What the parent says: does it ask, need, or neither? */
static void
add_parent(struct signals *signals, const struct lexicons *lexicons,
    const struct post *parent)
{
	struct token tokens[TOKENS_MAX / 4];
	struct lexicon_hit hits[LEXICON_HITS_MAX / 4];
	size_t n = token_split(parent->text, strlen(parent->text), tokens,
	    sizeof(tokens) / sizeof(tokens[0]));
	size_t n_hits = lexicon_scan(lexicons,
	    lexicon_language(lexicons, parent->lang ? parent->lang : "en"),
	    tokens, n, hits, sizeof(hits) / sizeof(hits[0]));
	bool asks = false, needs = false;

	for (size_t i = 0; i < n; i++)
		asks |= tokens[i].kind == TOKEN_POINT && tokens[i].mark == '?';
	for (size_t i = 0; i < n_hits; i++)
		needs |= hits[i].lexicon == LEX_NEED;
	if (asks)
		signals_note(signals, SIGNAL_PARENT_ASKS);
	if (needs)
		signals_note(signals, SIGNAL_PARENT_NEEDS);
	if (!asks && !needs)
		signals_note(signals, SIGNAL_PARENT_STATES);
}

static void
add_reply(struct signals *signals, const struct lexicons *lexicons,
    const struct subject *subject)
{
	const struct post *post = subject->post;

	if (is_self(subject, &subject->parent) ||
	    (post->author_id != 0 &&
		post->reply_to_user_id == post->author_id)) {
		signals->form = FORM_SELF_REPLY;
		signals_note(signals, SIGNAL_REPLY_SELF);
		return;
	}
	signals->form = FORM_REPLY;
	signals_note(signals, SIGNAL_REPLY);
	if (subject->parent.post != NULL && subject->parent.post->text != NULL)
		add_parent(signals, lexicons, subject->parent.post);
	else
		signals_note(signals, SIGNAL_PARENT_UNKNOWN);
}

/* "RT @somebody" in the author's own post: the way before reposts. */
static void
find_old_repost(struct signals *signals, const char *text)
{
	for (const char *p = strstr(text, "RT @"); p != NULL;
	     p = strstr(p + 1, "RT @")) {
		if (p == text || strchr(" \n\"(:", p[-1]) != NULL) {
			signals_set(signals, SIGNAL_OLD_REPOST, (int)(p - text),
			    (int)(p - text) + 2, -1);
			return;
		}
	}
}

/* A repost whose original is by, or is about, the author: mentions after the
 * first are of the original, the first may be "RT @original:". */
static bool
is_about_author(const struct subject *subject)
{
	const struct post *post = subject->post;

	if (is_self(subject, &subject->reposted) ||
	    is_own(subject, &subject->reposted))
		return true;
	for (size_t i = 0; i < post->n_mentions; i++)
		if (owns_handle(subject, post->mentions[i].handle))
			return true;
	return false;
}

void
signals_add_form(struct signals *signals, const struct lexicons *lexicons,
    const struct subject *subject)
{
	const struct post *post = subject->post;

	signals->form = FORM_POST;
	if (post->paid)
		signals_note(signals, SIGNAL_PAID);
	if (subject->thread_length > 1)
		signals_note(signals, subject->thread_position <= 1
					  ? SIGNAL_THREAD_FIRST
					  : SIGNAL_THREAD_LATER);
	if (post->repost_of_id != 0) {
		signals->form = FORM_REPOST;
		signals_note(signals, SIGNAL_REPOST);
		if (is_about_author(subject))
			signals_note(signals, SIGNAL_REPOST_OWN);
		return;
	}
	find_old_repost(signals, post->text);
	if (post->reply_to_id != 0 || post->reply_to_user_id != 0) {
		add_reply(signals, lexicons, subject);
		return;
	}
	if (post->quote_of_id == 0)
		return;
	signals->form = FORM_QUOTE;
	if (is_self(subject, &subject->quoted))
		signals_note(signals, SIGNAL_QUOTE_SELF);
	else
		signals_note(signals, is_own(subject, &subject->quoted)
					  ? SIGNAL_QUOTE_OWN
					  : SIGNAL_QUOTE);
}
