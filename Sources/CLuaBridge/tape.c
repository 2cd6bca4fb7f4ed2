// Values between Swift and Lua: playing a tape onto the stack, recording a value onto a tape.
#include "machine.h"

#include <stdio.h>

// MARK: Playing

typedef struct {
    const uint8_t *at;
} player;

static void take(player *from, void *value, size_t count) {
    memcpy(value, from->at, count);
    from->at += count;
}

static void push_handle(lua_State *L, const nd_handle *handle) {
    nd_handle *copy = lua_newuserdatauv(L, sizeof *copy, 0);
    *copy = *handle;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->metatables[handle->kind]);
    lua_setmetatable(L, -2);
}

// Upvalues: an array, and the index of the value handed out last.
static int iterate(lua_State *L) {
    lua_Integer index = lua_tointeger(L, lua_upvalueindex(2)) + 1;
    lua_pushinteger(L, index);
    lua_replace(L, lua_upvalueindex(2));
    lua_rawgeti(L, lua_upvalueindex(1), index);
    return 1;
}

// Plays one operation; returns by how much the stack has grown.
static int play_one(lua_State *L, player *from, int arguments) {
    uint8_t op = *from->at++;
    int64_t integer;
    int32_t small, other;
    double number;
    size_t count;
    const char *bytes;
    nd_handle handle;
    switch (op) {
    case ND_NIL: lua_pushnil(L); return 1;
    case ND_FALSE: lua_pushboolean(L, 0); return 1;
    case ND_TRUE: lua_pushboolean(L, 1); return 1;
    case ND_INTEGER:
        take(from, &integer, sizeof integer);
        lua_pushinteger(L, integer);
        return 1;
    case ND_NUMBER:
        take(from, &number, sizeof number);
        lua_pushnumber(L, number);
        return 1;
    case ND_STRING:
        take(from, &count, sizeof count);
        lua_pushlstring(L, (const char *)from->at, count);
        from->at += count;
        return 1;
    case ND_BORROWED:
        take(from, &bytes, sizeof bytes);
        take(from, &count, sizeof count);
        lua_pushlstring(L, bytes, count);
        return 1;
    case ND_TABLE:
        take(from, &small, sizeof small);
        take(from, &other, sizeof other);
        luaL_checkstack(L, 4, "a value is nested too deeply");
        lua_createtable(L, small, other);
        return 1;
    case ND_STRINGS:
        take(from, &small, sizeof small);
        luaL_checkstack(L, 4, "a value is nested too deeply");
        lua_createtable(L, small, 0);
        for (int32_t index = 1; index <= small; index++) {
            nd_bytes string;
            take(from, &string, sizeof string);
            lua_pushlstring(L, string.bytes, string.count);
            lua_rawseti(L, -2, index);
        }
        return 1;
    case ND_SET_KEY:
        take(from, &count, sizeof count);
        lua_pushlstring(L, (const char *)from->at, count);
        from->at += count;
        lua_insert(L, -2);
        lua_rawset(L, -3);
        return -1;
    case ND_SET_INDEX:
        take(from, &integer, sizeof integer);
        lua_rawseti(L, -2, integer);
        return -1;
    case ND_ITERATOR:
        lua_pushinteger(L, 0);
        lua_pushcclosure(L, iterate, 2);
        return 0;
    case ND_HANDLE:
        take(from, &handle, sizeof handle);
        push_handle(L, &handle);
        return 1;
    case ND_ANCHORED:
        take(from, &small, sizeof small);
        lua_rawgeti(L, LUA_REGISTRYINDEX, small);
        return 1;
    case ND_ARGUMENT:
        take(from, &small, sizeof small);
        if (small > arguments) lua_pushnil(L);
        else lua_pushvalue(L, small);
        return 1;
    }
    return luaL_error(L, "damaged tape");
}

void nd_play(lua_State *L, const nd_tape *tape, int count) {
    player from = {tape->bytes};
    const uint8_t *end = tape->bytes + tape->count;
    int arguments = lua_gettop(L);
    // A table's SETs follow it, so the tape is played to its end, not to a count of values.
    int height = 0;
    while (from.at < end) height += play_one(L, &from, arguments);
    if (height != count) luaL_error(L, "a host function gave %d values and announced %d", height, count);
}

// MARK: Recording

typedef struct {
    nd_tape *tape;
    int remaining;
    bool anchor;
    /// The tables around the value, outermost first, to find one within itself.
    const void *around[ND_DEEPEST];
    int levels;
} recorder;

static bool is_within_itself(const recorder *to, const void *table) {
    for (int level = 0; level < to->levels; level++)
        if (to->around[level] == table) return true;
    return false;
}

static void record(lua_State *L, int index, recorder *to, int depth) {
    to->remaining--;
    switch (lua_type(L, index)) {
    case LUA_TNONE:
    case LUA_TNIL: nd_tape_op(to->tape, ND_NIL); return;
    case LUA_TBOOLEAN: nd_tape_op(to->tape, lua_toboolean(L, index) ? ND_TRUE : ND_FALSE); return;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index)) nd_tape_integer(to->tape, lua_tointeger(L, index));
        else nd_tape_number(to->tape, lua_tonumber(L, index));
        return;
    case LUA_TSTRING: {
        size_t count;
        const char *bytes = lua_tolstring(L, index, &count);
        nd_tape_bytes(to->tape, ND_STRING, bytes, count);
        return;
    }
    case LUA_TFUNCTION:
        nd_tape_small(to->tape, ND_FUNCTION, to->anchor ? nd_anchor(L, index) : 0);
        return;
    case LUA_TUSERDATA: {
        const nd_handle *handle = nd_to_handle(L, index);
        if (handle) {
            nd_tape_handle(to->tape, *handle);
            return;
        }
        break;
    }
    case LUA_TTABLE:
        if (depth <= 0 || to->remaining <= 0 || !lua_checkstack(L, 8)) {
            nd_tape_small(to->tape, ND_OPAQUE, -1);
            return;
        }
        if (is_within_itself(to, lua_topointer(L, index))) {
            nd_tape_small(to->tape, ND_OPAQUE, -2);
            return;
        }
        to->around[to->levels++] = lua_topointer(L, index);
        index = lua_absindex(L, index);
        nd_tape_table(to->tape, (int32_t)lua_rawlen(L, index), 0);
        // lua_next raises only for a key that is not in the table; nothing changes it here.
        lua_pushnil(L);
        while (lua_next(L, index)) {
            record(L, -2, to, 0);  // a table as a key becomes opaque
            record(L, -1, to, depth - 1);
            lua_pop(L, 1);
            if (to->remaining <= 0) {
                lua_pop(L, 1);
                nd_tape_op(to->tape, ND_NIL);
                nd_tape_small(to->tape, ND_OPAQUE, -1);
                break;
            }
        }
        nd_tape_op(to->tape, ND_END_TABLE);
        to->levels--;
        return;
    }
    nd_tape_small(to->tape, ND_OPAQUE, lua_type(L, index));
}

void nd_record(lua_State *L, int index, nd_tape *tape, int depth, int most, bool anchor) {
    recorder to = {.tape = tape, .remaining = most, .anchor = anchor};
    record(L, index, &to, depth < ND_DEEPEST ? depth : ND_DEEPEST);
}

// MARK: Reading

int nd_top(lua_State *L) { return lua_gettop(L); }
void nd_set_top(lua_State *L, int top) { lua_settop(L, top); }
int nd_type(lua_State *L, int index) { return lua_type(L, index); }
bool nd_to_boolean(lua_State *L, int index) { return lua_toboolean(L, index); }

bool nd_to_integer(lua_State *L, int index, int64_t *value) {
    if (lua_type(L, index) != LUA_TNUMBER) return false;
    int converts;
    *value = lua_tointegerx(L, index, &converts);
    return converts;
}

bool nd_to_number(lua_State *L, int index, double *value) {
    if (lua_type(L, index) != LUA_TNUMBER) return false;
    *value = lua_tonumber(L, index);
    return true;
}

const char *nd_to_bytes(lua_State *L, int index, size_t *count) {
    // Only of strings: of a number, lua_tolstring would make one, and could raise.
    if (lua_type(L, index) != LUA_TSTRING) return NULL;
    return lua_tolstring(L, index, count);
}

const nd_handle *nd_to_handle(lua_State *L, int index) {
    if (lua_type(L, index) != LUA_TUSERDATA || lua_rawlen(L, index) != sizeof(nd_handle)) return NULL;
    const nd_handle *handle = lua_touserdata(L, index);
    if (handle->kind < 0 || handle->kind >= ND_MOST_KINDS || !lua_checkstack(L, 3)) return NULL;
    if (!lua_getmetatable(L, index)) return NULL;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->metatables[handle->kind]);
    bool ours = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return ours ? handle : NULL;
}

bool nd_is_method_call(lua_State *L) {
    lua_Debug call;
    // "n" fills fields of the structure and does not allocate.
    return lua_getstack(L, 0, &call) && lua_getinfo(L, "n", &call) && strcmp(call.namewhat, "method") == 0;
}

int nd_where(lua_State *L, nd_tape *chunk) {
    lua_Debug caller;
    // "S" and "l" fill fields of the structure; neither allocates.
    if (!lua_getstack(L, 1, &caller) || !lua_getinfo(L, "Sl", &caller)) return 0;
    if (caller.currentline <= 0) return 0;
    nd_tape_append(chunk, caller.short_src, strlen(caller.short_src));
    return caller.currentline;
}
