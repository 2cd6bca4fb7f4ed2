#include "CArchive.h"

#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

// The functions, by the types that the headers give them.
#define FUNCTIONS(X)                                                                                     \
    X(archive_read_new) X(archive_read_free) X(archive_read_support_filter_gzip)                         \
    X(archive_read_support_filter_bzip2) X(archive_read_support_filter_xz)                               \
    X(archive_read_support_filter_zstd) X(archive_read_support_filter_lz4) X(archive_zlib_version)       \
    X(archive_bzlib_version) X(archive_liblzma_version) X(archive_libzstd_version)                       \
    X(archive_liblz4_version)                                                                            \
    X(archive_read_support_format_tar) X(archive_read_support_format_zip_seekable)                       \
    X(archive_read_support_format_zip_streamable) X(archive_read_support_format_raw)                     \
    X(archive_read_support_format_empty)                                                                 \
    X(archive_read_open_filename) X(archive_read_next_header) X(archive_read_data)                       \
    X(archive_error_string) X(archive_format) X(archive_entry_filetype) X(archive_entry_hardlink) X(archive_entry_pathname)        \
    X(archive_entry_pathname_utf8)

#define DECLARE(name) static __typeof__(&name) p_##name;
FUNCTIONS(DECLARE)

static const char *problem;

static void load(void) {
    const char *names[] = {"libarchive.so.13", "libarchive.so", "libarchive.13.dylib", "libarchive.dylib"};
    void *library = NULL;
    for (size_t i = 0; library == NULL && i < sizeof names / sizeof names[0]; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        problem = "libarchive is not installed; it reads compressed files and archives";
        return;
    }
#define FIND(name)                                                                                       \
    p_##name = (__typeof__(&name))dlsym(library, #name);                                                 \
    if (p_##name == NULL) problem = "the installed libarchive is too old";
    FUNCTIONS(FIND)
}

struct nd_archive {
    struct archive *archive;
    struct archive_entry *entry;
    bool is_lost;
};

nd_archive *nd_archive_open(const char *path, const char **reason) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    static _Thread_local char message[256];
    pthread_once(&once, load);
    *reason = problem;
    if (problem != NULL) return NULL;
    nd_archive *reader = calloc(1, sizeof *reader);
    *reason = "no memory";
    if (reader == NULL) return NULL;
    reader->archive = p_archive_read_new();
    if (reader->archive == NULL) {
        free(reader);
        return NULL;
    }
    // By name, and only what is built in: for others libarchive would start a program of the PATH.
    if (p_archive_zlib_version() != NULL) p_archive_read_support_filter_gzip(reader->archive);
    if (p_archive_bzlib_version() != NULL) p_archive_read_support_filter_bzip2(reader->archive);
    if (p_archive_liblzma_version() != NULL) p_archive_read_support_filter_xz(reader->archive);
    if (p_archive_libzstd_version() != NULL) p_archive_read_support_filter_zstd(reader->archive);
    if (p_archive_liblz4_version() != NULL) p_archive_read_support_filter_lz4(reader->archive);
    p_archive_read_support_format_tar(reader->archive);
    p_archive_read_support_format_zip_seekable(reader->archive);
    p_archive_read_support_format_zip_streamable(reader->archive);
    p_archive_read_support_format_raw(reader->archive);
    p_archive_read_support_format_empty(reader->archive);
    if (p_archive_read_open_filename(reader->archive, path, 1 << 16) != ARCHIVE_OK) {
        const char *text = nd_archive_reason(reader);
        size_t length = 0;
        for (; text[length] != 0 && length < sizeof message - 1; length++) message[length] = text[length];
        message[length] = 0;
        *reason = message;
        nd_archive_close(reader);
        return NULL;
    }
    return reader;
}

void nd_archive_close(nd_archive *reader) {
    p_archive_read_free(reader->archive);
    free(reader);
}

int nd_archive_next(nd_archive *reader) {
    for (;;) {
        int code = p_archive_read_next_header(reader->archive, &reader->entry);
        if (code == ARCHIVE_EOF) return 0;
        if (code == ARCHIVE_RETRY) continue;
        if (code != ARCHIVE_OK && code != ARCHIVE_WARN) {
            reader->is_lost = code == ARCHIVE_FATAL;
            return -1;
        }
        if (p_archive_entry_filetype(reader->entry) != AE_IFDIR) return 1;
    }
}

const char *nd_archive_name(nd_archive *reader) {
    const char *name = p_archive_entry_pathname_utf8(reader->entry);
    return name != NULL ? name : p_archive_entry_pathname(reader->entry);
}

bool nd_archive_is_file(nd_archive *reader) {
    // A compressed file has no type; a hard link has no content.
    return p_archive_entry_hardlink(reader->entry) == NULL
        && (p_archive_entry_filetype(reader->entry) == AE_IFREG || nd_archive_is_raw(reader));
}

bool nd_archive_is_lost(nd_archive *reader) { return reader->is_lost; }

bool nd_archive_is_raw(nd_archive *reader) {
    return p_archive_format(reader->archive) == ARCHIVE_FORMAT_RAW;
}

bool nd_archive_is_blank(nd_archive *reader) {
    return p_archive_format(reader->archive) == ARCHIVE_FORMAT_EMPTY;
}

ptrdiff_t nd_archive_read(nd_archive *reader, void *buffer, size_t count) {
    ptrdiff_t code = p_archive_read_data(reader->archive, buffer, count);
    if (code == ARCHIVE_FATAL) reader->is_lost = true;
    return code;
}

const char *nd_archive_reason(nd_archive *reader) {
    const char *text = p_archive_error_string(reader->archive);
    return text != NULL ? text : "cannot be read";
}
