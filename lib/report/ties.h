/*
 * Who of a number of accounts turned to whom of them, and who of these turned
 * back: for reports of relations.
 */
#ifndef REPORT_TIES_H
#define REPORT_TIES_H

#include <stddef.h>
#include <stdint.h>

struct ties {
	size_t n; /* accounts, which have numbers from 0 */
	/* Account i turned to others[starts[i]] up to others[starts[i + 1]],
	 * each once. */
	size_t *starts;   /* own; n + 1 */
	uint32_t *others; /* own */
};

/* For n accounts and so many ties, for the caller to fill in. */
struct ties ties_new(size_t n_accounts, size_t n_ties);
void ties_release(struct ties *ties);

/* Of those whom each account turned to, how many turned to it: n numbers. */
void ties_count_mutual(const struct ties *ties, int64_t *mutual);

#endif
