#ifndef WFM_CSQLITE_H
#define WFM_CSQLITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The part of the system's SQLite that the store needs. Built without WFM_STORE there is none: wfm_sqlite_is_built() is
// false and nothing else may be called. (https://sqlite.org/c3ref/intro.html)

typedef struct wfm_database wfm_database;
typedef struct wfm_statement wfm_statement;

// What a call came to; the values of SQLite's primary result codes.
typedef enum wfm_sql_result {
    WFM_SQL_OK = 0,
    WFM_SQL_ERROR = 1,
    WFM_SQL_BUSY = 5,
    WFM_SQL_LOCKED = 6,
    WFM_SQL_READ_ONLY = 8,
    WFM_SQL_INPUT_OUTPUT = 10,
    WFM_SQL_CORRUPT = 11,
    WFM_SQL_FULL = 13,
    WFM_SQL_CANNOT_OPEN = 14,
    WFM_SQL_NOT_A_DATABASE = 26,
    WFM_SQL_ROW = 100,
    WFM_SQL_DONE = 101,
} wfm_sql_result;

bool wfm_sqlite_is_built(void);

// The database is to be closed even when it could not be opened; it is NULL only when memory is short.
int wfm_database_open(const char *path, bool create, int busy_milliseconds, wfm_database **database);
void wfm_database_close(wfm_database *database);
const char *wfm_database_message(wfm_database *database);
bool wfm_database_is_in_transaction(wfm_database *database);
int wfm_database_execute(wfm_database *database, const char *sql);
int64_t wfm_database_last_row(wfm_database *database);
int64_t wfm_database_changes(wfm_database *database);

int wfm_statement_prepare(wfm_database *database, const char *sql, size_t length, wfm_statement **statement);
void wfm_statement_finalize(wfm_statement *statement);
int wfm_statement_step(wfm_statement *statement);
void wfm_statement_reset(wfm_statement *statement);

// Parameters count from 1. Texts and blobs are copied.
int wfm_statement_bind_null(wfm_statement *statement, int parameter);
int wfm_statement_bind_integer(wfm_statement *statement, int parameter, int64_t value);
int wfm_statement_bind_real(wfm_statement *statement, int parameter, double value);
int wfm_statement_bind_text(wfm_statement *statement, int parameter, const char *text, size_t length);
int wfm_statement_bind_blob(wfm_statement *statement, int parameter, const void *bytes, size_t length);

// Columns count from 0. What is pointed to lives until the next step or reset.
bool wfm_statement_is_null(wfm_statement *statement, int column);
int64_t wfm_statement_integer(wfm_statement *statement, int column);
double wfm_statement_real(wfm_statement *statement, int column);
const uint8_t *wfm_statement_bytes(wfm_statement *statement, int column, size_t *length);

#endif
