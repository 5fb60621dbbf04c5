/*
 * One error: a code that callers act on and a sentence that people read.
 *
 * A function that can fail takes `struct err *err` as its last argument
 * (before "..."), returns 0 or a pointer on success and -1 or NULL on failure,
 * and has then filled *err.  Library code never prints and never exits; the
 * command prints the error once.  On success *err is left untouched.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/* What callers decide by.  Each maps to one exit code in cmd/givetake. */
enum err_code {
	ERR_NONE = 0,
	ERR_USAGE,     /* the user asked for something that makes no sense */
	ERR_BUDGET,    /* a cap of ours, or X's credits: stop spending */
	ERR_DATA,      /* bad input: skip this one record */
	ERR_NOT_FOUND, /* no such file, account or post */
	ERR_SERVICE,   /* X or the network failed: try again later */
	ERR_BUG,       /* ours */
	ERR_CREATE,    /* cannot create a file */
	ERR_IO,        /* reading or writing failed, archive included */
	ERR_LATER,     /* rate limit or lock: the same command will work */
	ERR_AUTH,      /* the token is missing, wrong or not allowed to */
	ERR_CONFIG,    /* a setting is wrong */
	ERR_STOPPED    /* a signal asked us to stop */
};

struct err {
	enum err_code code;
	char text[640]; /* UTF-8, one line, may hold strangers' words */
};

#define ERR_INIT                 \
	{                        \
		.code = ERR_NONE \
	}

/* Attribute for functions that take a printf format as argument n. */
#define PRINTF_LIKE(n) __attribute__((format(printf, n, (n) + 1)))

/* Fill *err (which may be NULL) and return -1, so that callers can return
 * it.  A text that does not fit is cut at a character boundary. */
int err_set(struct err *err, enum err_code code, const char *format, ...)
    PRINTF_LIKE(3);

/* Put "what: " before the text of *err and return -1. */
int err_context(struct err *err, const char *format, ...) PRINTF_LIKE(2);

/* Like err_set with ": " and the text of errno at the end. */
int err_errno(struct err *err, enum err_code code, const char *format, ...)
    PRINTF_LIKE(3);

#endif
