#include "CDigest.h"

#ifdef WFM_STORE

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

static EVP_MD_CTX *md(wfm_sha256 *digest) { return (EVP_MD_CTX *)digest; }
static EVP_MAC_CTX *mac(wfm_hmac *hmac) { return (EVP_MAC_CTX *)hmac; }

wfm_sha256 *wfm_sha256_create(void) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
        EVP_MD_CTX_free(context);
        context = NULL;
    }
    return (wfm_sha256 *)context;
}

bool wfm_sha256_add(wfm_sha256 *digest, const void *bytes, size_t length) {
    return EVP_DigestUpdate(md(digest), bytes, length) == 1;
}

bool wfm_sha256_finish(wfm_sha256 *digest, uint8_t result[WFM_DIGEST_BYTES]) {
    unsigned int length = 0;
    return EVP_DigestFinal_ex(md(digest), result, &length) == 1 && length == WFM_DIGEST_BYTES &&
           EVP_DigestInit_ex(md(digest), NULL, NULL) == 1;
}

void wfm_sha256_destroy(wfm_sha256 *digest) { EVP_MD_CTX_free(md(digest)); }

wfm_hmac *wfm_hmac_create(const void *key, size_t length) {
    EVP_MAC *algorithm = EVP_MAC_fetch(NULL, "HMAC", NULL);
    if (!algorithm) return NULL;
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(algorithm);
    EVP_MAC_free(algorithm);
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, "SHA256", 0), OSSL_PARAM_construct_end()};
    if (context && EVP_MAC_init(context, key, length, parameters) != 1) {
        EVP_MAC_CTX_free(context);
        context = NULL;
    }
    return (wfm_hmac *)context;
}

bool wfm_hmac_of(wfm_hmac *hmac, const void *bytes, size_t length, uint8_t result[WFM_DIGEST_BYTES]) {
    size_t written = 0;
    // Without a key, the one set before is used again.
    return EVP_MAC_init(mac(hmac), NULL, 0, NULL) == 1 && EVP_MAC_update(mac(hmac), bytes, length) == 1 &&
           EVP_MAC_final(mac(hmac), result, &written, WFM_DIGEST_BYTES) == 1 && written == WFM_DIGEST_BYTES;
}

void wfm_hmac_destroy(wfm_hmac *hmac) { EVP_MAC_CTX_free(mac(hmac)); }

#else

wfm_sha256 *wfm_sha256_create(void) { return NULL; }
bool wfm_sha256_add(wfm_sha256 *digest, const void *bytes, size_t length) { return false; }
bool wfm_sha256_finish(wfm_sha256 *digest, uint8_t result[WFM_DIGEST_BYTES]) { return false; }
void wfm_sha256_destroy(wfm_sha256 *digest) {}
wfm_hmac *wfm_hmac_create(const void *key, size_t length) { return NULL; }
bool wfm_hmac_of(wfm_hmac *hmac, const void *bytes, size_t length, uint8_t result[WFM_DIGEST_BYTES]) { return false; }
void wfm_hmac_destroy(wfm_hmac *hmac) {}

#endif
