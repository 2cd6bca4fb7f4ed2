// Protected calls into Lua, and the trampoline for calls out of it.
#include "machine.h"

// MARK: Errors

static int to_string(lua_State *L) {
    luaL_tolstring(L, 1, NULL);
    return 1;
}

// Whether the value at 1 has no text but its address.
static bool shows_address(lua_State *L, int type) {
    if (type != LUA_TTABLE && type != LUA_TFUNCTION && type != LUA_TTHREAD && type != LUA_TUSERDATA) return false;
    if (luaL_getmetafield(L, 1, "__tostring") == LUA_TNIL) return true;
    lua_pop(L, 1);
    return false;
}

// Runs where the error was raised: makes { message, traceback } of any value.
static int message_handler(lua_State *L) {
    nd_machine *machine = machine_of(L);
    size_t limit = machine->limit;
    machine->limit += 256 * 1024;  // room to say that there is none left
    lua_settop(L, 1);
    int type = lua_type(L, 1);
    // A stop would raise here too; the code that was stopped has no say in the message.
    if (machine->stopped) {
        lua_sethook(L, NULL, 0, 0);
        if (type != LUA_TSTRING) {
            lua_pushliteral(L, "stopped");
            lua_replace(L, 1);
        }
    }
    lua_pushcfunction(L, to_string);
    lua_pushvalue(L, 1);
    bool readable = lua_pcall(L, 1, 1, 0) == LUA_OK;
    if (type == LUA_TNIL) {
        lua_pushliteral(L, "error raised with nil instead of a message");
        lua_replace(L, 2);
    } else if (readable && shows_address(L, type)) {
        // The text of such a value is its address, which differs from run to run.
        lua_pushfstring(L, "error raised with a %s instead of a message", lua_typename(L, type));
        lua_replace(L, 2);
    } else if (!readable) {
        lua_pushfstring(L, "error raised with a %s that cannot be turned into text", lua_typename(L, type));
        lua_replace(L, 2);
    }
    luaL_traceback(L, L, NULL, 1);
    lua_createtable(L, 2, 0);
    lua_pushvalue(L, 2);
    lua_rawseti(L, -2, 1);
    lua_pushvalue(L, 3);
    lua_rawseti(L, -2, 2);
    machine->limit = limit;
    // What is closed on the way out is stopped as well.
    if (machine->stopped) nd_set_stop_hook(L);
    return 1;
}

// A message may be as long as memory allows; nobody reads it beyond this.
enum { LONGEST_MESSAGE = 64 * 1024 };

static void append_message(nd_tape *tape, const char *bytes, size_t count) {
    nd_tape_append(tape, bytes, count < LONGEST_MESSAGE ? count : LONGEST_MESSAGE);
    if (count > LONGEST_MESSAGE) nd_tape_append(tape, "…", strlen("…"));
}

void nd_take_error(lua_State *L, nd_tape *message, nd_tape *traceback) {
    size_t count = 0;
    const char *bytes = NULL;
    if (lua_type(L, -1) == LUA_TTABLE && lua_checkstack(L, 2)) {
        lua_rawgeti(L, -1, 1);
        bytes = nd_to_bytes(L, -1, &count);
        if (bytes) append_message(message, bytes, count);
        lua_rawgeti(L, -2, 2);
        bytes = nd_to_bytes(L, -1, &count);
        if (bytes) append_message(traceback, bytes, count);
        lua_pop(L, 2);
    } else if ((bytes = nd_to_bytes(L, -1, &count)) != NULL) {
        append_message(message, bytes, count);
    } else {
        const char *unknown = "error raised while another was being reported";
        nd_tape_append(message, unknown, strlen(unknown));
    }
    lua_pop(L, 1);
}

// MARK: Into Lua

// The function to call is below `count` arguments that `prepare` leaves on the stack.
typedef struct {
    const nd_tape *tape;
    int count;
} playing;

static int play_arguments(lua_State *L) {
    const playing *arguments = lua_touserdata(L, 1);
    lua_settop(L, 0);
    luaL_checkstack(L, arguments->count + 4, "too many arguments");
    nd_play(L, arguments->tape, arguments->count);
    return arguments->count;
}

int nd_call_top(lua_State *L, const nd_tape *tape, int count, int results) {
    nd_machine *machine = machine_of(L);
    int base = lua_gettop(L);  // the function
    if (!lua_checkstack(L, count + results + 8)) {
        lua_settop(L, base - 1);
        lua_pushnil(L);
        return LUA_ERRMEM;
    }
    lua_pushcfunction(L, message_handler);
    lua_insert(L, base);
    int status = LUA_OK;
    if (count > 0) {
        playing arguments = {tape, count};
        lua_pushcfunction(L, play_arguments);
        lua_pushlightuserdata(L, &arguments);
        status = lua_pcall(L, 1, count, base);
    }
    if (status == LUA_OK) {
        lua_State *before = machine->running;
        machine->running = L;
        nd_budget_begin(machine);
        status = lua_pcall(L, count, results, base);
        nd_budget_end(machine);
        machine->running = before;
    }
    if (status != LUA_OK) {
        lua_replace(L, base);
        lua_settop(L, base);
    } else {
        lua_remove(L, base);
    }
    return status;
}

int nd_call(lua_State *L, int32_t function, const nd_tape *tape, int count, int results) {
    if (!lua_checkstack(L, 4)) {
        lua_pushnil(L);  // there are always a few spare slots for C
        return LUA_ERRMEM;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, function);
    return nd_call_top(L, tape, count, results);
}

static int push(lua_State *L) {
    nd_play(L, lua_touserdata(L, 1), 1);
    return 1;
}

int nd_push(lua_State *L, const nd_tape *tape) {
    if (!lua_checkstack(L, 4)) return LUA_ERRMEM;
    lua_pushcfunction(L, push);
    lua_pushlightuserdata(L, (void *)tape);
    return lua_pcall(L, 1, 1, 0);
}

int nd_load(lua_State *L, const char *bytes, size_t count, const char *name, int32_t environment) {
    if (!lua_checkstack(L, 4)) return LUA_ERRMEM;
    int status = luaL_loadbufferx(L, bytes, count, name, "t");
    if (status == LUA_OK && environment != 0) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, environment);
        lua_setupvalue(L, -2, 1);
    }
    return status;
}

// MARK: Out of Lua

static int finish(lua_State *L, nd_machine *machine, nd_tape *results, int count) {
    if (machine->stopped) nd_raise_if_stopped(L);
    if (count < 0) {
        luaL_checkstack(L, 4, NULL);
        luaL_where(L, 1);
        nd_play(L, results, 1);
        if (count == ND_RAISE) lua_concat(L, 2);
        return lua_error(L);
    }
    luaL_checkstack(L, count + 4, "too many results");
    nd_play(L, results, count);
    return count;
}

static int call_host(lua_State *L, int32_t function) {
    nd_machine *machine = machine_of(L);
    if (machine->depth >= ND_MOST_NESTED) return luaL_error(L, "host functions are nested too deeply");
    nd_tape *results = &machine->tapes[machine->depth++];
    results->count = 0;
    int count = machine->call(machine->context, L, function, results);
    machine->depth--;
    return finish(L, machine, results, count);
}

static int trampoline(lua_State *L) {
    return call_host(L, (int32_t)lua_tointeger(L, lua_upvalueindex(1)));
}

static int push_function(lua_State *L) {
    lua_pushcclosure(L, trampoline, 1);
    return 1;
}

int nd_push_function(lua_State *L, int32_t function) {
    if (!lua_checkstack(L, 4)) return LUA_ERRMEM;
    lua_pushcfunction(L, push_function);
    lua_pushinteger(L, function);
    return lua_pcall(L, 1, 1, 0);
}

static int set_field(lua_State *L) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, lua_tointeger(L, 1));
    lua_pushstring(L, lua_touserdata(L, 2));
    lua_pushvalue(L, 3);
    lua_rawset(L, -3);
    return 0;
}

int nd_set_field(lua_State *L, int32_t table, const char *key) {
    if (!lua_checkstack(L, 8)) return LUA_ERRMEM;
    lua_pushcfunction(L, set_field);
    lua_insert(L, -2);
    lua_pushinteger(L, table);
    lua_insert(L, -2);
    lua_pushlightuserdata(L, (void *)key);
    lua_insert(L, -2);
    return lua_pcall(L, 3, 0, 0);
}

// MARK: Handles

// Upvalues: the fields, `missing`, `indexed`.
static int handle_index(lua_State *L) {
    if (lua_type(L, 2) == LUA_TSTRING) {
        lua_pushvalue(L, 2);
        int type = lua_rawget(L, lua_upvalueindex(1));
        if (type == LUA_TNUMBER) return call_host(L, (int32_t)lua_tointeger(L, -1));
        if (type != LUA_TNIL) return 1;
        return call_host(L, (int32_t)lua_tointeger(L, lua_upvalueindex(2)));
    }
    return call_host(L, (int32_t)lua_tointeger(L, lua_upvalueindex(3)));
}

static int handle_newindex(lua_State *L) {
    return luaL_error(L, "%s cannot be changed", lua_tostring(L, lua_upvalueindex(1)));
}

typedef struct {
    int32_t kind, missing, indexed, length, text, equal;
    const char *type_name;
} handle_type;

static void set_host_function(lua_State *L, const char *name, int32_t function) {
    if (function == 0) return;
    lua_pushinteger(L, function);
    lua_pushcclosure(L, trampoline, 1);
    lua_setfield(L, -2, name);
}

static int define_handle(lua_State *L) {
    const handle_type *type = lua_touserdata(L, 2);
    nd_machine *machine = machine_of(L);
    lua_createtable(L, 0, 8);
    lua_pushstring(L, type->type_name);
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushvalue(L, 1);
    lua_pushinteger(L, type->missing);
    lua_pushinteger(L, type->indexed);
    lua_pushcclosure(L, handle_index, 3);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, type->type_name);
    lua_pushcclosure(L, handle_newindex, 1);
    lua_setfield(L, -2, "__newindex");
    set_host_function(L, "__len", type->length);
    set_host_function(L, "__tostring", type->text);
    set_host_function(L, "__eq", type->equal);
    machine->metatables[type->kind] = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

int nd_define_handle(
    lua_State *L, int32_t kind, const char *type_name, int32_t missing, int32_t indexed,
    int32_t length, int32_t text, int32_t equal) {
    handle_type type = {kind, missing, indexed, length, text, equal, type_name};
    if (kind < 0 || kind >= ND_MOST_KINDS || !lua_checkstack(L, 8)) return LUA_ERRRUN;
    lua_pushcfunction(L, define_handle);
    lua_insert(L, -2);
    lua_pushlightuserdata(L, &type);
    return lua_pcall(L, 2, 0, 0);
}
