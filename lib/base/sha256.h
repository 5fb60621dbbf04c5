/*
 * SHA-256 (FIPS 180-4), for what others must be able to check: digests of
 * reports, hashes of scripts in pages.  Inside the program base/hash.h does.
 *
 *	struct sha256 hash;
 *	sha256_begin(&hash);
 *	sha256_add(&hash, bytes, len);
 *	sha256_end(&hash, digest);
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/buf.h"

#include <stddef.h>
#include <stdint.h>

enum { SHA256_BYTES = 32 };

struct sha256 {
	uint32_t state[8];
	uint64_t total;          /* bytes so far */
	unsigned char block[64]; /* total % 64 of them are waiting */
};

void sha256_begin(struct sha256 *hash);
void sha256_add(struct sha256 *hash, const void *bytes, size_t len);
void sha256_end(struct sha256 *hash, unsigned char digest[SHA256_BYTES]);

/* Append a digest in hexadecimal, or in base64 (RFC 4648, padded). */
void sha256_add_hex(struct buf *buf, const unsigned char digest[SHA256_BYTES]);
void sha256_add_base64(struct buf *buf,
    const unsigned char digest[SHA256_BYTES]);

#endif
