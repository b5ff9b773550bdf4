#ifndef WFM_CDIGEST_H
#define WFM_CDIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104) by OpenSSL's libcrypto. Built without WFM_STORE there is none: every
// function fails. (https://docs.openssl.org/3.0/man7/EVP_MAC-HMAC/)

#define WFM_DIGEST_BYTES 32

typedef struct wfm_sha256 wfm_sha256;
typedef struct wfm_hmac wfm_hmac;

// NULL when the library refuses.
wfm_sha256 *wfm_sha256_create(void);
bool wfm_sha256_add(wfm_sha256 *digest, const void *bytes, size_t length);
// The digest of what was added; it begins anew afterwards.
bool wfm_sha256_finish(wfm_sha256 *digest, uint8_t result[WFM_DIGEST_BYTES]);
void wfm_sha256_destroy(wfm_sha256 *digest);

// NULL when the library refuses.
wfm_hmac *wfm_hmac_create(const void *key, size_t length);
bool wfm_hmac_of(wfm_hmac *hmac, const void *bytes, size_t length, uint8_t result[WFM_DIGEST_BYTES]);
void wfm_hmac_destroy(wfm_hmac *hmac);

#endif
