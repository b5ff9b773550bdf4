#ifndef WFM_CCOMPRESSION_H
#define WFM_CCOMPRESSION_H

#include <stddef.h>
#include <stdint.h>

// Streaming decompression by the system's libraries: gzip by zlib, zstd by libzstd, which is looked for at run time, so
// that a machine without it builds and runs all the same.

typedef enum wfm_compression { WFM_GZIP, WFM_ZSTD } wfm_compression;

typedef enum wfm_inflate_state {
    WFM_INFLATE_MORE,     // goes on
    WFM_INFLATE_END,      // a member or frame is complete; another may follow
    WFM_INFLATE_DAMAGED,  // the bytes are not what they should be
} wfm_inflate_state;

typedef struct wfm_inflater wfm_inflater;

// NULL when the library is missing or memory is short.
wfm_inflater *wfm_inflater_create(wfm_compression compression);
void wfm_inflater_destroy(wfm_inflater *inflater);

// Decompresses `input` into `output` as far as both reach; the counts are set to what was used and written.
wfm_inflate_state wfm_inflate(wfm_inflater *inflater, const uint8_t *input, size_t *input_count, uint8_t *output,
                              size_t *output_count);

#endif
