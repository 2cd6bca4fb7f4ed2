// The boundary between Swift and Lua.
//
// A Lua error is a longjmp, and a longjmp over a Swift frame leaks every object that the frame
// holds and corrupts the runtime's bookkeeping. Two rules keep that from ever happening:
//
//   1. Swift never calls a Lua function that can raise. It writes the values it wants to hand to
//      Lua on a *tape* (plain memory); C plays the tape inside a protected call, or in the C
//      trampoline after the Swift frame has returned.
//   2. Swift reads Lua values through functions of this header that cannot raise: they neither
//      allocate Lua memory nor run metamethods.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct lua_State lua_State;

// MARK: Tapes

/// Values on their way into Lua (written by Swift, played by C), or out of it (the reverse).
typedef struct {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
} nd_tape;

/// What stands on a tape. Each is one byte, followed by what is said here (unaligned, native).
enum {
    ND_NIL,
    ND_FALSE,
    ND_TRUE,
    ND_INTEGER,   // int64_t
    ND_NUMBER,    // double
    ND_STRING,    // size_t length, the bytes
    ND_BORROWED,  // const char *, size_t: bytes that outlive the playing of the tape
    ND_TABLE,     // int32_t array size, int32_t record size; filled by the SETs that follow
    ND_SET_KEY,   // size_t length, bytes: pops a value into the table below it
    ND_SET_INDEX, // int64_t: the same with an integer key
    ND_STRINGS,   // int32_t count, so many nd_bytes: an array of strings of borrowed bytes
    ND_HANDLE,    // nd_handle
    ND_ANCHORED,  // int32_t: the value that nd_anchor gave this number
    ND_ARGUMENT,  // int32_t: the n-th argument of the call in progress
    ND_FUNCTION,  // int32_t: a value that cannot leave Lua, as its anchor (0: not anchored)
    ND_OPAQUE,    // int32_t: LUA_T…: threads, foreign userdata, too deep tables (-1), a table within itself (-2)
    ND_ITERATOR,  // in only: makes of the array before it a function that hands out its values
    ND_END_TABLE, // out only: ends the entries (key, value, key, value…) of an ND_TABLE
};

/// A reference from Lua to something that the host owns: which kind of thing, of which opening
/// of an article, and where in it. It holds no pointer, so a kept one can be stale but not wild.
typedef struct {
    int32_t kind;
    uint32_t generation;
    int32_t a;
    int32_t b;
} nd_handle;

/// Bytes that outlive the playing of the tape they stand on.
typedef struct {
    const char *bytes;
    size_t count;
} nd_bytes;

static inline void nd_tape_append(nd_tape *tape, const void *bytes, size_t count) {
    if (tape->count + count > tape->capacity) {
        size_t capacity = tape->capacity * 2 + count + 64;
        uint8_t *grown = realloc(tape->bytes, capacity);
        if (grown == NULL) abort();
        tape->bytes = grown;
        tape->capacity = capacity;
    }
    if (count > 0) memcpy(tape->bytes + tape->count, bytes, count);
    tape->count += count;
}

static inline void nd_tape_op(nd_tape *tape, uint8_t op) { nd_tape_append(tape, &op, 1); }

static inline void nd_tape_integer(nd_tape *tape, int64_t value) {
    nd_tape_op(tape, ND_INTEGER);
    nd_tape_append(tape, &value, sizeof value);
}

static inline void nd_tape_number(nd_tape *tape, double value) {
    nd_tape_op(tape, ND_NUMBER);
    nd_tape_append(tape, &value, sizeof value);
}

static inline void nd_tape_bytes(nd_tape *tape, uint8_t op, const void *bytes, size_t count) {
    nd_tape_op(tape, op);
    nd_tape_append(tape, &count, sizeof count);
    nd_tape_append(tape, bytes, count);
}

static inline void nd_tape_borrowed(nd_tape *tape, const void *bytes, size_t count) {
    nd_tape_op(tape, ND_BORROWED);
    nd_tape_append(tape, &bytes, sizeof bytes);
    nd_tape_append(tape, &count, sizeof count);
}

static inline void nd_tape_table(nd_tape *tape, int32_t array, int32_t record) {
    nd_tape_op(tape, ND_TABLE);
    nd_tape_append(tape, &array, sizeof array);
    nd_tape_append(tape, &record, sizeof record);
}

static inline void nd_tape_set_index(nd_tape *tape, int64_t index) {
    nd_tape_op(tape, ND_SET_INDEX);
    nd_tape_append(tape, &index, sizeof index);
}

static inline void nd_tape_small(nd_tape *tape, uint8_t op, int32_t value) {
    nd_tape_op(tape, op);
    nd_tape_append(tape, &value, sizeof value);
}

static inline void nd_tape_handle(nd_tape *tape, nd_handle handle) {
    nd_tape_op(tape, ND_HANDLE);
    nd_tape_append(tape, &handle, sizeof handle);
}

// MARK: States

/// Swift's side of a call from Lua: writes its results on the tape and returns how many there
/// are, or ND_RAISE with the message (put behind the place of the call) as the one value on it.
typedef int (*nd_function)(void *context, lua_State *L, int32_t function, nd_tape *results);
#define ND_RAISE (-1)
/// The same, for a message that says where it is itself.
#define ND_RAISE_AS_IS (-2)

typedef struct nd_machine nd_machine;

/// A new Lua state with the safe standard libraries opened one by one, or NULL without memory.
/// `limit` is the most bytes that Lua may hold. `call` is called with `context` for every host
/// function and every field of a handle.
nd_machine *nd_machine_new(size_t limit, nd_function call, void *context);
void nd_machine_free(nd_machine *machine);

/// The main thread of the state.
lua_State *nd_machine_state(nd_machine *machine);
/// Bytes that Lua holds now, and the most that it ever held.
size_t nd_machine_used(const nd_machine *machine);
size_t nd_machine_peak(const nd_machine *machine);
void nd_machine_set_limit(nd_machine *machine, size_t limit);
/// A full cycle of garbage collection.
void nd_machine_collect(nd_machine *machine);

// MARK: Time
// A count hook makes every instruction dearer, so none is set while all is well. When the time
// is up a signal handler sets the hook on the thread that runs, as `lua` itself does on Ctrl-C;
// from then on every instruction raises until the host's call has ended, so that no pcall in
// the plugin outlives its budget.

/// Gives the calls that follow so many milliseconds of this thread's CPU time; 0: no limit.
void nd_machine_set_budget(nd_machine *machine, int64_t milliseconds);
/// Begins and ends work of the host that the budget and interrupts cover as they do a call.
void nd_machine_begin(nd_machine *machine);
void nd_machine_end(nd_machine *machine);
/// Stops what runs in the machine, from any thread or a signal handler.
void nd_machine_interrupt(nd_machine *machine);
/// From now on the terminal's Ctrl-C (SIGINT) stops what runs in this machine, and nothing else.
void nd_machine_interrupt_on_signal(nd_machine *machine);
/// Whether that signal came since this was last asked.
bool nd_take_interrupt(void);
/// 0: not stopped; 1: the last call ran out of its budget; 2: it was interrupted.
int nd_machine_stopped(const nd_machine *machine);
/// Whether what runs should stop: for long loops of the host, which ask now and then.
bool nd_machine_should_stop(const nd_machine *machine);

// MARK: Protected calls. Each returns 0 and leaves its result on the stack where one is named,
// or returns not 0 and leaves one error value. None raises.

/// Compiles a chunk of text (never bytecode) with `environment` (an anchor) as its globals.
int nd_load(lua_State *L, const char *bytes, size_t count, const char *name, int32_t environment);
/// Calls the anchored function with the values of the tape; leaves its first `results` results.
int nd_call(lua_State *L, int32_t function, const nd_tape *arguments, int count, int results);
/// Calls the function on the top of the stack (and pops it).
int nd_call_top(lua_State *L, const nd_tape *arguments, int count, int results);
/// Plays one value from the tape onto the stack.
int nd_push(lua_State *L, const nd_tape *tape);
/// Makes the table that the metatable of handles of this kind indexes, from `fields` on the
/// stack: name → function, or name → integer (then the host is called with that number). A field
/// that is not there calls the host with `missing`, an integer key with `indexed`; `#handle`
/// with `length`, `tostring` with `text`. Pops the table.
int nd_define_handle(
    lua_State *L, int32_t kind, const char *type_name, int32_t missing, int32_t indexed,
    int32_t length, int32_t text, int32_t equal);
/// Pushes a host function.
int nd_push_function(lua_State *L, int32_t function);
/// table[key] = the value on the top (popped); the table is an anchor. Raw.
int nd_set_field(lua_State *L, int32_t table, const char *key);

/// Keeps the value at `index` and returns its number, or 0 if there was no memory.
int32_t nd_anchor(lua_State *L, int index);
void nd_release(lua_State *L, int32_t anchor);

/// The message of the error value on the top, made by `tostring` under protection, and the
/// traceback where the error was raised; pops it. Both are appended to tapes as plain bytes.
void nd_take_error(lua_State *L, nd_tape *message, nd_tape *traceback);

// MARK: Reading. None of these raises or allocates Lua memory.

/// Whether the host function in progress was called as `object:method(…)`: Lua then does not count the object among the
/// arguments.
bool nd_is_method_call(lua_State *L);

int nd_top(lua_State *L);
void nd_set_top(lua_State *L, int top);
/// LUA_T… of the value at the index, -1 where there is none.
int nd_type(lua_State *L, int index);
bool nd_to_boolean(lua_State *L, int index);
/// An integer, or a float with an integer's value; strings are not converted.
bool nd_to_integer(lua_State *L, int index, int64_t *value);
bool nd_to_number(lua_State *L, int index, double *value);
/// The bytes of a string (only a string), or NULL.
const char *nd_to_bytes(lua_State *L, int index, size_t *count);
/// The handle in a userdata of the host's, or NULL.
const nd_handle *nd_to_handle(lua_State *L, int index);
/// Writes the value at the index to the tape, tables with their entries, `depth` levels deep and
/// `most` values at most. Functions are anchored when `anchor` is set.
void nd_record(lua_State *L, int index, nd_tape *tape, int depth, int most, bool anchor);
/// "name:line" of the Lua function that called the running host function, as plain bytes.
int nd_where(lua_State *L, nd_tape *chunk);
