#include "base/sha256.h"

#include <string.h>

/* The first 32 bits of the fractional parts of the cube roots of the first 64
 * primes (FIPS 180-4, 4.2.2). */
static const uint32_t constants[64] = {0x428a2f98, 0x71374491, 0xb5c0fbcf,
    0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
    0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7,
    0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
    0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
    0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
    0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
    0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c,
    0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee,
    0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2};

static uint32_t
turn(uint32_t x, int n)
{
	return x >> n | x << (32 - n);
}

static void
expand(const unsigned char *block, uint32_t words[64])
{
	for (int i = 0; i < 16; i++, block += 4)
		words[i] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 |
			   (uint32_t)block[2] << 8 | block[3];
	for (int i = 16; i < 64; i++) {
		uint32_t a = words[i - 15], b = words[i - 2];

		words[i] = (turn(b, 17) ^ turn(b, 19) ^ b >> 10) +
			   words[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ a >> 3) +
			   words[i - 16];
	}
}

/* A round; the variables that FIPS 180-4 calls a to h stay where they are, and
 * a is at `a` instead. */
static inline void
mix(uint32_t s[8], int a, uint32_t input)
{
	uint32_t e = s[(a + 4) & 7], f = s[(a + 5) & 7], g = s[(a + 6) & 7];
	uint32_t b = s[(a + 1) & 7], c = s[(a + 2) & 7];
	uint32_t *d = &s[(a + 3) & 7], *h = &s[(a + 7) & 7];

	*h += (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (g ^ (e & (f ^ g))) +
	      input;
	*d += *h;
	*h += (turn(s[a], 2) ^ turn(s[a], 13) ^ turn(s[a], 22)) +
	      ((s[a] & b) | (c & (s[a] | b)));
}

/* FIPS 180-4, 6.2.2. */
static void
take_block(struct sha256 *hash, const unsigned char *block)
{
	uint32_t words[64], s[8];

	expand(block, words);
	memcpy(s, hash->state, sizeof(s));
	for (int i = 0; i < 64; i += 8) {
		mix(s, 0, constants[i] + words[i]);
		mix(s, 7, constants[i + 1] + words[i + 1]);
		mix(s, 6, constants[i + 2] + words[i + 2]);
		mix(s, 5, constants[i + 3] + words[i + 3]);
		mix(s, 4, constants[i + 4] + words[i + 4]);
		mix(s, 3, constants[i + 5] + words[i + 5]);
		mix(s, 2, constants[i + 6] + words[i + 6]);
		mix(s, 1, constants[i + 7] + words[i + 7]);
	}
	for (int i = 0; i < 8; i++)
		hash->state[i] += s[i];
}

void
sha256_begin(struct sha256 *hash)
{
	*hash = (struct sha256){
	    .state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void
sha256_add(struct sha256 *hash, const void *bytes, size_t len)
{
	const unsigned char *next = bytes;
	size_t waiting = hash->total % 64;

	hash->total += len;
	while (len > 0) {
		size_t n = 64 - waiting < len ? 64 - waiting : len;

		if (waiting == 0 && n == 64) {
			take_block(hash, next);
		} else {
			memcpy(hash->block + waiting, next, n);
			waiting += n;
			if (waiting == 64) {
				take_block(hash, hash->block);
				waiting = 0;
			}
		}
		next += n;
		len -= n;
	}
}

void
sha256_end(struct sha256 *hash, unsigned char digest[SHA256_BYTES])
{
	static const unsigned char padding[64] = {0x80};
	uint64_t bits = hash->total * 8;
	size_t waiting = hash->total % 64;
	unsigned char length[8];

	for (int i = 0; i < 8; i++)
		length[i] = (unsigned char)(bits >> (56 - 8 * i));
	sha256_add(hash, padding, (waiting < 56 ? 56 : 120) - waiting);
	sha256_add(hash, length, sizeof(length));
	for (int i = 0; i < SHA256_BYTES; i++)
		digest[i] =
		    (unsigned char)(hash->state[i / 4] >> (24 - i % 4 * 8));
}

void
sha256_add_hex(struct buf *buf, const unsigned char digest[SHA256_BYTES])
{
	for (int i = 0; i < SHA256_BYTES; i++)
		buf_addf(buf, "%02x", digest[i]);
}

void
sha256_add_base64(struct buf *buf, const unsigned char digest[SHA256_BYTES])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (int i = 0; i < SHA256_BYTES; i += 3) {
		int n = SHA256_BYTES - i < 3 ? SHA256_BYTES - i : 3;
		uint32_t three = 0;

		for (int k = 0; k < 3; k++)
			three = three << 8 | (k < n ? digest[i + k] : 0);
		for (int k = 0; k < 4; k++)
			buf_addc(buf,
			    k <= n ? letters[three >> (18 - 6 * k) & 63] : '=');
	}
}
