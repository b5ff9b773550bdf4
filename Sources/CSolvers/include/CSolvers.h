#ifndef WFM_CSOLVERS_H
#define WFM_CSOLVERS_H

#include <stddef.h>

// What HiGHS reads after a callback: only the first field is ours to write (HighsCallbackDataIn begins with it).
typedef struct wfm_highs_answer {
    int user_interrupt;
} wfm_highs_answer;

typedef void (*wfm_highs_callback)(int callback_type, const char *message, const void *data_out,
                                   wfm_highs_answer *data_in, void *user_data);

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
    int (*set_solution)(void *highs, const double *col_value, const double *row_value, const double *col_dual,
                        const double *row_dual);
    int (*set_callback)(void *highs, wfm_highs_callback callback, void *user_data);
    int (*start_callback)(void *highs, int callback_type);
} wfm_highs;

// Loads the shared library at `path` and fills `table`. Returns 0, or 1 with the reason in `message`.
// The library stays loaded until the process ends.
int wfm_highs_open(const char *path, wfm_highs *table, char *message, size_t capacity);

// The C interface of OR-tools CP-SAT, found at run time (9.15). Requests and answers are protocol buffers; a request
// that cannot be parsed ends the process, so only our own encoder may write one.
typedef struct wfm_cpsat {
    void *(*new_environment)(void);
    void (*destroy_environment)(void *environment);
    void (*stop_search)(void *environment);
    void (*solve)(void *environment, const void *model, int model_length, const void *parameters,
                  int parameters_length, void **response, int *response_length);
} wfm_cpsat;

// Loads the shared library at `path` and fills `table`. Returns 0, or 1 with the reason in `message`.
// Its symbols stay its own (it carries a HiGHS of another version). The library stays loaded until the process ends.
int wfm_cpsat_open(const char *path, wfm_cpsat *table, char *message, size_t capacity);

#endif
