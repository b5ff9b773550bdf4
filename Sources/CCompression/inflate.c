#include "CCompression.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// The few declarations of the zstd interface that are needed (stable since 1.0; zstd.h, BSD licence); ours.
typedef struct wfm_zstd_in {
    const void *bytes;
    size_t size;
    size_t at;
} wfm_zstd_in;
typedef struct wfm_zstd_out {
    void *bytes;
    size_t size;
    size_t at;
} wfm_zstd_out;

struct wfm_inflater {
    wfm_compression compression;
    z_stream zlib;
    void *library;
    void *zstd;
    size_t (*decompress)(void *, wfm_zstd_out *, wfm_zstd_in *);
    unsigned (*is_error)(size_t);
    size_t (*release)(void *);
};

static int open_zstd(wfm_inflater *inflater) {
    inflater->library = dlopen("libzstd.so.1", RTLD_NOW | RTLD_LOCAL);
    if (inflater->library == NULL) return 0;
    void *(*create)(void) = (void *(*)(void))dlsym(inflater->library, "ZSTD_createDStream");
    inflater->decompress =
        (size_t(*)(void *, wfm_zstd_out *, wfm_zstd_in *))dlsym(inflater->library, "ZSTD_decompressStream");
    inflater->is_error = (unsigned (*)(size_t))dlsym(inflater->library, "ZSTD_isError");
    inflater->release = (size_t(*)(void *))dlsym(inflater->library, "ZSTD_freeDStream");
    if (create == NULL || inflater->decompress == NULL || inflater->is_error == NULL || inflater->release == NULL) {
        return 0;
    }
    inflater->zstd = create();
    return inflater->zstd != NULL;
}

wfm_inflater *wfm_inflater_create(wfm_compression compression) {
    wfm_inflater *inflater = calloc(1, sizeof *inflater);
    if (inflater == NULL) return NULL;
    inflater->compression = compression;
    // 15 + 16: a window of any size, and the gzip header.
    const int ready = compression == WFM_GZIP ? inflateInit2(&inflater->zlib, 15 + 16) == Z_OK : open_zstd(inflater);
    if (!ready) {
        if (inflater->library != NULL) dlclose(inflater->library);
        free(inflater);
        return NULL;
    }
    return inflater;
}

void wfm_inflater_destroy(wfm_inflater *inflater) {
    if (inflater == NULL) return;
    if (inflater->compression == WFM_GZIP) inflateEnd(&inflater->zlib);
    if (inflater->zstd != NULL) inflater->release(inflater->zstd);
    if (inflater->library != NULL) dlclose(inflater->library);
    free(inflater);
}

static wfm_inflate_state inflate_gzip(wfm_inflater *inflater, const uint8_t *input, size_t *input_count,
                                      uint8_t *output, size_t *output_count) {
    z_stream *stream = &inflater->zlib;
    const uInt in = *input_count > UINT_MAX ? UINT_MAX : (uInt)*input_count;
    const uInt out = *output_count > UINT_MAX ? UINT_MAX : (uInt)*output_count;
    stream->next_in = (Bytef *)input;
    stream->avail_in = in;
    stream->next_out = output;
    stream->avail_out = out;
    const int result = inflate(stream, Z_NO_FLUSH);
    *input_count = in - stream->avail_in;
    *output_count = out - stream->avail_out;
    if (result == Z_STREAM_END) return inflateReset(stream) == Z_OK ? WFM_INFLATE_END : WFM_INFLATE_DAMAGED;
    return result == Z_OK || result == Z_BUF_ERROR ? WFM_INFLATE_MORE : WFM_INFLATE_DAMAGED;
}

static wfm_inflate_state inflate_zstd(wfm_inflater *inflater, const uint8_t *input, size_t *input_count,
                                      uint8_t *output, size_t *output_count) {
    wfm_zstd_in in = {input, *input_count, 0};
    wfm_zstd_out out = {output, *output_count, 0};
    const size_t left = inflater->decompress(inflater->zstd, &out, &in);
    *input_count = in.at;
    *output_count = out.at;
    if (inflater->is_error(left)) return WFM_INFLATE_DAMAGED;
    return left == 0 ? WFM_INFLATE_END : WFM_INFLATE_MORE;
}

wfm_inflate_state wfm_inflate(wfm_inflater *inflater, const uint8_t *input, size_t *input_count, uint8_t *output,
                              size_t *output_count) {
    return inflater->compression == WFM_GZIP ? inflate_gzip(inflater, input, input_count, output, output_count)
                                             : inflate_zstd(inflater, input, input_count, output, output_count);
}
