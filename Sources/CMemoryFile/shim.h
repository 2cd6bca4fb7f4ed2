// A file that is nowhere but in memory: a function of Linux that its C library shows only to programs that
// ask for GNU's extensions.
#pragma once
#ifdef __linux__
int memfd_create(const char *name, unsigned int flags);
static inline int nd_memory_file(void) { return memfd_create("nightdesk", 1u /* MFD_CLOEXEC */); }
#else
static inline int nd_memory_file(void) { return -1; }
#endif
