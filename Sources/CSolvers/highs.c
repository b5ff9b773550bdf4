#include "CSolvers.h"

#include "find.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

int wfm_highs_open(const char *path, wfm_highs *table, char *message, size_t capacity) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        const char *reason = dlerror();
        snprintf(message, capacity, "%s", reason == NULL ? "it cannot be loaded" : reason);
        return 1;
    }
    memset(table, 0, sizeof *table);
    int failed = wfm_find(library, "Highs_create", &table->create, message, capacity)
        || wfm_find(library, "Highs_destroy", &table->destroy, message, capacity)
        || wfm_find(library, "Highs_version", &table->version, message, capacity)
        || wfm_find(library, "Highs_setBoolOptionValue", &table->set_bool_option, message, capacity)
        || wfm_find(library, "Highs_setIntOptionValue", &table->set_int_option, message, capacity)
        || wfm_find(library, "Highs_setDoubleOptionValue", &table->set_double_option, message, capacity)
        || wfm_find(library, "Highs_setStringOptionValue", &table->set_string_option, message, capacity)
        || wfm_find(library, "Highs_passLp", &table->pass_lp, message, capacity)
        || wfm_find(library, "Highs_passMip", &table->pass_mip, message, capacity)
        || wfm_find(library, "Highs_run", &table->run, message, capacity)
        || wfm_find(library, "Highs_getModelStatus", &table->get_model_status, message, capacity)
        || wfm_find(library, "Highs_getObjectiveValue", &table->get_objective_value, message, capacity)
        || wfm_find(library, "Highs_getDoubleInfoValue", &table->get_double_info, message, capacity)
        || wfm_find(library, "Highs_getIntInfoValue", &table->get_int_info, message, capacity)
        || wfm_find(library, "Highs_getSolution", &table->get_solution, message, capacity)
        || wfm_find(library, "Highs_getSizeofHighsInt", &table->get_size_of_highs_int, message, capacity)
        || wfm_find(library, "Highs_addCols", &table->add_cols, message, capacity)
        || wfm_find(library, "Highs_setSolution", &table->set_solution, message, capacity)
        || wfm_find(library, "Highs_setCallback", &table->set_callback, message, capacity)
        || wfm_find(library, "Highs_startCallback", &table->start_callback, message, capacity);
    if (failed) {
        dlclose(library);
        return 1;
    }
    void *probe = table->create();
    int size = probe == NULL ? 0 : table->get_size_of_highs_int(probe);
    if (probe != NULL) table->destroy(probe);
    if (size != (int)sizeof(int)) {
        snprintf(message, capacity, "its integers have %d bytes, %zu are needed", size, sizeof(int));
        dlclose(library);
        return 1;
    }
    return 0;
}
