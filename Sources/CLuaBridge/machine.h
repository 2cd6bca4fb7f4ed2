// What the C files of the bridge share.
#pragma once
#include "CLuaBridge.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <signal.h>
#include <sys/types.h>
#include <time.h>

enum { ND_MOST_NESTED = 64, ND_MOST_KINDS = 32, ND_DEEPEST = 64 };

struct nd_machine {
    lua_State *L;
    nd_function call;
    void *context;

    size_t used, peak, limit;

    /// One tape for each level of host function calling Lua calling a host function.
    nd_tape tapes[ND_MOST_NESTED];
    int depth;

    /// Metatables of handles, as references into the registry.
    int metatables[ND_MOST_KINDS];

    /// The thread (coroutine) that runs Lua code now: the one a stop has to reach.
    lua_State *volatile running;
    volatile sig_atomic_t stopped;
    int calls;  // nested nd_calls; the budget covers the outermost
    int64_t budget_ms;
#ifdef __linux__
    timer_t timer;
    pid_t timer_thread;
    bool has_timer;
#else
    clock_t deadline;
#endif
};

static inline nd_machine *machine_of(lua_State *L) {
    return *(nd_machine **)lua_getextraspace(L);
}

/// Plays `count` values from the tape onto the stack. Raises without memory.
void nd_play(lua_State *L, const nd_tape *tape, int count);

/// Starts and ends the time of an outermost call.
void nd_budget_begin(nd_machine *machine);
void nd_budget_end(nd_machine *machine);
/// Raises if the machine was stopped: called wherever an error could have been caught.
void nd_raise_if_stopped(lua_State *L);

/// Ctrl-C no longer stops the machine, which goes away.
void nd_forget_interruptible(nd_machine *machine);

/// Makes every instruction from now on raise the stop.
void nd_set_stop_hook(lua_State *L);

/// pcall, xpcall, coroutine.resume and wrap that a stop cannot be caught with; next, as rawnext.
void nd_open_control(lua_State *L);

/// Raises if the time is up or the machine was stopped: for loops in C, every few thousand steps.
void nd_check_time(lua_State *L);

/// string.find, match, gmatch and gsub.
void nd_open_patterns(lua_State *L);
/// Functions of the libraries that could loop for ever in C, with their loops bounded.
void nd_open_bounded(lua_State *L);
