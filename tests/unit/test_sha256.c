/* SHA-256 against the examples of FIPS 180-4, and known ones. */
#include "base/sha256.h"
#include "unit.h"

#include <string.h>

static void
check_digest(const char *text, size_t times, const char *want)
{
	struct sha256 hash;
	unsigned char digest[SHA256_BYTES];
	struct buf hex = BUF_INIT;

	sha256_begin(&hash);
	for (size_t i = 0; i < times; i++)
		sha256_add(&hash, text, strlen(text));
	sha256_end(&hash, digest);
	sha256_add_hex(&hex, digest);
	assert_string_equal(hex.data, want);
	buf_release(&hex);
}

static void
known_digests(void **state)
{
	(void)state;
	check_digest("", 1,
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	check_digest("abc", 1,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	check_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	    1,
	    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	check_digest("aaaaaaaaaa", 100000,
	    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void
base64(void **state)
{
	struct sha256 hash;
	unsigned char digest[SHA256_BYTES];
	struct buf text = BUF_INIT;

	(void)state;
	sha256_begin(&hash);
	sha256_end(&hash, digest);
	sha256_add_base64(&text, digest);
	assert_string_equal(text.data,
	    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(known_digests),
	    cmocka_unit_test(base64),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
