// Lua's own patterns (manual §6.4.1), compiled and matched.
//
// The functions of the Lua library backtrack inside one C function, where no hook can stop them. These
// give the same answers, ask now and then whether the machine was stopped, and keep their state in
// memory of their own: a pattern may have any number of repetitions, where the library's gives up
// at 200 ("pattern too complex").
#pragma once
#include "machine.h"

enum { MOST_CAPTURES = 32, ITEMS_ON_STACK = 48 };

typedef uint64_t byte_set[4];

static inline bool has(const uint64_t *set, uint8_t byte) { return set[byte >> 6] >> (byte & 63) & 1; }

enum item_kind {
    ITEM_BYTE,       // one byte
    ITEM_SET,        // one byte of a set
    ITEM_OPEN,       // (
    ITEM_CLOSE,      // )
    ITEM_POSITION,   // ()
    ITEM_BALANCE,    // %bxy
    ITEM_FRONTIER,   // %f[set]
    ITEM_REFERENCE,  // %1
    ITEM_END,        // $ at the end
    ITEM_DONE,       // behind the last item
    ITEM_WRONG,      // a mistake, which counts only if a match gets there
};

enum repetition { ONCE, OPTIONAL, GREEDY, GREEDY_ONE, LAZY };

typedef struct {
    uint8_t kind, repetition;
    uint8_t byte, other;  // BYTE, BALANCE
    int32_t capture;      // OPEN, CLOSE, POSITION, REFERENCE
    const char *mistake;
    byte_set set;
} item;

/// A repetition that could go on otherwise: where it stands, and for greedy ones how far it can
/// go back.
typedef struct {
    int32_t item;
    const char *at, *low;
} choice;

typedef struct {
    lua_State *L;
    const char *text, *end;
    item *items;
    choice *choices;
    int captures;
    /// Bytes looked at since the machine was last asked whether it should stop.
    size_t steps;
    const char *starts[MOST_CAPTURES];
    /// NULL: not closed; the start of a position capture is its whole value.
    const char *ends[MOST_CAPTURES];
    bool is_position[MOST_CAPTURES];
} matcher;

/// Makes the classes of bytes (%a, %d…); once, before any pattern is compiled.
void nd_open_classes(void);

/// Reads the pattern into the items of the matcher, which must have room for as many items as it has
/// bytes and one more. Mistakes become items.
void nd_pattern_compile(matcher *m, lua_State *L, const char *pattern, size_t length);

/// The end of the match that begins at `s`, or NULL. Raises for a mistake that it gets to, and if the
/// machine was stopped.
const char *nd_pattern_match(matcher *m, const char *s);

/// Pushes a capture, or for the first the whole match if the pattern has none.
void nd_push_capture(matcher *m, int index, const char *s, const char *e);
/// Pushes all captures; the whole match, unless `s` is NULL, if the pattern has none.
int nd_push_captures(matcher *m, const char *s, const char *e);
