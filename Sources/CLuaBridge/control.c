// Stopping what runs: time budgets, interrupts, and the functions that could catch a stop.
#include "machine.h"

#include <pthread.h>
#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

enum { OUT_OF_TIME = 1, INTERRUPTED = 2 };

// `level` is that of the Lua function that runs: 0 in a hook, 1 in a C function.
static void raise_stop(lua_State *L, int level) {
    nd_machine *machine = machine_of(L);
    if (!machine->stopped) return;
    luaL_where(L, level);
    if (machine->stopped == INTERRUPTED) lua_pushliteral(L, "interrupted");
    else
        lua_pushfstring(
            L, "stopped: the budget of %d ms of computing time is used up", (int)machine->budget_ms);
    lua_concat(L, 2);
    lua_error(L);
}

void nd_raise_if_stopped(lua_State *L) { raise_stop(L, 1); }

static void stop_hook(lua_State *L, lua_Debug *event) {
    (void)event;
    raise_stop(L, 0);
}

void nd_set_stop_hook(lua_State *L) {
    lua_sethook(L, stop_hook, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

// Called from a signal handler on the thread that runs the machine, or from another thread:
// lua_sethook is what Lua allows there.
static void stop(nd_machine *machine, int reason) {
    if (machine->calls == 0) return;
    if (!machine->stopped) machine->stopped = reason;
    lua_State *running = machine->running;
    if (running) nd_set_stop_hook(running);
}

void nd_machine_interrupt(nd_machine *machine) { stop(machine, INTERRUPTED); }

static nd_machine *volatile interruptible;
static volatile sig_atomic_t interrupts;

static void on_interrupt(int number) {
    (void)number;
    interrupts = 1;
    if (interruptible) nd_machine_interrupt(interruptible);
}

void nd_machine_interrupt_on_signal(nd_machine *machine) {
    interruptible = machine;
    struct sigaction action = {0};
    action.sa_handler = on_interrupt;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);  // no SA_RESTART: a wait for input ends
}

void nd_forget_interruptible(nd_machine *machine) {
    if (interruptible == machine) interruptible = NULL;
}

bool nd_take_interrupt(void) {
    bool came = interrupts != 0;
    interrupts = 0;
    return came;
}

int nd_machine_stopped(const nd_machine *machine) { return machine->stopped; }
bool nd_machine_should_stop(const nd_machine *machine) { return machine->stopped != 0; }
void nd_machine_set_budget(nd_machine *machine, int64_t milliseconds) { machine->budget_ms = milliseconds; }

// MARK: The timer

#ifdef __linux__

// glibc 2.36 has the field only under its internal name.
#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static int budget_signal(void) { return SIGRTMIN + 4; }

static void on_budget_signal(int number, siginfo_t *info, void *context) {
    (void)number;
    (void)context;
    if (info->si_code == SI_TIMER) stop(info->si_value.sival_ptr, OUT_OF_TIME);
}

static void install_handler(void) {
    struct sigaction action = {0};
    action.sa_sigaction = on_budget_signal;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(budget_signal(), &action, NULL);
}

// The timer counts the CPU time of one thread and signals that thread, so that no other
// machine's thread is disturbed and the hook is set by the thread that it stops.
static bool ensure_timer(nd_machine *machine) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install_handler);
    pid_t thread = (pid_t)syscall(SYS_gettid);
    if (machine->has_timer && machine->timer_thread == thread) return true;
    if (machine->has_timer) timer_delete(machine->timer);
    struct sigevent event = {0};
    event.sigev_notify = SIGEV_THREAD_ID;
    event.sigev_signo = budget_signal();
    event.sigev_value.sival_ptr = machine;
    event.sigev_notify_thread_id = thread;
    machine->has_timer = timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &machine->timer) == 0;
    machine->timer_thread = thread;
    // Threads of a pool may have every signal blocked.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, budget_signal());
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
    return machine->has_timer;
}

static void set_timer(nd_machine *machine, int64_t milliseconds) {
    if (!ensure_timer(machine)) return;
    struct itimerspec time = {0};
    time.it_value.tv_sec = milliseconds / 1000;
    time.it_value.tv_nsec = (milliseconds % 1000) * 1000000;
    timer_settime(machine->timer, 0, &time, NULL);
}

void nd_check_time(lua_State *L) { nd_raise_if_stopped(L); }

#else

// Elsewhere a count hook looks at the clock; it costs about half of Lua's speed.
static void clock_hook(lua_State *L, lua_Debug *event) {
    (void)event;
    nd_machine *machine = machine_of(L);
    if (machine->stopped) nd_raise_if_stopped(L);
    if (machine->deadline && clock() > machine->deadline) {
        stop(machine, OUT_OF_TIME);
        nd_raise_if_stopped(L);
    }
}

void nd_check_time(lua_State *L) {
    nd_machine *machine = machine_of(L);
    if (machine->deadline && clock() > machine->deadline) stop(machine, OUT_OF_TIME);
    nd_raise_if_stopped(L);
}

static void set_timer(nd_machine *machine, int64_t milliseconds) {
    machine->deadline = milliseconds ? clock() + milliseconds * (CLOCKS_PER_SEC / 1000) : 0;
    lua_sethook(machine->L, milliseconds ? clock_hook : NULL, LUA_MASKCOUNT, 10000);
}

#endif

void nd_budget_begin(nd_machine *machine) {
    if (machine->calls++ > 0) return;
    machine->stopped = 0;
    if (machine->budget_ms > 0) set_timer(machine, machine->budget_ms);
}

void nd_budget_end(nd_machine *machine) {
    if (--machine->calls > 0) return;
    if (machine->budget_ms > 0) set_timer(machine, 0);
    if (machine->stopped) lua_sethook(machine->L, NULL, 0, 0);
}

void nd_machine_begin(nd_machine *machine) { nd_budget_begin(machine); }
void nd_machine_end(nd_machine *machine) { nd_budget_end(machine); }

// MARK: Functions that catch errors
// Like those of lbaselib and lcorolib, but an error that is a stop goes on through them.

static int finish_pcall(lua_State *L, int status, lua_KContext ignored) {
    if (status != LUA_OK && status != LUA_YIELD) {
        nd_raise_if_stopped(L);
        lua_pushboolean(L, 0);
        lua_pushvalue(L, -2);
        return 2;
    }
    return lua_gettop(L) - (int)ignored;
}

static int control_pcall(lua_State *L) {
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    return finish_pcall(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall), 0);
}

// Upvalue: the plugin's handler. It is not called for a stop: within the hook that raised it no
// hook runs, so a handler that loops could not be stopped again.
static int handle_error(lua_State *L) {
    if (machine_of(L)->stopped) return 1;
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

static int control_xpcall(lua_State *L) {
    int count = lua_gettop(L);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, handle_error, 1);
    lua_replace(L, 2);
    lua_pushboolean(L, 1);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2);
    return finish_pcall(L, lua_pcallk(L, count - 2, LUA_MULTRET, 2, 2, finish_pcall), 2);
}

// Resumes the coroutine; returns the number of results on `L`, or -1 with the error on it.
static int resume(lua_State *L, lua_State *co, int arguments) {
    nd_machine *machine = machine_of(L);
    if (!lua_checkstack(co, arguments)) {
        lua_pushliteral(L, "too many arguments to resume");
        return -1;
    }
    lua_xmove(L, co, arguments);
    int results = 0;
    machine->running = co;
    // A stop that came between the last instruction and here has set the hook on `L` only.
    if (machine->stopped) nd_set_stop_hook(co);
    int status = lua_resume(co, L, arguments, &results);
    machine->running = L;
    if (machine->stopped) nd_set_stop_hook(L);
    nd_raise_if_stopped(L);
    if (status == LUA_OK || status == LUA_YIELD) {
        if (!lua_checkstack(L, results + 1)) {
            lua_pop(co, results);
            lua_pushliteral(L, "too many results to resume");
            return -1;
        }
        lua_xmove(co, L, results);
        return results;
    }
    lua_xmove(co, L, 1);
    return -1;
}

static int control_resume(lua_State *L) {
    lua_State *co = lua_tothread(L, 1);
    luaL_argexpected(L, co, 1, "coroutine");
    int results = resume(L, co, lua_gettop(L) - 1);
    lua_pushboolean(L, results >= 0);
    if (results < 0) results = 1;
    lua_insert(L, -(results + 1));
    return results + 1;
}

static int wrapped(lua_State *L) {
    lua_State *co = lua_tothread(L, lua_upvalueindex(1));
    int results = resume(L, co, lua_gettop(L));
    return results < 0 ? lua_error(L) : results;
}

static int control_wrap(lua_State *L) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_State *co = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, co, 1);
    lua_pushcclosure(L, wrapped, 1);
    return 1;
}

void nd_open_control(lua_State *L) {
    lua_pushcfunction(L, control_pcall);
    lua_setglobal(L, "pcall");
    lua_pushcfunction(L, control_xpcall);
    lua_setglobal(L, "xpcall");
    lua_getglobal(L, "coroutine");
    lua_pushcfunction(L, control_resume);
    lua_setfield(L, -2, "resume");
    lua_pushcfunction(L, control_wrap);
    lua_setfield(L, -2, "wrap");
    lua_pushnil(L);
    lua_setfield(L, -2, "close");  // unsound in 5.4.4 for long chains, and of no use to a plugin
    lua_pop(L, 1);
}
