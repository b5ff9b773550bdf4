#ifndef WFM_FIND_H
#define WFM_FIND_H

#include <stddef.h>

// Puts the address of a function of a loaded library into `function` (a function pointer of any type).
// Returns 0, or 1 with the reason in `message`.
int wfm_find(void *library, const char *name, void *function, char *message, size_t capacity);

#endif
