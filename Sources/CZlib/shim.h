// The system's zlib: gzip and deflate.
#pragma once
#include <zlib.h>

// Macros that Swift cannot see.
static inline int nd_inflate_init(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }
