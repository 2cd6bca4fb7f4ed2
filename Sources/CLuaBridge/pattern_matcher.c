// Matching Lua's patterns.
#include "pattern.h"

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

const char *nd_pattern_match(matcher *m, const char *s) {
    int32_t depth = 0;
    int32_t index = 0;
    while (index >= 0) {
        if (++m->steps > 4096) {
            m->steps = 0;
            nd_check_time(m->L);
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

void nd_push_capture(matcher *m, int index, const char *s, const char *e) {
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

int nd_push_captures(matcher *m, const char *s, const char *e) {
    int count = m->captures == 0 && s ? 1 : m->captures;
    luaL_checkstack(m->L, count, "too many captures");
    for (int i = 0; i < count; i++) nd_push_capture(m, i, s, e);
    return count;
}
