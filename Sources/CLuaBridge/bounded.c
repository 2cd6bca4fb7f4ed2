// Functions of the string and table libraries that could run for ever inside C, where no hook
// stops them, each with its loop bounded or asking whether the machine was stopped.
#include "machine.h"

/// The library's own function, the first upvalue of its replacement.
static int call_library(lua_State *L) { return lua_tocfunction(L, lua_upvalueindex(1))(L); }

/// Repeating nothing would count to `n` all the same.
static int string_rep(lua_State *L) {
    size_t length, separator = 0;
    luaL_checklstring(L, 1, &length);
    luaL_checkinteger(L, 2);
    luaL_optlstring(L, 3, "", &separator);
    if (length + separator > 0) return call_library(L);
    lua_pushliteral(L, "");
    return 1;
}

static int table_insert(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer end = (lua_Integer)((lua_Unsigned)luaL_len(L, 1) + 1);
    lua_Integer position = end;
    switch (lua_gettop(L)) {
    case 2: break;
    case 3:
        position = luaL_checkinteger(L, 2);
        // Unsigned, so that one comparison refuses what is too small and what is too large.
        luaL_argcheck(L, (lua_Unsigned)position - 1u < (lua_Unsigned)end, 2, "position out of bounds");
        for (lua_Integer i = end; i > position; i--) {
            if (i % 1024 == 0) nd_check_time(L);
            lua_geti(L, 1, i - 1);
            lua_seti(L, 1, i);
        }
        break;
    default: return luaL_error(L, "wrong number of arguments to 'insert'");
    }
    lua_seti(L, 1, position);
    return 0;
}

static int table_remove(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer size = luaL_len(L, 1);
    lua_Integer position = luaL_optinteger(L, 2, size);
    if (position != size)
        luaL_argcheck(
            L, (lua_Unsigned)position - 1u <= (lua_Unsigned)size, 1, "position out of bounds");
    lua_geti(L, 1, position);
    for (; position < size; position++) {
        if (position % 1024 == 0) nd_check_time(L);
        lua_geti(L, 1, position + 1);
        lua_seti(L, 1, position);
    }
    lua_pushnil(L);
    lua_seti(L, 1, position);
    return 1;
}

static int table_move(lua_State *L) {
    lua_Integer first = luaL_checkinteger(L, 2);
    lua_Integer last = luaL_checkinteger(L, 3);
    if (last >= first && (lua_Unsigned)last - (lua_Unsigned)first > 10000000)
        return luaL_error(L, "table.move of more than ten million values");
    return call_library(L);
}

static int less_than(lua_State *L) {
    lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPLT));
    return 1;
}

/// Without a function to compare with, no hook would run while a long table is sorted: calls of
/// this one do.
static int table_sort(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    if (lua_isnoneornil(L, 2) && lua_rawlen(L, 1) > 10000) {
        lua_settop(L, 1);
        lua_pushcfunction(L, less_than);
    }
    return call_library(L);
}

/// Puts a function in place of the library's (on the top of the stack), which becomes its upvalue.
static void replace(lua_State *L, const char *name, lua_CFunction function) {
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, -2, name);
}

void nd_open_bounded(lua_State *L) {
    lua_getglobal(L, "string");
    replace(L, "rep", string_rep);
    lua_pop(L, 1);
    lua_getglobal(L, "table");
    replace(L, "insert", table_insert);
    replace(L, "remove", table_remove);
    replace(L, "move", table_move);
    replace(L, "sort", table_sort);
    lua_pop(L, 1);
}
