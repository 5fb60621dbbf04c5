/*
 * Accounts and posts as users name them on the command line.
 */
#ifndef MODEL_HANDLE_H
#define MODEL_HANDLE_H

#include <stdbool.h>
#include <stdint.h>

/* A handle is 1 to 15 letters, digits and underscores. */
#define HANDLE_MAX 15

struct account_name {
	char handle[HANDLE_MAX + 1]; /* "" when it is an id */
	int64_t id;                  /* 0 when it is a handle */
};

/* "@name", "name", "x.com/name", "https://twitter.com/name/...": handles
 * ("@12345" too); a bare number: an id.  False on anything else. */
bool handle_parse(const char *word, struct account_name *name);

/* "1234567890" or ".../status/1234567890": a post's id.  A number that could
 * be an account's is taken for a post's.  False on anything else. */
bool handle_parse_post(const char *word, int64_t *id);

#endif
