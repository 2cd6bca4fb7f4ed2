// The system's jansson: JSON with strict UTF-8 and positions in its errors.
#pragma once
#include <jansson.h>

// Macros that Swift cannot see.
static inline json_type nd_json_type(const json_t *value) { return json_typeof(value); }
static inline void nd_json_release(json_t *value) { json_decref(value); }
/// Any value, and NUL within strings: what is wrong with them is said elsewhere.
static const size_t ND_JSON_FLAGS = JSON_DECODE_ANY | JSON_ALLOW_NUL;
