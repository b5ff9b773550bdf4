// Forms of `wfm_index`: with the instructions that every processor of the architecture has, with AVX2, and with AVX-512.
// Which of them runs is asked of the processor, so that one build serves old and new ones. docs/experiments/reader.md has
// the figures.
#include "CDelimiterMask.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

// Bits of the bytes of a block of 64: bit i belongs to byte i.
typedef struct wfm_block {
    uint64_t delimiter;
    uint64_t line_feed;
    uint64_t quote;
    // Carriage returns and zero bytes: rare, and looked at again one by one.
    uint64_t odd;
    // Bytes of 0x80 and above.
    uint64_t high;
} wfm_block;

#if defined(__SSE2__)

static inline uint64_t wfm_equal64(const __m128i v[4], uint8_t byte) {
    const __m128i wanted = _mm_set1_epi8((char)byte);
    uint64_t bits = 0;
    for (int i = 0; i < 4; i++) {
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[i], wanted)) << (16 * i);
    }
    return bits;
}

static inline wfm_block wfm_block_of(const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
    __m128i v[4];
    wfm_block block = {0, 0, 0, 0, 0};
    for (int i = 0; i < 4; i++) {
        v[i] = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
        block.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(v[i]) << (16 * i);
    }
    block.delimiter = wfm_equal64(v, delimiter);
    block.line_feed = wfm_equal64(v, 0x0A);
    block.quote = wfm_equal64(v, quote);
    block.odd = wfm_equal64(v, 0x0D) | wfm_equal64(v, 0x00);
    return block;
}

#elif defined(__ARM_NEON) && defined(__aarch64__)

static inline uint64_t wfm_bits64(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
    const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t ab = vpaddq_u8(vandq_u8(a, weights), vandq_u8(b, weights));
    const uint8x16_t cd = vpaddq_u8(vandq_u8(c, weights), vandq_u8(d, weights));
    const uint8x16_t abcd = vpaddq_u8(ab, cd);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(abcd, abcd)), 0);
}

static inline uint64_t wfm_equal64(const uint8x16_t v[4], uint8_t byte) {
    const uint8x16_t wanted = vdupq_n_u8(byte);
    return wfm_bits64(vceqq_u8(v[0], wanted), vceqq_u8(v[1], wanted), vceqq_u8(v[2], wanted), vceqq_u8(v[3], wanted));
}

static inline wfm_block wfm_block_of(const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
    const uint8x16_t v[4] = {vld1q_u8(bytes), vld1q_u8(bytes + 16), vld1q_u8(bytes + 32), vld1q_u8(bytes + 48)};
    const uint8x16_t least = vdupq_n_u8(0x80);
    wfm_block block;
    block.delimiter = wfm_equal64(v, delimiter);
    block.line_feed = wfm_equal64(v, 0x0A);
    block.quote = wfm_equal64(v, quote);
    block.odd = wfm_equal64(v, 0x0D) | wfm_equal64(v, 0x00);
    block.high = wfm_bits64(vcgeq_u8(v[0], least), vcgeq_u8(v[1], least), vcgeq_u8(v[2], least), vcgeq_u8(v[3], least));
    return block;
}

#else

static inline wfm_block wfm_block_of(const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
    wfm_block block = {0, 0, 0, 0, 0};
    for (int i = 0; i < 64; i++) {
        const uint8_t byte = bytes[i];
        const uint64_t bit = (uint64_t)1 << i;
        if (byte == delimiter) block.delimiter |= bit;
        if (byte == 0x0A) block.line_feed |= bit;
        if (byte == quote) block.quote |= bit;
        if (byte == 0x0D || byte == 0x00) block.odd |= bit;
        if (byte >= 0x80) block.high |= bit;
    }
    return block;
}

#endif

// Writes the offsets of the bits of a block, one by one.
static inline void list_plain(uint32_t *to, uint32_t at, uint64_t bits) {
    while (bits != 0) {
        *to++ = at + (uint32_t)__builtin_ctzll(bits);
        bits &= bits - 1;
    }
}

#define WFM_INDEX index_plain
#define WFM_BLOCK_OF wfm_block_of
#define WFM_LIST list_plain
#define WFM_TARGET
#include "index_template.h"

#if defined(__x86_64__)

#define WFM_AVX2 __attribute__((target("avx2,bmi,popcnt")))

WFM_AVX2
static inline uint64_t wfm_equal64_avx2(__m256i a, __m256i b, uint8_t byte) {
    const __m256i wanted = _mm256_set1_epi8((char)byte);
    const uint64_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, wanted));
    const uint64_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, wanted));
    return low | high << 32;
}

WFM_AVX2
static inline wfm_block wfm_block_avx2(const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
    const __m256i a = _mm256_loadu_si256((const __m256i *)bytes);
    const __m256i b = _mm256_loadu_si256((const __m256i *)(bytes + 32));
    wfm_block block;
    block.delimiter = wfm_equal64_avx2(a, b, delimiter);
    block.line_feed = wfm_equal64_avx2(a, b, 0x0A);
    block.quote = wfm_equal64_avx2(a, b, quote);
    block.odd = wfm_equal64_avx2(a, b, 0x0D) | wfm_equal64_avx2(a, b, 0x00);
    block.high = (uint32_t)_mm256_movemask_epi8(a) | (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
    return block;
}

// Ten at a time, also those that are not there: how many there are is guessed wrongly by the processor in every second
// block, and a wrong guess costs more than ten stores. (The same article, section 3.2.)
WFM_AVX2
static inline void list_avx2(uint32_t *to, uint32_t at, uint64_t bits) {
    while (bits != 0) {
        for (int next = 0; next < 10; next++) {
            // `_tzcnt_u64` is 64 where no bit is left.
            to[next] = at + (uint32_t)_tzcnt_u64(bits);
            bits &= bits - 1;
        }
        to += 10;
    }
}

#undef WFM_INDEX
#undef WFM_BLOCK_OF
#undef WFM_LIST
#undef WFM_TARGET
#define WFM_INDEX index_avx2
#define WFM_BLOCK_OF wfm_block_avx2
#define WFM_LIST list_avx2
#define WFM_TARGET WFM_AVX2
#include "index_template.h"

#define WFM_AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,bmi,popcnt")))

WFM_AVX512
static inline wfm_block wfm_block_avx512(const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
    const __m512i v = _mm512_loadu_si512(bytes);
    wfm_block block;
    block.delimiter = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8((char)delimiter));
    block.line_feed = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(0x0A));
    block.quote = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8((char)quote));
    block.odd = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(0x0D)) | _mm512_testn_epi8_mask(v, v);
    block.high = _mm512_movepi8_mask(v);
    return block;
}

// All at once: the numbers 0 … 63 of which those with a bit are moved together.
WFM_AVX512
static inline void list_avx512(uint32_t *to, uint32_t at, uint64_t bits) {
    static const uint8_t numbers[64] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
                                        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
                                        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    const __m512i found = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(numbers));
    const __m512i base = _mm512_set1_epi32((int)at);
    const int count = __builtin_popcountll(bits);
    _mm512_storeu_si512(to, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(found))));
    if (count <= 16) return;
    _mm512_storeu_si512(to + 16, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 1))));
    if (count <= 32) return;
    _mm512_storeu_si512(to + 32, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 2))));
    _mm512_storeu_si512(to + 48, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 3))));
}

#undef WFM_INDEX
#undef WFM_BLOCK_OF
#undef WFM_LIST
#undef WFM_TARGET
#define WFM_INDEX index_avx512
#define WFM_BLOCK_OF wfm_block_avx512
#define WFM_LIST list_avx512
#define WFM_TARGET WFM_AVX512
#include "index_template.h"

#endif

int wfm_index_forms(void) {
#if defined(__x86_64__)
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("popcnt")) return 1;
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2") ? 3 : 2;
#else
    return 1;
#endif
}

wfm_index_counts wfm_index(int form, const uint8_t *bytes, uint32_t count, uint8_t delimiter, uint8_t quote,
                           uint32_t *separators, uint32_t *row_ends, uint32_t *marks, uint8_t *high_blocks) {
#if defined(__x86_64__)
    if (form == 3) return index_avx512(bytes, count, delimiter, quote, separators, row_ends, marks, high_blocks);
    if (form == 2) return index_avx2(bytes, count, delimiter, quote, separators, row_ends, marks, high_blocks);
#endif
    (void)form;
    return index_plain(bytes, count, delimiter, quote, separators, row_ends, marks, high_blocks);
}
