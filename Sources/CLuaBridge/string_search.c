// string.find, match, gmatch and gsub.
#define _GNU_SOURCE  // memmem
#include "pattern.h"

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
    nd_pattern_compile(&m, L, p, pattern_length);
    m.text = s;
    m.end = s + length;
    for (const char *at = s + from; at <= m.end; at++) {
        const char *e = nd_pattern_match(&m, at);
        if (e) {
            if (!find) return nd_push_captures(&m, at, e);
            lua_pushinteger(L, at - s + 1);
            lua_pushinteger(L, e - s);
            return nd_push_captures(&m, NULL, NULL) + 2;
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
        const char *e = nd_pattern_match(&state->m, at);
        if (e && e != state->last_end) {
            state->at = state->last_end = e;
            return nd_push_captures(&state->m, at, e);
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
    nd_pattern_compile(&state->m, L, p, pattern_length);
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
            nd_push_capture(m, what - '1', s, e);
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
        lua_call(L, nd_push_captures(m, s, e), 1);
        break;
    case LUA_TTABLE:
        nd_push_capture(m, 0, s, e);
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
    nd_pattern_compile(&m, L, p, pattern_length);
    m.text = s;
    m.end = s + length;
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    const char *at = s;
    const char *last_end = NULL;
    lua_Integer count = 0;
    bool changed = false;
    while (count < most) {
        const char *e = nd_pattern_match(&m, at);
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

void nd_open_patterns(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"find", string_find}, {"match", string_match}, {"gmatch", string_gmatch}, {"gsub", string_gsub},
        {NULL, NULL},
    };
    nd_open_classes();
    lua_getglobal(L, "string");
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}
