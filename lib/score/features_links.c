/* Whose sites a post leads to. */

#include "base/mem.h"
#include "score/features_parts.h"

#include <math.h>
#include <string.h>

static bool
has_any(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(text, words[i]) != NULL)
			return true;
	return false;
}

static bool
pays(const struct knowledge *k, const struct place_of_link *place)
{
	static const char *const keys[] = {"tag=", "ref=", "aff=", "aff_id",
	    "affid", "irclickid", "clickid", "partner=", "affiliate", "aid="};

	return knowledge_has(k, SET_AFFILIATE, place->host) ||
	       (*place->query != '\0' &&
		   has_any(place->query, keys, ARRAY_LEN(keys)));
}

static bool
leads_to_contact(const struct place_of_link *place)
{
	static const char *const words[] = {"contact", "requests/new", "ticket",
	    "chat", "feedback"};

	return has_any(place->path, words, ARRAY_LEN(words));
}

/* The sets that parts of a text between separators are in. */
static uint32_t
sets_of_parts(const struct knowledge *k, const char *text, char separator,
    bool without_last)
{
	uint32_t sets = 0;

	for (;;) {
		const char *end = strchr(text, separator);

		if (end == NULL && without_last)
			return sets;
		sets |= knowledge_sets(k,
		    hash_bytes(HASH_START, text,
			end == NULL ? strlen(text) : (size_t)(end - text)));
		if (end == NULL)
			return sets;
		text = end + 1;
	}
}

static bool
says(const struct looking *look, uint64_t hash)
{
	for (int i = 0; i < look->n_different; i++)
		if (look->hashes[i] == hash)
			return true;
	return false;
}

/* Share of the path's words that stand in the text. */
static double
slug_share(const struct looking *look, const char *path)
{
	int n = 0, said = 0;

	while (*path != '\0') {
		size_t len = strcspn(path, "/_-");

		if (len >= 4) {
			n++;
			said += says(look, hash_bytes(HASH_START, path, len));
		}
		path += len;
		path += *path != '\0';
	}
	return n >= 3 ? (double)said / n : 0;
}

static void
set(struct looking *look, int at, int id, double value)
{
	feature_set_at(look->to, id, value, at, 1);
}

static void
find_kind_of_page(struct looking *look, const struct place_of_link *place,
    int at)
{
	const struct knowledge *k = look->knowledge;
	const char *host = place->host_text;
	size_t len = strlen(host);
	uint32_t path = sets_of_parts(k, place->path, '/', false);
	uint32_t labels = sets_of_parts(k, host, '.', false);
	uint32_t names = sets_of_parts(k, host, '.', true);
	const char *top = len > 4 ? host + len - 4 : "";

	set(look, at, FEATURE_L_HOME,
	    *place->path == '\0' || strcmp(place->path, "/") == 0);
	set(look, at, FEATURE_L_HELP, (path | labels) >> SET_HELP_SEGMENT & 1);
	set(look, at, FEATURE_L_SHOP, (path | names) >> SET_SHOP_SEGMENT & 1);
	set(look, at, FEATURE_L_BLOG, (path | labels) >> SET_BLOG_SEGMENT & 1);
	set(look, at, FEATURE_L_TWITTER,
	    strcmp(place->key_text, "twitter.com") == 0);
	set(look, at, FEATURE_L_GOV,
	    strcmp(top, ".gov") == 0 || strcmp(top, ".edu") == 0 ||
		strcmp(top, ".org") == 0);
	set(look, at, FEATURE_L_EMBED, *place->embedded != '\0');
	set(look, at, FEATURE_L_EMBED_THIRD, place->embeds_other);
	set(look, at, FEATURE_L_DEEP, strlen(place->path) > 30);
	set(look, at, FEATURE_L_SLUG_IS_TEXT, slug_share(look, place->path));
}

static void
find_owner(struct looking *look, const struct place_of_link *place,
    enum site_owner owner, int at)
{
	const struct reading *r = look->r;

	set(look, at, FEATURE_L_EXPANDED, 1);
	if (owner != OWNER_UNKNOWN) {
		set(look, at, FEATURE_L_OWN, 1);
		set(look, at, FEATURE_L_OWN + (int)owner, 1);
		set(look, at, FEATURE_RT_OWNSITE, r->kind == KIND_REPOST);
		return;
	}
	set(look, at, FEATURE_L_THIRD, 1);
	set(look, at, FEATURE_L_RT_SITE,
	    place_related(look->knowledge, place->label, strlen(place->label),
		r->reposted, strlen(r->reposted)));
	set(look, at, FEATURE_L_KNOWN,
	    knowledge_has(look->knowledge, SET_KNOWN, place->key) ||
		knowledge_has(look->knowledge, SET_KNOWN, place->host));
}

static void
find_share(struct looking *look, const struct habit_site *site, int at)
{
	int total = look->habits->site_links;
	int links = site == NULL ? 0 : site->links;
	double share = total < 1 ? 0 : (double)links / total;

	if (total >= 3) {
		set(look, at, FEATURE_L_SHARE, share);
		set(look, at, FEATURE_L_SHARE_HI, total >= 5 && share > .7);
		set(look, at, FEATURE_L_RARE, share < .1);
	}
	set(look, at, FEATURE_L_COUNT, log1p(links) / 4);
}

static enum site_owner
owner_of(const struct looking *look, const struct place_of_link *place,
    const struct habit_site *site)
{
	if (place->is_short)
		return OWNER_UNKNOWN;
	if (habits_lists(look->habits, PROFILE_SITE, place->key))
		return OWNER_PROFILE;
	return site == NULL ? OWNER_UNKNOWN : site->owner;
}

static void
find_link(struct looking *look, const struct reading_link *link)
{
	const struct place_of_link *place = &link->place;
	const struct habits *h = look->habits;
	const struct habit_site *site = habits_site(h, place->key);
	int at = link->piece;

	if (strcmp(place->host_text, "t.co") == 0 ||
	    strcmp(place->host_text, "pic.twitter.com") == 0) {
		set(look, at, FEATURE_L_TCO, 1);
	} else if (place->is_short) {
		int total = h->n_links < 5 ? 5 : h->n_links;

		set(look, at, FEATURE_L_SHORT, 1);
		set(look, at, FEATURE_L_SHORT_HABIT,
		    fmin(1, (double)habits_count(h, HABIT_SHORT, place->key) /
				total));
	} else {
		find_owner(look, place, owner_of(look, place, site), at);
		find_share(look, site, at);
		find_kind_of_page(look, place, at);
	}
	set(look, at, FEATURE_L_AFFIL, pays(look->knowledge, place));
	set(look, at, FEATURE_L_UTM, strstr(place->query, "utm_") != NULL);
	set(look, at, FEATURE_L_CONTACT, leads_to_contact(place));
	set(look, at, FEATURE_L_MEDIA,
	    knowledge_has(look->knowledge, SET_MEDIA, place->host));
	set(look, at, FEATURE_BIO_IN_LINK,
	    habits_find_within(&h->bio_names, 5, place->host_text,
		strlen(place->host_text)) != NULL ||
		habits_find_within(&h->bio_names, 5, place->path,
		    strlen(place->path)) != NULL);
}

void
features_find_links(struct looking *look)
{
	const struct reading *r = look->r;
	bool own = false, other = false;

	for (int i = 0; i < r->n_links; i++) {
		const struct place_of_link *place = &r->links[i].place;
		const struct habit_site *site =
		    habits_site(look->habits, place->key);
		bool is_own = !place->is_short && site != NULL &&
			      site->owner != OWNER_UNKNOWN;

		if (i < 2)
			find_link(look, &r->links[i]);
		own |= is_own;
		other |= !is_own && !place->is_short;
	}
	feature_set(look->to, FEATURE_L_OWN_AND_THIRD, own && other);
	feature_set(look->to, FEATURE_L_BEYOND_QUOTE,
	    r->is_quote && r->n_links > 1);
}
