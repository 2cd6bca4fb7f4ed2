// The system's libxml2, opened when the first page is read: see CArchive.h for why.
#pragma once
#include <stddef.h>

/// What a document is made of, in order: 1 an element begins (name), 2 one of its attributes (name, value),
/// 3 text (value), 4 an element ends (name). Strings are UTF-8 and valid during the call.
typedef void (*nd_markup_event)(void *context, int kind, const char *name, const char *value);

/// Goes through a page of HTML. Returns NULL, or why it cannot be read.
const char *nd_markup_read(
    const char *bytes, size_t count, const char *encoding, nd_markup_event event, void *context);

/// Goes through an XML document in UTF-8. Beside what `nd_markup_read` reports, an element comes with its namespace
/// (1: local name, URI; the prefix of an attribute is left out), and 5 is the first error (message, line), after
/// which the document may lack something; 6 is the text of an entity that the document defines, with references as they
/// are written. Returns NULL, or why it cannot be read.
const char *nd_xml_read(const char *bytes, size_t count, nd_markup_event event, void *context);

/// The code point of an entity of HTML; 0 if there is none of that name.
int nd_markup_entity(const char *name);
