/*
 * What posts of one account have in common, and what that says of each: the
 * context of pass 2.
 *
 * kind: ln((k + .001) / (u + .001)) with k the mean chance over the account's
 * other posts of this kind, drawn towards the account's mean and the usual
 * chance u of the kind by 3 posts' worth.
 * entity: the weighted mean over entities e that another post has too of
 * ln((q + .001) / (a + .001)), with q the mean chance of those posts drawn
 * towards the account's mean a by 1.5 posts' worth, and weight
 * ln(n_e) / (1 + 3 n_e / n): what a rare entity says counts more.
 */
#ifndef SCORE_BONDS_H
#define SCORE_BONDS_H

#include "score/study.h"
#include "score/weights.h"

struct bonds {
	int *first;  /* n + 1: where each post's entities begin */
	int *entity; /* numbers of entities */
	int16_t *piece;
	int *counts; /* posts of each entity */
	size_t n_entities;
	size_t counts_cap, list_cap, piece_cap;
};

void bonds_make(struct bonds *bonds, const struct study *study);
void bonds_release(struct bonds *bonds);

struct bond_context {
	struct chances kind, entity;
	int strongest; /* index in bonds->entity of the post's weightiest
			* entity, or -1 */
};

/* The contexts of all posts from their chances of pass 1. */
void bonds_contexts(const struct bonds *bonds, const struct study *study,
    const struct chances *p, const struct chances *prior,
    const struct chances *usual, struct bond_context *contexts);

#endif
