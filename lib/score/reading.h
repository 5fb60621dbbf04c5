/*
 * A post as the trained scorer has read it, once: pieces, kind, links,
 * phrases, and the keys by which it resembles others.
 */
#ifndef SCORE_READING_H
#define SCORE_READING_H

#include "score/place.h"
#include "score/subject.h"

enum reading_kind {
	KIND_REPOST,
	KIND_REPLY, /* to somebody else */
	KIND_SELF,  /* to itself */
	KIND_LINK,
	KIND_PLAIN,
	KIND_COUNT
};

/* Stable names: rt, reply, self, link, plain. */
extern const char *const reading_kind_names[KIND_COUNT];

struct reading_link {
	struct place_of_link place;
	int piece; /* of all pieces */
	int link;  /* of the post's links, or -1 */
};

struct reading {
	const struct post *post;
	struct piece *pieces; /* of the whole text */
	struct piece *body;   /* without leading mentions, without "RT @x:" */
	int n_pieces, n_body;
	struct piece *lead; /* leading mentions of a reply */
	int n_lead;
	enum reading_kind kind;
	bool is_quote;
	const char *reposted; /* handle in lower case; "?" unknown; "" none */
	uint64_t reposted_hash;
	struct reading_link *links;
	int n_links;
	uint64_t *masks; /* of the body: see knowledge_mask() */
	uint32_t *sets;  /* of the body: see knowledge_sets() */
	struct phrase_hit *hits;
	int n_hits;
	uint64_t text_key; /* its words alone */
	uint64_t head_key; /* the first four words; 0: fewer */
	uint64_t tail_key; /* the last three of four or more; 0: fewer */
	int n_words;
};

void reading_make(struct reading *reading, const struct knowledge *knowledge,
    const struct subject *subject, struct arena *arena);

/* What stands in pieces of a profile or a post where a link is: the address
 * behind it, or the piece's own text. */
const char *reading_address(const struct piece *piece, const char *text,
    const struct link *links, size_t n_links, struct arena *arena, int *index);

#endif
