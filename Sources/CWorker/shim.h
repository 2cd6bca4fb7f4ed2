// What a process of workers needs of the system that Swift does not show.
#pragma once
#include <signal.h>
#include <unistd.h>

/// A file that is nowhere but in memory: -1 where there is none.
#ifdef __linux__
int memfd_create(const char *name, unsigned int flags);
int prctl(int option, ...);
static inline int nd_memory_file(void) { return memfd_create("nightdesk", 1u /* MFD_CLOEXEC */); }
/// The calling process ends when the one that made it does.
static inline void nd_end_with_parent(void) { prctl(1 /* PR_SET_PDEATHSIG */, SIGKILL); }
#else
static inline int nd_memory_file(void) { return -1; }
static inline void nd_end_with_parent(void) {}
#endif

/// Splits the process. Only safe while it has a single thread.
static inline pid_t nd_fork(void) { return fork(); }
