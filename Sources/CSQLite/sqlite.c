#include "CSQLite.h"

#ifdef WFM_STORE

#include <sqlite3.h>

static sqlite3 *db(wfm_database *database) { return (sqlite3 *)database; }
static sqlite3_stmt *st(wfm_statement *statement) { return (sqlite3_stmt *)statement; }

bool wfm_sqlite_is_built(void) { return true; }

int wfm_database_open(const char *path, bool create, int busy_milliseconds, wfm_database **database) {
    sqlite3 *opened = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
    int result = sqlite3_open_v2(path, &opened, flags, NULL);
    if (result == SQLITE_OK) result = sqlite3_busy_timeout(opened, busy_milliseconds);
    *database = (wfm_database *)opened;
    return result & 0xff;
}

void wfm_database_close(wfm_database *database) { sqlite3_close_v2(db(database)); }
const char *wfm_database_message(wfm_database *database) { return sqlite3_errmsg(db(database)); }
bool wfm_database_is_in_transaction(wfm_database *database) { return sqlite3_get_autocommit(db(database)) == 0; }
int64_t wfm_database_last_row(wfm_database *database) { return sqlite3_last_insert_rowid(db(database)); }
int64_t wfm_database_changes(wfm_database *database) { return sqlite3_changes64(db(database)); }

int wfm_database_execute(wfm_database *database, const char *sql) {
    return sqlite3_exec(db(database), sql, NULL, NULL, NULL) & 0xff;
}

int wfm_statement_prepare(wfm_database *database, const char *sql, size_t length, wfm_statement **statement) {
    sqlite3_stmt *prepared = NULL;
    int result = sqlite3_prepare_v3(db(database), sql, (int)length, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
    *statement = (wfm_statement *)prepared;
    return result & 0xff;
}

void wfm_statement_finalize(wfm_statement *statement) { sqlite3_finalize(st(statement)); }
int wfm_statement_step(wfm_statement *statement) { return sqlite3_step(st(statement)) & 0xff; }
void wfm_statement_reset(wfm_statement *statement) { sqlite3_reset(st(statement)); }

int wfm_statement_bind_null(wfm_statement *statement, int parameter) {
    return sqlite3_bind_null(st(statement), parameter);
}

int wfm_statement_bind_integer(wfm_statement *statement, int parameter, int64_t value) {
    return sqlite3_bind_int64(st(statement), parameter, value);
}

int wfm_statement_bind_real(wfm_statement *statement, int parameter, double value) {
    return sqlite3_bind_double(st(statement), parameter, value);
}

int wfm_statement_bind_text(wfm_statement *statement, int parameter, const char *text, size_t length) {
    return sqlite3_bind_text64(st(statement), parameter, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

int wfm_statement_bind_blob(wfm_statement *statement, int parameter, const void *bytes, size_t length) {
    return sqlite3_bind_blob64(st(statement), parameter, bytes, length, SQLITE_TRANSIENT);
}

bool wfm_statement_is_null(wfm_statement *statement, int column) {
    return sqlite3_column_type(st(statement), column) == SQLITE_NULL;
}

int64_t wfm_statement_integer(wfm_statement *statement, int column) {
    return sqlite3_column_int64(st(statement), column);
}

double wfm_statement_real(wfm_statement *statement, int column) {
    return sqlite3_column_double(st(statement), column);
}

const uint8_t *wfm_statement_bytes(wfm_statement *statement, int column, size_t *length) {
    const uint8_t *bytes = sqlite3_column_blob(st(statement), column);
    *length = (size_t)sqlite3_column_bytes(st(statement), column);
    return bytes;
}

#else

bool wfm_sqlite_is_built(void) { return false; }
int wfm_database_open(const char *path, bool create, int busy_milliseconds, wfm_database **database) {
    *database = NULL;
    return WFM_SQL_ERROR;
}
void wfm_database_close(wfm_database *database) {}
const char *wfm_database_message(wfm_database *database) { return "built without the store"; }
bool wfm_database_is_in_transaction(wfm_database *database) { return false; }
int wfm_database_execute(wfm_database *database, const char *sql) { return WFM_SQL_ERROR; }
int64_t wfm_database_last_row(wfm_database *database) { return 0; }
int64_t wfm_database_changes(wfm_database *database) { return 0; }
int wfm_statement_prepare(wfm_database *database, const char *sql, size_t length, wfm_statement **statement) {
    *statement = NULL;
    return WFM_SQL_ERROR;
}
void wfm_statement_finalize(wfm_statement *statement) {}
int wfm_statement_step(wfm_statement *statement) { return WFM_SQL_ERROR; }
void wfm_statement_reset(wfm_statement *statement) {}
int wfm_statement_bind_null(wfm_statement *statement, int parameter) { return WFM_SQL_ERROR; }
int wfm_statement_bind_integer(wfm_statement *statement, int parameter, int64_t value) { return WFM_SQL_ERROR; }
int wfm_statement_bind_real(wfm_statement *statement, int parameter, double value) { return WFM_SQL_ERROR; }
int wfm_statement_bind_text(wfm_statement *statement, int parameter, const char *text, size_t length) {
    return WFM_SQL_ERROR;
}
int wfm_statement_bind_blob(wfm_statement *statement, int parameter, const void *bytes, size_t length) {
    return WFM_SQL_ERROR;
}
bool wfm_statement_is_null(wfm_statement *statement, int column) { return true; }
int64_t wfm_statement_integer(wfm_statement *statement, int column) { return 0; }
double wfm_statement_real(wfm_statement *statement, int column) { return 0; }
const uint8_t *wfm_statement_bytes(wfm_statement *statement, int column, size_t *length) {
    *length = 0;
    return NULL;
}

#endif
