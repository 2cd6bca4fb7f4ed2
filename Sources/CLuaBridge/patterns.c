// Lua's own patterns (manual §6.4.1): string.find, match, gmatch and gsub.
//
// Those of the Lua library backtrack inside one C function, where no hook can stop them. These
// give the same answers, ask now and then whether the machine was stopped, and keep their state
// in memory of their own: a pattern may have any number of repetitions, where the library's gives
// up at 200 ("pattern too complex").
#define _GNU_SOURCE
#include "machine.h"

#include <ctype.h>
#include <pthread.h>

enum { MOST_CAPTURES = 32, ITEMS_ON_STACK = 48 };

typedef uint64_t byte_set[4];

static inline bool has(const uint64_t *set, uint8_t byte) { return set[byte >> 6] >> (byte & 63) & 1; }
static inline void insert(uint64_t *set, uint8_t byte) { set[byte >> 6] |= UINT64_C(1) << (byte & 63); }

// MARK: Classes

/// The bytes of %a, %c, %d…, by letter; made once. Of the C locale, whatever the program's is.
static byte_set classes[26];
static bool has_class[26];

static int is_visible(int byte) { return byte > 32 && byte < 127; }
static int is_zero(int byte) { return byte == 0; }  // %z: no longer in the manual, still in the library

static void make_classes(void) {
    static const struct {
        char letter;
        int (*test)(int);
    } tests[] = {
        {'a', isalpha}, {'c', iscntrl}, {'d', isdigit}, {'g', is_visible}, {'l', islower},
        {'p', ispunct}, {'s', isspace}, {'u', isupper}, {'w', isalnum},      {'x', isxdigit},
        {'z', is_zero},
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        int letter = tests[i].letter - 'a';
        // The functions agree with the C locale on ASCII in every locale in use.
        for (int byte = 0; byte < 128; byte++)
            if (tests[i].test(byte)) insert(classes[letter], (uint8_t)byte);
        has_class[letter] = true;
    }
}

/// Adds the bytes of `%letter` to the set: of a class, of its complement, or the character itself.
static void insert_class(uint64_t *set, uint8_t letter) {
    int small = letter | 0x20;
    if (small < 'a' || small > 'z' || !has_class[small - 'a']) {
        insert(set, letter);
        return;
    }
    const uint64_t *class = classes[small - 'a'];
    for (int i = 0; i < 4; i++) set[i] |= letter == small ? class[i] : ~class[i];
}

// MARK: Compiling

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
    nd_machine *machine;
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

static const char *read_set(const char *p, const char *end, item *to) {
    bool negated = p < end && *p == '^';
    if (negated) p++;
    const char *first = p;
    const char *close = p;
    // The first character never closes the set, nor does one behind %.
    do {
        if (close == end) return NULL;
        if (*close++ == '%' && close < end) close++;
    } while (close == end || *close != ']');
    memset(to->set, 0, sizeof to->set);
    for (p = first; p < close; p++) {
        if (*p == '%') {
            insert_class(to->set, (uint8_t)*++p);
        } else if (p + 2 < close && p[1] == '-') {
            for (int byte = (uint8_t)p[0]; byte <= (uint8_t)p[2]; byte++) insert(to->set, (uint8_t)byte);
            p += 2;
        } else {
            insert(to->set, (uint8_t)*p);
        }
    }
    if (negated)
        for (int i = 0; i < 4; i++) to->set[i] = ~to->set[i];
    return close + 1;
}

static const char *wrong(item *to, const char *mistake) {
    to->kind = ITEM_WRONG;
    to->mistake = mistake;
    return NULL;
}

/// Reads what stands behind a %, apart from classes.
static const char *read_escape(const char *p, const char *end, item *to, const matcher *m, bool *single) {
    if (p == end) return wrong(to, "malformed pattern (ends with '%')");
    uint8_t letter = (uint8_t)*p++;
    *single = false;
    switch (letter) {
    case 'b':
        if (end - p < 2) return wrong(to, "malformed pattern (missing arguments to '%b')");
        to->kind = ITEM_BALANCE;
        to->byte = (uint8_t)p[0];
        to->other = (uint8_t)p[1];
        return p + 2;
    case 'f':
        if (p == end || *p != '[') return wrong(to, "missing '[' after '%f' in pattern");
        to->kind = ITEM_FRONTIER;
        p = read_set(p + 1, end, to);
        return p ? p : wrong(to, "malformed pattern (missing ']')");
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
        to->capture = letter - '1';
        to->kind = ITEM_REFERENCE;
        if (to->capture < 0 || to->capture >= m->captures || m->ends[to->capture] == NULL) {
            to->kind = ITEM_WRONG;
            to->mistake = NULL;  // its message has the number
            return NULL;
        }
        return p;
    }
    *single = true;
    int small = letter | 0x20;
    if (small >= 'a' && small <= 'z' && has_class[small - 'a']) {
        to->kind = ITEM_SET;
        memset(to->set, 0, sizeof to->set);
        insert_class(to->set, letter);
    } else {
        to->kind = ITEM_BYTE;
        to->byte = letter;
    }
    return p;
}

/// Reads one item; NULL behind a mistake. While compiling, `ends` of a capture is not NULL once it
/// is closed: captures are numbered by the pattern alone, whatever path a match takes.
static const char *read_item(const char *p, const char *end, item *to, matcher *m) {
    bool single = true;
    to->repetition = ONCE;
    switch (*p) {
    case '(':
        if (m->captures >= MOST_CAPTURES) return wrong(to, "too many captures");
        to->capture = m->captures++;
        m->is_position[to->capture] = p + 1 < end && p[1] == ')';
        m->ends[to->capture] = m->is_position[to->capture] ? p : NULL;
        to->kind = m->is_position[to->capture] ? ITEM_POSITION : ITEM_OPEN;
        return p + (m->is_position[to->capture] ? 2 : 1);
    case ')':
        for (to->capture = m->captures - 1; to->capture >= 0; to->capture--)
            if (m->ends[to->capture] == NULL) break;
        if (to->capture < 0) return wrong(to, "invalid pattern capture");
        m->ends[to->capture] = p;
        to->kind = ITEM_CLOSE;
        return p + 1;
    case '$':
        if (p + 1 == end) {
            to->kind = ITEM_END;
            return end;
        }
        to->kind = ITEM_BYTE;
        to->byte = '$';
        p++;
        break;
    case '.':
        to->kind = ITEM_SET;
        memset(to->set, 0xFF, sizeof to->set);
        p++;
        break;
    case '[':
        to->kind = ITEM_SET;
        p = read_set(p + 1, end, to);
        if (p == NULL) return wrong(to, "malformed pattern (missing ']')");
        break;
    case '%':
        p = read_escape(p + 1, end, to, m, &single);
        if (p == NULL || !single) return p;
        break;
    default:
        to->kind = ITEM_BYTE;
        to->byte = (uint8_t)*p++;
    }
    if (p < end) {
        switch (*p) {
        case '?': to->repetition = OPTIONAL; return p + 1;
        case '*': to->repetition = GREEDY; return p + 1;
        case '+': to->repetition = GREEDY_ONE; return p + 1;
        case '-': to->repetition = LAZY; return p + 1;
        }
    }
    return p;
}

/// Where the items and choices of a pattern of this length need to be.
static size_t storage(size_t length) { return (length + 1) * (sizeof(item) + sizeof(choice)); }

/// Memory for a pattern: that on the C stack for a short one, else a userdata left on Lua's.
#define STORE(L, m, length) \
    item small_items[ITEMS_ON_STACK]; \
    choice small_choices[ITEMS_ON_STACK]; \
    (m)->items = small_items; \
    (m)->choices = small_choices; \
    if ((length) >= ITEMS_ON_STACK) place(m, lua_newuserdatauv(L, storage(length), 0), length)

static void place(matcher *m, void *memory, size_t length) {
    m->items = memory;
    m->choices = (choice *)(m->items + length + 1);
}

static void compile(matcher *m, lua_State *L, const char *p, size_t length) {
    m->L = L;
    m->machine = machine_of(L);
    m->steps = 0;
    m->captures = 0;
    const char *end = p + length;
    item *to = m->items;
    while (p < end) {
        const char *next = read_item(p, end, to++, m);
        if (next == NULL) return;  // nothing is matched behind a mistake
        p = next;
    }
    to->kind = ITEM_DONE;
}

// MARK: Matching

static inline bool fits(const item *it, uint8_t byte) {
    return it->kind == ITEM_BYTE ? it->byte == byte : has(it->set, byte);
}

static int raise_mistake(matcher *m, const item *it) {
    if (it->mistake) return luaL_error(m->L, "%s", it->mistake);
    return luaL_error(m->L, "invalid capture index %%%d", it->capture + 1);
}

static const char *skip_balanced(matcher *m, const item *it, const char *s) {
    if (s >= m->end || (uint8_t)*s != it->byte) return NULL;
    size_t open = 1;
    const char *at = s;
    while (++at < m->end && open > 0) {
        if ((uint8_t)*at == it->other) open--;
        else if ((uint8_t)*at == it->byte) open++;
    }
    m->steps += (size_t)(at - s);
    return open == 0 ? at : NULL;
}

static bool is_frontier(const matcher *m, const item *it, const char *s) {
    uint8_t before = s == m->text ? 0 : (uint8_t)s[-1];
    uint8_t here = s == m->end ? 0 : (uint8_t)*s;
    return !has(it->set, before) && has(it->set, here);
}

/// One item without a repetition: where the text goes on, or NULL.
static inline const char *match_once(matcher *m, const item *it, const char *s) {
    switch (it->kind) {
    case ITEM_OPEN:
    case ITEM_POSITION:
        m->starts[it->capture] = s;
        if (it->kind == ITEM_OPEN) m->ends[it->capture] = NULL;
        return s;
    case ITEM_CLOSE: m->ends[it->capture] = s; return s;
    case ITEM_BALANCE: return skip_balanced(m, it, s);
    case ITEM_FRONTIER: return is_frontier(m, it, s) ? s : NULL;
    case ITEM_END: return s == m->end ? s : NULL;
    case ITEM_REFERENCE: {
        // A position has no length; the library's comparison of it always fails.
        if (m->is_position[it->capture]) return NULL;
        size_t length = (size_t)(m->ends[it->capture] - m->starts[it->capture]);
        if ((size_t)(m->end - s) < length || memcmp(m->starts[it->capture], s, length) != 0) return NULL;
        return s + length;
    }
    case ITEM_WRONG: raise_mistake(m, it); return NULL;
    default: return s < m->end && fits(it, (uint8_t)*s) ? s + 1 : NULL;
    }
}

/// Takes up the last choice again; returns the item to go on with, or -1 if there is none left.
static int32_t go_back(matcher *m, int32_t *depth, const char **s) {
    while (*depth > 0) {
        choice *last = &m->choices[*depth - 1];
        const item *it = &m->items[last->item];
        if (it->repetition == LAZY) {
            if (last->at < m->end && fits(it, (uint8_t)*last->at)) {
                *s = ++last->at;
                return last->item + 1;
            }
        } else if (last->at > last->low) {
            *s = --last->at;
            return last->item + 1;
        }
        --*depth;
    }
    return -1;
}

/// The end of the match that begins at `s`, or NULL.
static const char *match_at(matcher *m, const char *s) {
    int32_t depth = 0;
    int32_t index = 0;
    while (index >= 0) {
        if (++m->steps > 4096) {
            m->steps = 0;
            check_time(m->L);
        }
        const item *it = &m->items[index];
        if (it->kind == ITEM_DONE) return s;
        if (it->kind <= ITEM_SET && it->repetition != ONCE) {
            const char *far = s;
            if (it->repetition != LAZY) {
                const char *most = it->repetition == OPTIONAL && s < m->end ? s + 1 : m->end;
                while (far < most && fits(it, (uint8_t)*far)) far++;
                m->steps += (size_t)(far - s);
            }
            const char *low = it->repetition == GREEDY_ONE ? s + 1 : s;
            if (far >= low) {
                m->choices[depth++] = (choice){index, far, low};
                s = far;
                index++;
                continue;
            }
        } else {
            const char *next = match_once(m, it, s);
            if (next) {
                s = next;
                index++;
                continue;
            }
        }
        index = go_back(m, &depth, &s);
    }
    return NULL;
}

// MARK: Captures

/// Pushes a capture, or for the first the whole match if the pattern has none.
static void push_capture(matcher *m, int index, const char *s, const char *e) {
    if (index >= m->captures) {
        if (index != 0) luaL_error(m->L, "invalid capture index %%%d", index + 1);
        lua_pushlstring(m->L, s, (size_t)(e - s));
    } else if (m->is_position[index]) {
        lua_pushinteger(m->L, m->starts[index] - m->text + 1);
    } else if (m->ends[index] == NULL) {
        luaL_error(m->L, "unfinished capture");
    } else {
        lua_pushlstring(m->L, m->starts[index], (size_t)(m->ends[index] - m->starts[index]));
    }
}

static int push_captures(matcher *m, const char *s, const char *e) {
    int count = m->captures == 0 && s ? 1 : m->captures;
    luaL_checkstack(m->L, count, "too many captures");
    for (int i = 0; i < count; i++) push_capture(m, i, s, e);
    return count;
}

// MARK: find and match

/// A position as find and gmatch take it (negative: from the end), as an offset.
static size_t start_offset(lua_Integer position, size_t length) {
    if (position > 0) return (size_t)position - 1;
    if (position == 0 || position < -(lua_Integer)length) return 0;
    return length - (size_t)-position;
}

static bool is_plain(const char *p, size_t length) {
    static const char special[] = "^$*+?.([%-";
    for (size_t i = 0; i < length; i++)
        if (p[i] != '\0' && strchr(special, p[i])) return false;
    return true;
}

static int find_or_match(lua_State *L, bool find) {
    size_t length, pattern_length;
    const char *s = luaL_checklstring(L, 1, &length);
    const char *p = luaL_checklstring(L, 2, &pattern_length);
    size_t from = start_offset(luaL_optinteger(L, 3, 1), length);
    if (from > length) {
        luaL_pushfail(L);
        return 1;
    }
    if (find && (lua_toboolean(L, 4) || is_plain(p, pattern_length))) {
        // memmem is linear in the text, whatever is looked for.
        const char *found = pattern_length == 0 ? s + from : memmem(s + from, length - from, p, pattern_length);
        if (found == NULL) {
            luaL_pushfail(L);
            return 1;
        }
        lua_pushinteger(L, found - s + 1);
        lua_pushinteger(L, found - s + (lua_Integer)pattern_length);
        return 2;
    }
    bool anchored = pattern_length > 0 && *p == '^';
    if (anchored) p++, pattern_length--;
    matcher m;
    STORE(L, &m, pattern_length);
    compile(&m, L, p, pattern_length);
    m.text = s;
    m.end = s + length;
    for (const char *at = s + from; at <= m.end; at++) {
        const char *e = match_at(&m, at);
        if (e) {
            if (!find) return push_captures(&m, at, e);
            lua_pushinteger(L, at - s + 1);
            lua_pushinteger(L, e - s);
            return push_captures(&m, NULL, NULL) + 2;
        }
        if (anchored) break;
    }
    luaL_pushfail(L);
    return 1;
}

static int string_find(lua_State *L) { return find_or_match(L, true); }
static int string_match(lua_State *L) { return find_or_match(L, false); }

// MARK: gmatch

typedef struct {
    matcher m;
    const char *at, *last_end;
} iteration;

// Upvalues: the text and the pattern, which must stay alive, and the iteration.
static int next_match(lua_State *L) {
    iteration *state = lua_touserdata(L, lua_upvalueindex(3));
    state->m.L = L;  // the coroutine that asks may be another each time
    for (const char *at = state->at; at <= state->m.end; at++) {
        const char *e = match_at(&state->m, at);
        if (e && e != state->last_end) {
            state->at = state->last_end = e;
            return push_captures(&state->m, at, e);
        }
    }
    return 0;
}

static int string_gmatch(lua_State *L) {
    size_t length, pattern_length;
    const char *s = luaL_checklstring(L, 1, &length);
    const char *p = luaL_checklstring(L, 2, &pattern_length);
    size_t from = start_offset(luaL_optinteger(L, 3, 1), length);
    lua_settop(L, 2);
    iteration *state = lua_newuserdatauv(L, sizeof *state + storage(pattern_length), 0);
    place(&state->m, state + 1, pattern_length);
    compile(&state->m, L, p, pattern_length);
    state->m.text = s;
    state->m.end = s + length;
    state->at = s + (from > length ? length + 1 : from);
    state->last_end = NULL;
    lua_pushcclosure(L, next_match, 3);
    return 1;
}

// MARK: gsub

static void add_template(matcher *m, luaL_Buffer *buffer, const char *s, const char *e) {
    size_t length;
    const char *t = lua_tolstring(m->L, 3, &length);
    const char *end = t + length;
    while (t < end) {
        const char *percent = memchr(t, '%', (size_t)(end - t));
        if (percent == NULL) percent = end;
        luaL_addlstring(buffer, t, (size_t)(percent - t));
        if (percent == end) return;
        char what = percent + 1 < end ? percent[1] : '\0';
        t = percent + 2;
        if (what == '%') {
            luaL_addchar(buffer, '%');
        } else if (what == '0') {
            luaL_addlstring(buffer, s, (size_t)(e - s));
        } else if (what >= '1' && what <= '9') {
            push_capture(m, what - '1', s, e);
            luaL_addvalue(buffer);
        } else {
            luaL_error(m->L, "invalid use of '%%' in replacement string");
        }
    }
}

/// Adds what replaces a match; false if that is the match itself.
static bool add_replacement(matcher *m, luaL_Buffer *buffer, const char *s, const char *e, int type) {
    lua_State *L = m->L;
    switch (type) {
    case LUA_TFUNCTION:
        lua_pushvalue(L, 3);
        lua_call(L, push_captures(m, s, e), 1);
        break;
    case LUA_TTABLE:
        push_capture(m, 0, s, e);
        lua_gettable(L, 3);
        break;
    default: add_template(m, buffer, s, e); return true;
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        luaL_addlstring(buffer, s, (size_t)(e - s));
        return false;
    }
    if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    luaL_addvalue(buffer);
    return true;
}

static int string_gsub(lua_State *L) {
    size_t length, pattern_length;
    const char *s = luaL_checklstring(L, 1, &length);
    const char *p = luaL_checklstring(L, 2, &pattern_length);
    int type = lua_type(L, 3);
    luaL_argexpected(
        L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
        "string/function/table");
    lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
    bool anchored = pattern_length > 0 && *p == '^';
    if (anchored) p++, pattern_length--;
    matcher m;
    STORE(L, &m, pattern_length);
    compile(&m, L, p, pattern_length);
    m.text = s;
    m.end = s + length;
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    const char *at = s;
    const char *last_end = NULL;
    lua_Integer count = 0;
    bool changed = false;
    while (count < most) {
        const char *e = match_at(&m, at);
        if (e && e != last_end) {
            count++;
            changed |= add_replacement(&m, &buffer, at, e, type);
            at = last_end = e;
        } else if (at < m.end) {
            luaL_addchar(&buffer, *at++);
        } else {
            break;
        }
        if (anchored) break;
    }
    if (changed) {
        luaL_addlstring(&buffer, at, (size_t)(m.end - at));
        luaL_pushresult(&buffer);
    } else {
        lua_pushvalue(L, 1);
    }
    lua_pushinteger(L, count);
    return 2;
}

void open_patterns(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"find", string_find}, {"match", string_match}, {"gmatch", string_gmatch}, {"gsub", string_gsub},
        {NULL, NULL},
    };
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_classes);
    lua_getglobal(L, "string");
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}
