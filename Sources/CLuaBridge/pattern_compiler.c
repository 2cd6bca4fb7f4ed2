// Reading Lua's patterns.
#include "pattern.h"

#include <ctype.h>
#include <pthread.h>

static inline void insert(uint64_t *set, uint8_t byte) { set[byte >> 6] |= UINT64_C(1) << (byte & 63); }

// MARK: Classes

/// The bytes of %a, %c, %d…, by letter; made once. Of the C locale, whatever the program's is.
static byte_set classes[26];
static bool has_class[26];

static int is_visible(int byte) { return byte > 32 && byte < 127; }
static int is_zero(int byte) { return byte == 0; }  // %z: no longer in the manual, still in the library

static void make_classes(void) {
    static const struct {
        char letter;
        int (*test)(int);
    } tests[] = {
        {'a', isalpha}, {'c', iscntrl}, {'d', isdigit}, {'g', is_visible}, {'l', islower},
        {'p', ispunct}, {'s', isspace}, {'u', isupper}, {'w', isalnum},      {'x', isxdigit},
        {'z', is_zero},
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        int letter = tests[i].letter - 'a';
        // The functions agree with the C locale on ASCII in every locale in use.
        for (int byte = 0; byte < 128; byte++)
            if (tests[i].test(byte)) insert(classes[letter], (uint8_t)byte);
        has_class[letter] = true;
    }
}

/// Adds the bytes of `%letter` to the set: of a class, of its complement, or the character itself.
static void insert_class(uint64_t *set, uint8_t letter) {
    int small = letter | 0x20;
    if (small < 'a' || small > 'z' || !has_class[small - 'a']) {
        insert(set, letter);
        return;
    }
    const uint64_t *class = classes[small - 'a'];
    for (int i = 0; i < 4; i++) set[i] |= letter == small ? class[i] : ~class[i];
}

void nd_open_classes(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_classes);
}

// MARK: Items

static const char *read_set(const char *p, const char *end, item *to) {
    bool negated = p < end && *p == '^';
    if (negated) p++;
    const char *first = p;
    const char *close = p;
    // The first character never closes the set, nor does one behind %.
    do {
        if (close == end) return NULL;
        if (*close++ == '%' && close < end) close++;
    } while (close == end || *close != ']');
    memset(to->set, 0, sizeof to->set);
    for (p = first; p < close; p++) {
        if (*p == '%') {
            insert_class(to->set, (uint8_t)*++p);
        } else if (p + 2 < close && p[1] == '-') {
            for (int byte = (uint8_t)p[0]; byte <= (uint8_t)p[2]; byte++) insert(to->set, (uint8_t)byte);
            p += 2;
        } else {
            insert(to->set, (uint8_t)*p);
        }
    }
    if (negated)
        for (int i = 0; i < 4; i++) to->set[i] = ~to->set[i];
    return close + 1;
}

static const char *wrong(item *to, const char *mistake) {
    to->kind = ITEM_WRONG;
    to->mistake = mistake;
    return NULL;
}

/// Reads what stands behind a %, apart from classes.
static const char *read_escape(const char *p, const char *end, item *to, const matcher *m, bool *single) {
    if (p == end) return wrong(to, "malformed pattern (ends with '%')");
    uint8_t letter = (uint8_t)*p++;
    *single = false;
    switch (letter) {
    case 'b':
        if (end - p < 2) return wrong(to, "malformed pattern (missing arguments to '%b')");
        to->kind = ITEM_BALANCE;
        to->byte = (uint8_t)p[0];
        to->other = (uint8_t)p[1];
        return p + 2;
    case 'f':
        if (p == end || *p != '[') return wrong(to, "missing '[' after '%f' in pattern");
        to->kind = ITEM_FRONTIER;
        p = read_set(p + 1, end, to);
        return p ? p : wrong(to, "malformed pattern (missing ']')");
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
        to->capture = letter - '1';
        to->kind = ITEM_REFERENCE;
        if (to->capture < 0 || to->capture >= m->captures || m->ends[to->capture] == NULL) {
            to->kind = ITEM_WRONG;
            to->mistake = NULL;  // its message has the number
            return NULL;
        }
        return p;
    }
    *single = true;
    int small = letter | 0x20;
    if (small >= 'a' && small <= 'z' && has_class[small - 'a']) {
        to->kind = ITEM_SET;
        memset(to->set, 0, sizeof to->set);
        insert_class(to->set, letter);
    } else {
        to->kind = ITEM_BYTE;
        to->byte = letter;
    }
    return p;
}

/// Reads one item; NULL behind a mistake. While compiling, `ends` of a capture is not NULL once it
/// is closed: captures are numbered by the pattern alone, whatever path a match takes.
static const char *read_item(const char *p, const char *end, item *to, matcher *m) {
    bool single = true;
    to->repetition = ONCE;
    switch (*p) {
    case '(':
        if (m->captures >= MOST_CAPTURES) return wrong(to, "too many captures");
        to->capture = m->captures++;
        m->is_position[to->capture] = p + 1 < end && p[1] == ')';
        m->ends[to->capture] = m->is_position[to->capture] ? p : NULL;
        to->kind = m->is_position[to->capture] ? ITEM_POSITION : ITEM_OPEN;
        return p + (m->is_position[to->capture] ? 2 : 1);
    case ')':
        for (to->capture = m->captures - 1; to->capture >= 0; to->capture--)
            if (m->ends[to->capture] == NULL) break;
        if (to->capture < 0) return wrong(to, "invalid pattern capture");
        m->ends[to->capture] = p;
        to->kind = ITEM_CLOSE;
        return p + 1;
    case '$':
        if (p + 1 == end) {
            to->kind = ITEM_END;
            return end;
        }
        to->kind = ITEM_BYTE;
        to->byte = '$';
        p++;
        break;
    case '.':
        to->kind = ITEM_SET;
        memset(to->set, 0xFF, sizeof to->set);
        p++;
        break;
    case '[':
        to->kind = ITEM_SET;
        p = read_set(p + 1, end, to);
        if (p == NULL) return wrong(to, "malformed pattern (missing ']')");
        break;
    case '%':
        p = read_escape(p + 1, end, to, m, &single);
        if (p == NULL || !single) return p;
        break;
    default:
        to->kind = ITEM_BYTE;
        to->byte = (uint8_t)*p++;
    }
    if (p < end) {
        switch (*p) {
        case '?': to->repetition = OPTIONAL; return p + 1;
        case '*': to->repetition = GREEDY; return p + 1;
        case '+': to->repetition = GREEDY_ONE; return p + 1;
        case '-': to->repetition = LAZY; return p + 1;
        }
    }
    return p;
}

void nd_pattern_compile(matcher *m, lua_State *L, const char *p, size_t length) {
    m->L = L;
    m->steps = 0;
    m->captures = 0;
    const char *end = p + length;
    item *to = m->items;
    while (p < end) {
        const char *next = read_item(p, end, to++, m);
        if (next == NULL) return;  // nothing is matched behind a mistake
        p = next;
    }
    to->kind = ITEM_DONE;
}
