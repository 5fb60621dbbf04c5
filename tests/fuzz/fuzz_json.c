/*
 * Any JSON, as pages of v2 and as everything that decode/v1 knows.
 */
#include "decode/v1.h"
#include "decode/v2.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct json_doc doc = JSON_DOC_INIT;
	struct page page = PAGE_INIT;
	struct owner owner = OWNER_INIT;
	struct err err = ERR_INIT;

	if (json_parse(&doc, (const char *)data, len, &err) == 0) {
		decode_v2_page(doc.root, &page);
		page_reset(&page);
		if (decode_v2_is_flat(doc.root))
			decode_v2_append(doc.root, &page);
		owner_learn(&owner, doc.root);
		decode_v1_append(doc.root, &owner, &page);
		decode_v1_deleted(doc.root, &page);
	}
	owner_release(&owner);
	page_release(&page);
	json_release(&doc);
	return 0;
}
