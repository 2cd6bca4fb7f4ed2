// The system's PCRE2 with 8-bit code units. Its functions are macros that Swift cannot see.
#pragma once
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

static inline pcre2_code *nd_pcre2_compile(
    const uint8_t *pattern, size_t count, uint32_t options, int *error, size_t *offset) {
    return pcre2_compile(pattern, count, options, error, offset, NULL);
}
static inline int nd_pcre2_match(
    const pcre2_code *code, const uint8_t *subject, size_t count, size_t start, uint32_t options,
    pcre2_match_data *data, pcre2_match_context *context) {
    return pcre2_match(code, subject, count, start, options, data, context);
}
static inline void nd_pcre2_code_free(pcre2_code *code) { pcre2_code_free(code); }
static inline void nd_pcre2_jit(pcre2_code *code) { (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); }
static inline pcre2_match_data *nd_pcre2_match_data(const pcre2_code *code) {
    return pcre2_match_data_create_from_pattern(code, NULL);
}
static inline void nd_pcre2_match_data_free(pcre2_match_data *data) { pcre2_match_data_free(data); }
static inline size_t *nd_pcre2_offsets(pcre2_match_data *data) { return pcre2_get_ovector_pointer(data); }
static inline pcre2_match_context *nd_pcre2_context(uint32_t match_limit, uint32_t depth_limit) {
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    if (context != NULL) {
        pcre2_set_match_limit(context, match_limit);
        pcre2_set_depth_limit(context, depth_limit);
    }
    return context;
}
static inline void nd_pcre2_context_free(pcre2_match_context *context) { pcre2_match_context_free(context); }
static inline int nd_pcre2_message(int error, uint8_t *buffer, size_t count) {
    return pcre2_get_error_message(error, buffer, count);
}
static inline uint32_t nd_pcre2_capture_count(const pcre2_code *code) {
    uint32_t count = 0;
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &count);
    return count;
}
/// The bytes that a match can begin with, as 256 bits: 1 if they are known.
static inline int nd_pcre2_first_bytes(const pcre2_code *code, uint8_t *bits) {
    uint32_t kind = 0, unit = 0, minimum = 0;
    const uint8_t *map = NULL;
    pcre2_pattern_info(code, PCRE2_INFO_MINLENGTH, &minimum);
    if (minimum == 0) return 0;
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &kind);
    if (kind == 1) {
        pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
        if (unit >= 0x80) return 0;
        // Whether case counts is not told: both cases can begin it.
        uint32_t letter = unit | 0x20;
        memset(bits, 0, 32);
        bits[unit >> 3] |= (uint8_t)(1u << (unit & 7));
        if (letter >= 'a' && letter <= 'z') {
            // Two letters beyond ASCII are cases of ASCII ones: U+017F and U+212A.
            if (letter == 's' || letter == 'k') return 0;
            bits[letter >> 3] |= (uint8_t)(1u << (letter & 7));
            bits[(letter & ~0x20u) >> 3] |= (uint8_t)(1u << (letter & 7));
        }
        return 1;
    }
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &map);
    if (map == NULL) return 0;
    memcpy(bits, map, 32);
    return 1;
}
/// The n-th named group: its number, and its name at *name. 0 if there are no more.
static inline uint32_t nd_pcre2_named_group(const pcre2_code *code, uint32_t index, const char **name) {
    uint32_t count = 0, size = 0;
    const uint8_t *table = NULL;
    pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
    if (index >= count || table == NULL) return 0;
    const uint8_t *entry = table + (size_t)index * size;
    *name = (const char *)(entry + 2);
    return (uint32_t)entry[0] << 8 | entry[1];
}
static const uint32_t ND_PCRE2_UTF = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK;
static const uint32_t ND_PCRE2_CASELESS = PCRE2_CASELESS;
static const uint32_t ND_PCRE2_MULTILINE = PCRE2_MULTILINE;
static const uint32_t ND_PCRE2_WHOLE = PCRE2_ANCHORED | PCRE2_ENDANCHORED;
static const uint32_t ND_PCRE2_NO_CHECK = PCRE2_NO_UTF_CHECK;
static const uint32_t ND_PCRE2_NOT_EMPTY = PCRE2_NOTEMPTY;
static const int ND_PCRE2_NO_MATCH = PCRE2_ERROR_NOMATCH;
