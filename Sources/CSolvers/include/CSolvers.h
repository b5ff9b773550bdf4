#ifndef WFM_CSOLVERS_H
#define WFM_CSOLVERS_H

#include <stddef.h>

// The few functions of the HiGHS C interface that wfm calls, found at run time (HiGHS 1.15, 32-bit HighsInt).
// The declarations are ours; nothing of HiGHS is needed to build.
typedef struct wfm_highs {
    void *(*create)(void);
    void (*destroy)(void *highs);
    const char *(*version)(void);
    int (*set_bool_option)(void *highs, const char *option, int value);
    int (*set_int_option)(void *highs, const char *option, int value);
    int (*set_double_option)(void *highs, const char *option, double value);
    int (*set_string_option)(void *highs, const char *option, const char *value);
    int (*pass_lp)(void *highs, int num_col, int num_row, int num_nz, int a_format, int sense, double offset,
                   const double *col_cost, const double *col_lower, const double *col_upper, const double *row_lower,
                   const double *row_upper, const int *a_start, const int *a_index, const double *a_value);
    int (*pass_mip)(void *highs, int num_col, int num_row, int num_nz, int a_format, int sense, double offset,
                    const double *col_cost, const double *col_lower, const double *col_upper, const double *row_lower,
                    const double *row_upper, const int *a_start, const int *a_index, const double *a_value,
                    const int *integrality);
    int (*run)(void *highs);
    int (*get_model_status)(const void *highs);
    double (*get_objective_value)(const void *highs);
    int (*get_double_info)(const void *highs, const char *info, double *value);
    int (*get_int_info)(const void *highs, const char *info, int *value);
    int (*get_solution)(const void *highs, double *col_value, double *col_dual, double *row_value, double *row_dual);
    int (*get_size_of_highs_int)(const void *highs);
    int (*add_cols)(void *highs, int num_new_col, const double *costs, const double *lower, const double *upper,
                    int num_new_nz, const int *starts, const int *index, const double *value);
    int (*change_col_bounds)(void *highs, int col, double lower, double upper);
    int (*set_solution)(void *highs, const double *col_value, const double *row_value, const double *col_dual,
                        const double *row_dual);
    int (*zero_all_clocks)(const void *highs);
} wfm_highs;

// Loads the shared library at `path` and fills `table`. Returns 0, or 1 with the reason in `message`.
// The library stays loaded until the process ends.
int wfm_highs_open(const char *path, wfm_highs *table, char *message, size_t capacity);

#endif
