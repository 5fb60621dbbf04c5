#include "xsim/page.h"

#include <stddef.h>
#include <string.h>

#define TOKEN_BYTES 22 /* below 8, above 8, nonce 2, check 4 */

static const char digits[] = "0123456789abcdefghijklmnopqrstuv";

static uint64_t
mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static void
put(unsigned char *to, uint64_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		to[i] = (unsigned char)(value >> 8 * i);
}

static uint64_t
get(const unsigned char *from, int bytes)
{
	uint64_t value = 0;

	for (int i = 0; i < bytes; i++)
		value |= (uint64_t)from[i] << 8 * i;
	return value;
}

static uint32_t
check_of(const struct page_token *token, uint64_t key)
{
	return (uint32_t)mix(mix((uint64_t)token->below ^ key) +
			     mix((uint64_t)token->above + token->nonce));
}

/* Hide what the bytes say: the first 18 under the check, which stands
 * last. */
static void
veil(unsigned char *bytes)
{
	uint64_t stream = get(bytes + 18, 4);

	for (int i = 0; i < 18; i++) {
		stream = mix(stream + 1);
		bytes[i] ^= (unsigned char)stream;
	}
}

void
page_token_add(struct buf *buf, const struct page_token *token, uint64_t key)
{
	unsigned char bytes[TOKEN_BYTES + 1] = {0};

	put(bytes, (uint64_t)token->below, 8);
	put(bytes + 8, (uint64_t)token->above, 8);
	put(bytes + 16, token->nonce, 2);
	put(bytes + 18, check_of(token, key), 4);
	veil(bytes);
	for (int bit = 0; bit < TOKEN_BYTES * 8; bit += 5) {
		unsigned pair = bytes[bit / 8] | (unsigned)bytes[bit / 8 + 1]
						     << 8;

		buf_addc(buf, digits[pair >> bit % 8 & 31]);
	}
}

int
page_token_read(const char *text, struct page_token *token, uint64_t key)
{
	unsigned char bytes[TOKEN_BYTES + 2] = {0};
	int bit = 0;

	if (strlen(text) != (TOKEN_BYTES * 8 + 4) / 5)
		return -1;
	for (; *text != '\0'; text++, bit += 5) {
		const char *digit = strchr(digits, *text);
		unsigned value;

		if (digit == NULL)
			return -1;
		value = (unsigned)(digit - digits) << bit % 8;
		bytes[bit / 8] |= (unsigned char)value;
		bytes[bit / 8 + 1] |= (unsigned char)(value >> 8);
	}
	veil(bytes);
	token->below = (int64_t)get(bytes, 8);
	token->above = (int64_t)get(bytes + 8, 8);
	token->nonce = (unsigned)get(bytes + 16, 2);
	return get(bytes + 18, 4) == check_of(token, key) ? 0 : -1;
}
