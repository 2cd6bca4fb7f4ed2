// The system's libxml2, opened when the first page is read: see CArchive.h for why.
#pragma once
#include <stddef.h>

/// What a document is made of, in order: 1 an element begins (name), 2 one of its attributes (name, value),
/// 3 text (value), 4 an element ends (name). Strings are UTF-8 and valid during the call.
typedef void (*nd_markup_event)(void *context, int kind, const char *name, const char *value);

/// Goes through a page of HTML (or of XML). Returns NULL, or why it cannot be read.
const char *nd_markup_read(
    const char *bytes, size_t count, int is_html, const char *encoding, nd_markup_event event, void *context);
