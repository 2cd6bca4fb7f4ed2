// The life of a Lua state: memory limit, libraries, anchors.
#include "machine.h"

static void *allocate(void *context, void *block, size_t old_size, size_t new_size) {
    nd_machine *machine = context;
    if (block == NULL) old_size = 0;  // then it is a type tag
    if (new_size == 0) {
        free(block);
        machine->used -= old_size;
        return NULL;
    }
    if (new_size > old_size && machine->used + (new_size - old_size) > machine->limit) return NULL;
    void *moved = realloc(block, new_size);
    if (moved == NULL) return NULL;
    machine->used = machine->used - old_size + new_size;
    if (machine->used > machine->peak) machine->peak = machine->used;
    return moved;
}

// Never luaL_openlibs: no io, os, package or debug is ever in the state.
static int open_libraries(lua_State *L) {
    static const luaL_Reg libraries[] = {
        {LUA_GNAME, luaopen_base},         {LUA_STRLIBNAME, luaopen_string},
        {LUA_TABLIBNAME, luaopen_table},   {LUA_MATHLIBNAME, luaopen_math},
        {LUA_UTF8LIBNAME, luaopen_utf8},   {LUA_COLIBNAME, luaopen_coroutine},
    };
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
        lua_pop(L, 1);
    }
    nd_open_control(L);
    nd_open_patterns(L);
    nd_open_bounded(L);
    return 0;
}

nd_machine *nd_machine_new(size_t limit, nd_function call, void *context) {
    nd_machine *machine = calloc(1, sizeof *machine);
    if (machine == NULL) return NULL;
    machine->limit = limit;
    machine->call = call;
    machine->context = context;
    for (int kind = 0; kind < ND_MOST_KINDS; kind++) machine->metatables[kind] = LUA_NOREF;
    machine->L = lua_newstate(allocate, machine);
    if (machine->L == NULL) {
        free(machine);
        return NULL;
    }
    *(nd_machine **)lua_getextraspace(machine->L) = machine;
    machine->running = machine->L;
    // Articles are short-lived garbage beside plugins that stay: collect when the heap has
    // become four times what was left of it, and not twice as is usual.
    lua_gc(machine->L, LUA_GCINC, 400, 0, 0);
    lua_pushcfunction(machine->L, open_libraries);
    if (lua_pcall(machine->L, 0, 0, 0) != LUA_OK) {
        nd_machine_free(machine);
        return NULL;
    }
    return machine;
}

void nd_machine_free(nd_machine *machine) {
    nd_forget_interruptible(machine);
    lua_close(machine->L);
#ifdef __linux__
    if (machine->has_timer) timer_delete(machine->timer);
#endif
    for (int i = 0; i < ND_MOST_NESTED; i++) free(machine->tapes[i].bytes);
    free(machine);
}

lua_State *nd_machine_state(nd_machine *machine) { return machine->L; }
size_t nd_machine_used(const nd_machine *machine) { return machine->used; }
size_t nd_machine_peak(const nd_machine *machine) { return machine->peak; }
void nd_machine_set_limit(nd_machine *machine, size_t limit) { machine->limit = limit; }
void nd_machine_collect(nd_machine *machine) { lua_gc(machine->L, LUA_GCCOLLECT); }

// MARK: Anchors

static int anchor(lua_State *L) {
    lua_pushinteger(L, luaL_ref(L, LUA_REGISTRYINDEX));
    return 1;
}

int32_t nd_anchor(lua_State *L, int index) {
    if (!lua_checkstack(L, 4)) return 0;
    index = lua_absindex(L, index);
    lua_pushcfunction(L, anchor);
    lua_pushvalue(L, index);
    int32_t number = 0;
    if (lua_pcall(L, 1, 1, 0) == LUA_OK) number = (int32_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
    return number;
}

static int release(lua_State *L) {
    luaL_unref(L, LUA_REGISTRYINDEX, (int)lua_tointeger(L, 1));
    return 0;
}

void nd_release(lua_State *L, int32_t number) {
    if (number == 0 || !lua_checkstack(L, 4)) return;
    lua_pushcfunction(L, release);
    lua_pushinteger(L, number);
    if (lua_pcall(L, 1, 0, 0) != LUA_OK) lua_pop(L, 1);
}
