// libedit. Its setters take any number of arguments, which Swift cannot pass: each that is used has
// a function of its own here.
#pragma once

#include <histedit.h>
#include <stdbool.h>
#include <stdio.h>

typedef char *(*nd_edit_prompt)(EditLine *);
typedef unsigned char (*nd_edit_function)(EditLine *, int);
typedef int (*nd_edit_reader)(EditLine *, wchar_t *);

/// An editor on the program's terminal.
static inline EditLine *nd_edit_new(const char *program) { return el_init(program, stdin, stdout, stderr); }

/// The prompt; `mark` stands around what takes no room, such as colours.
static inline int nd_edit_set_prompt(EditLine *el, nd_edit_prompt prompt, char mark) {
    return el_set(el, EL_PROMPT_ESC, prompt, mark);
}

/// "emacs" or "vi".
static inline int nd_edit_set_keys(EditLine *el, const char *name) { return el_set(el, EL_EDITOR, name); }

static inline int nd_edit_set_client(EditLine *el, void *client) { return el_set(el, EL_CLIENTDATA, client); }

static inline void *nd_edit_client(EditLine *el) {
    void *client = NULL;
    return el_get(el, EL_CLIENTDATA, &client) == 0 ? client : NULL;
}

static inline int nd_edit_set_reader(EditLine *el, nd_edit_reader reader) {
    return el_set(el, EL_GETCFN, reader);
}

static inline int nd_edit_add(EditLine *el, const char *name, const char *help, nd_edit_function function) {
    return el_set(el, EL_ADDFN, name, help, function);
}

/// Binds a key to a command, in the map of vi's command mode if `alternative`.
static inline int nd_edit_bind(EditLine *el, const char *key, const char *command, bool alternative) {
    if (alternative) return el_set(el, EL_BIND, "-a", key, command, NULL);
    return el_set(el, EL_BIND, key, command, NULL);
}

static inline int nd_edit_set_history(EditLine *el, History *list) {
    return el_set(el, EL_HIST, history, list);
}

/// Draws prompt and line again.
static inline int nd_edit_refresh(EditLine *el) { return el_set(el, EL_REFRESH); }

static inline int nd_history_set_size(History *list, int size) {
    HistEvent event;
    return history(list, &event, H_SETSIZE, size);
}

static inline int nd_history_enter(History *list, const char *line) {
    HistEvent event;
    return history(list, &event, H_ENTER, line);
}
