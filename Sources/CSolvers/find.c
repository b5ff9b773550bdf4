#include "find.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

// POSIX lets a data pointer from dlsym be read as a function pointer; ISO C wants the bytes copied.
int wfm_find(void *library, const char *name, void *function, char *message, size_t capacity) {
    void *symbol = dlsym(library, name);
    if (symbol == NULL) {
        snprintf(message, capacity, "it has no function %s", name);
        return 1;
    }
    memcpy(function, &symbol, sizeof symbol);
    return 0;
}
