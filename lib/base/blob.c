#include "base/blob.h"

#include "base/mem.h"

#include <zstd.h>

/* Pages repeat long names: matches of fewer bytes than six are not worth
 * their place.  With a larger table than its own, level 1 leaves as little as
 * level 3 in three quarters of the time. */
#define LEVEL     1
#define MIN_MATCH 6
#define HASH_LOG  16

void
blob_add_compressed(struct buf *buf, const void *data, size_t len)
{
	size_t bound = ZSTD_compressBound(len), n;
	char *to = buf_reserve(buf, bound);
	ZSTD_CCtx *context = ZSTD_createCCtx();

	if (context == NULL)
		mem_exhausted();
	ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, LEVEL);
	ZSTD_CCtx_setParameter(context, ZSTD_c_minMatch, MIN_MATCH);
	ZSTD_CCtx_setParameter(context, ZSTD_c_hashLog, HASH_LOG);
	n = ZSTD_compress2(context, to, bound, data, len);
	ZSTD_freeCCtx(context);
	/* compressBound leaves no way to fail but memory. */
	if (ZSTD_isError(n))
		mem_exhausted();
	buf->len += n;
	buf->data[buf->len] = '\0';
}

int
blob_add_plain(struct buf *buf, const void *frame, size_t len, size_t max,
    struct err *err)
{
	unsigned long long size = ZSTD_getFrameContentSize(frame, len);
	size_t n;

	if (size == ZSTD_CONTENTSIZE_ERROR ||
	    size == ZSTD_CONTENTSIZE_UNKNOWN || size > max)
		return err_set(err, ERR_DATA, "damaged compressed page");
	n = ZSTD_decompress(buf_reserve(buf, (size_t)size), (size_t)size, frame,
	    len);
	if (ZSTD_isError(n))
		return err_set(err, ERR_DATA, "damaged compressed page: %s",
		    ZSTD_getErrorName(n));
	buf->len += n;
	buf->data[buf->len] = '\0';
	return 0;
}

const char *
blob_version(void)
{
	return ZSTD_versionString();
}
