// Fortran ABI of the BLAS and LAPACK routines that wfm calls, as Debian's libopenblas exports them.
// Declared here rather than included, so that the build needs the library alone and no vendor header.
// Character arguments carry a hidden length after the last argument (gfortran's convention).
#ifndef WFM_OPENBLAS_FORTRAN_H
#define WFM_OPENBLAS_FORTRAN_H
#include <stddef.h>
#include <stdint.h>

void openblas_set_num_threads(int threads);

/// A symmetric product, C = alpha A A' + beta C or alpha A' A + beta C (BLAS dsyrk).
void dsyrk_(const char *uplo, const char *trans, const int32_t *n, const int32_t *k, const double *alpha,
            const double *a, const int32_t *lda, const double *beta, double *c, const int32_t *ldc,
            size_t uplo_length, size_t trans_length);

/// A product with a triangular matrix, B = alpha op(A) B or alpha B op(A) (BLAS dtrmm).
void dtrmm_(const char *side, const char *uplo, const char *transa, const char *diag, const int32_t *m,
            const int32_t *n, const double *alpha, const double *a, const int32_t *lda, double *b, const int32_t *ldb,
            size_t side_length, size_t uplo_length, size_t transa_length, size_t diag_length);

/// Selected eigenvalues and eigenvectors of a symmetric matrix (LAPACK dsyevr).
void dsyevr_(const char *jobz, const char *range, const char *uplo, const int32_t *n, double *a, const int32_t *lda,
             const double *vl, const double *vu, const int32_t *il, const int32_t *iu, const double *abstol, int32_t *m,
             double *w, double *z, const int32_t *ldz, int32_t *isuppz, double *work, const int32_t *lwork,
             int32_t *iwork, const int32_t *liwork, int32_t *info, size_t jobz_length, size_t range_length,
             size_t uplo_length);

/// Minimum-norm least squares by complete orthogonal factorisation (LAPACK dgelsy).
void dgelsy_(const int32_t *m, const int32_t *n, const int32_t *nrhs, double *a, const int32_t *lda, double *b,
             const int32_t *ldb, int32_t *jpvt, const double *rcond, int32_t *rank, double *work,
             const int32_t *lwork, int32_t *info);

/// Inner product of two vectors (BLAS ddot).
double ddot_(const int32_t *n, const double *x, const int32_t *incx, const double *y, const int32_t *incy);

/// Cholesky factor of a symmetric positive definite matrix, and the solution of a system by it (LAPACK dpotrf, dpotrs).
void dpotrf_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *info, size_t uplo_length);
void dpotrs_(const char *uplo, const int32_t *n, const int32_t *nrhs, const double *a, const int32_t *lda, double *b,
             const int32_t *ldb, int32_t *info, size_t uplo_length);

#endif
