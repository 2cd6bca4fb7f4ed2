// The system's libarchive, opened when the first archive is: it draws in a dozen libraries, and a program
// that is started for every article must not wait for them.
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct nd_archive nd_archive;

/// A reader of a file; NULL and the reason at *reason (for ever valid) if there is none.
nd_archive *nd_archive_open(const char *path, const char **reason);
void nd_archive_close(nd_archive *archive);
/// Goes to the next file: 1, or 0 after the last, or -1 with a reason from nd_archive_reason.
int nd_archive_next(nd_archive *archive);
/// The name of the current file, or NULL.
const char *nd_archive_name(nd_archive *archive);
/// Whether the current file has content: it is not a link, a device or the like.
bool nd_archive_is_file(nd_archive *archive);
/// Whether nothing more can be read after an error.
bool nd_archive_is_lost(nd_archive *archive);
/// Whether the file is compressed and no archive.
bool nd_archive_is_raw(nd_archive *archive);
/// Whether the file has no bytes, once nd_archive_next has returned 0.
bool nd_archive_is_blank(nd_archive *archive);
/// Reads some bytes; -1 with a reason.
ptrdiff_t nd_archive_read(nd_archive *archive, void *buffer, size_t count);
const char *nd_archive_reason(nd_archive *archive);
