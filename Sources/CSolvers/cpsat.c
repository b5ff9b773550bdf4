#define _GNU_SOURCE
#include "CSolvers.h"
#include "find.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

// Only the GNU loader knows it; elsewhere local symbols must do.
#ifndef RTLD_DEEPBIND
#define RTLD_DEEPBIND 0
#endif

int wfm_cpsat_open(const char *path, wfm_cpsat *table, char *message, size_t capacity) {
    // Deep binding: the library looks into itself and its neighbours before anything that is loaded already.
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    if (library == NULL) {
        const char *reason = dlerror();
        snprintf(message, capacity, "%s", reason == NULL ? "it cannot be loaded" : reason);
        return 1;
    }
    memset(table, 0, sizeof *table);
    int failed = wfm_find(library, "SolveCpNewEnv", &table->new_environment, message, capacity)
        || wfm_find(library, "SolveCpDestroyEnv", &table->destroy_environment, message, capacity)
        || wfm_find(library, "SolveCpStopSearch", &table->stop_search, message, capacity)
        || wfm_find(library, "SolveCpInterruptible", &table->solve, message, capacity);
    if (failed) {
        dlclose(library);
        return 1;
    }
    return 0;
}
