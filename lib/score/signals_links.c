#include "score/signals_parts.h"

#include <string.h>
#include <strings.h>

/* Where a link of the post goes, for the evidence. */
struct seen {
	const struct subject *subject;
	struct signals *signals;
	int index, start, end;
};

static void
see(const struct seen *seen, enum signal signal)
{
	signals_set(seen->signals, signal, seen->start, seen->end, seen->index);
}

static enum own_status
status_of(const struct subject *subject, const char *what)
{
	const struct account_context *account = subject->account;

	return account != NULL && account->own != NULL
		   ? ownership_of_site(account->own, what)
		   : OWN_NOT;
}

static enum own_status
status_of_handle(const struct subject *subject, const char *handle)
{
	const struct account_context *account = subject->account;

	if (account == NULL || handle == NULL)
		return OWN_NOT;
	if (account->user != NULL && account->user->username != NULL &&
	    strcasecmp(account->user->username, handle) == 0)
		return OWN_YES;
	return account->own != NULL ? ownership_of_handle(account->own, handle)
				    : OWN_NOT;
}

static void
add_internal(const struct seen *seen, const struct site *site)
{
	see(seen, SIGNAL_LINK_POST);
	if (site->tenant_len > 0 && status_of_handle(seen->subject,
					site->key + site->tenant) == OWN_YES)
		seen->signals->self_link = true;
}

static void
add_marks(const struct seen *seen, unsigned marks)
{
	static const struct {
		unsigned mark;
		enum signal signal;
	} known[] = {
	    {SITE_AFFILIATE, SIGNAL_LINK_AFFILIATE},
	    {SITE_SHOP, SIGNAL_LINK_SHOP},
	    {SITE_HELP, SIGNAL_LINK_HELP},
	    {SITE_JOBS, SIGNAL_LINK_JOBS},
	    {SITE_EVENT, SIGNAL_LINK_EVENT},
	    {SITE_FUNDING, SIGNAL_LINK_FUNDING},
	    {SITE_HOME, SIGNAL_LINK_HOME},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (marks & known[i].mark)
			see(seen, known[i].signal);
}

/* A link to the web outside of X. */
static void
add_outward(const struct seen *seen, const struct site *site)
{
	struct signals *signals = seen->signals;

	if (site->kind == SITE_OPAQUE) {
		signals->links_opaque++;
		see(seen, SIGNAL_LINK_OPAQUE);
		return;
	}
	if (status_of(seen->subject, site->key) == OWN_YES) {
		signals->links_own++;
		signals->self_link = true;
		see(seen, SIGNAL_LINK_OWN);
	} else {
		signals->links_other++;
		see(seen, site->kind == SITE_PLATFORM ? SIGNAL_LINK_PLATFORM
						      : SIGNAL_LINK_OTHER);
	}
	if (site->marks & SITE_AFFILIATE) {
		signals->links_affiliate++;
		signals->self_link = true;
	}
	add_marks(seen, site->marks);
}

static void
add_links(struct signals *signals, const struct sites *sites,
    const struct subject *subject)
{
	const struct post *post = subject->post;
	int outward = 0;

	for (size_t i = 0; i < post->n_links; i++) {
		const struct link *link = &post->links[i];
		struct seen seen = {subject, signals, (int)i, link->start,
		    link->end};
		struct site site;

		site_of(sites, link->url, &site);
		if (link->is_media || site.kind == SITE_MEDIA) {
			see(&seen, SIGNAL_LINK_MEDIA);
		} else if (site.kind == SITE_INTERNAL) {
			add_internal(&seen, &site);
		} else if (site.kind != SITE_NONE) {
			add_outward(&seen, &site);
			if (++outward == 2)
				see(&seen, SIGNAL_LINKS_MANY);
		}
	}
	if (post->n_media > 0)
		signals_note(signals, SIGNAL_LINK_MEDIA);
	if (outward == 0)
		signals_note(signals, SIGNAL_LINK_NONE);
}

void
signals_add_links(struct signals *signals, const struct sites *sites,
    const struct subject *subject)
{
	const struct post *post = subject->post;

	for (size_t i = 0; i < post->n_mentions; i++) {
		const struct mention *mention = &post->mentions[i];
		enum signal signal =
		    status_of_handle(subject, mention->handle) == OWN_YES
			? SIGNAL_MENTION_OWN
			: SIGNAL_MENTION;

		signals_set(signals, signal, mention->start, mention->end, -1);
		if (i == 2)
			signals_note(signals, SIGNAL_MENTIONS_MANY);
		if (mention->start == 0 && mention->end > 0)
			signals_set(signals, SIGNAL_MENTION_FIRST, 0,
			    mention->end, -1);
	}
	add_links(signals, sites, subject);
}
