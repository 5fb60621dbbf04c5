#include "xsim/worlds.h"

int
world_generate(struct world *world, int64_t now_ms, uint64_t seed, size_t n,
    struct err *err)
{
	(void)world, (void)now_ms, (void)seed, (void)n;
	return err_set(err, ERR_USAGE, "not yet");
}
