#ifndef WFM_CDELIMITERMASK_H
#define WFM_CDELIMITERMASK_H

// Finds the separators of delimited text 64 bytes at a time: one bit a byte, by comparing whole vector registers.
// (G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per Second", VLDB Journal 28, 2019, section 3.1.)
//
// In a C header because the compiler then inlines it into the caller, and because the vector instructions and the
// portable fallback stand side by side. docs/experiments/reader.md has the figures.

#include <stdint.h>
#include <string.h>

#if defined(__AVX2__)
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

#if defined(__AVX2__)

static inline uint64_t wfm_equal64(__m256i a, __m256i b, uint8_t byte) {
    const __m256i wanted = _mm256_set1_epi8((char)byte);
    const uint64_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, wanted));
    const uint64_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, wanted));
    return low | high << 32;
}

static inline wfm_block wfm_block_of(const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
    const __m256i a = _mm256_loadu_si256((const __m256i *)bytes);
    const __m256i b = _mm256_loadu_si256((const __m256i *)(bytes + 32));
    wfm_block block;
    block.delimiter = wfm_equal64(a, b, delimiter);
    block.line_feed = wfm_equal64(a, b, 0x0A);
    block.quote = wfm_equal64(a, b, quote);
    block.odd = wfm_equal64(a, b, 0x0D) | wfm_equal64(a, b, 0x00);
    block.high = (uint32_t)_mm256_movemask_epi8(a) | (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
    return block;
}

#elif defined(__SSE2__)

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

// How much of each list `wfm_index` has filled.
typedef struct wfm_index_counts {
    uint32_t separators;
    uint32_t rows;
    uint32_t marks;
} wfm_index_counts;

// Lists what divides the `count` bytes at `bytes`, which begin outside of quotes.
//
// - separators: offsets of delimiters and line feeds outside of quotes, in order (room for `count`).
// - row_ends: for every such line feed, its index in `separators` (room for `count`).
// - marks: offsets of quotes, of zero bytes, and of carriage returns that no line feed follows (room for `count`).
// - high_blocks: for every block of 64 bytes, whether one of them is 0x80 or above (room for `count` / 64 + 1).
//
// Reads, and takes for zeros, up to 64 bytes after the last: the buffer has to be that much longer.
static inline wfm_index_counts wfm_index(const uint8_t *bytes, uint32_t count, uint8_t delimiter, uint8_t quote,
                                         uint32_t *separators, uint32_t *row_ends, uint32_t *marks,
                                         uint8_t *high_blocks) {
    wfm_index_counts counts = {0, 0, 0};
    uint64_t inside = 0;  // All ones while a quote is open.
    for (uint32_t at = 0; at < count; at += 64) {
        wfm_block block = wfm_block_of(bytes + at, delimiter, quote);
        const uint32_t left = count - at;
        if (left < 64) {
            const uint64_t here = ((uint64_t)1 << left) - 1;
            block.delimiter &= here;
            block.line_feed &= here;
            block.quote &= here;
            block.odd &= here;
            block.high &= here;
        }
        high_blocks[at / 64] = block.high != 0;
        uint64_t mask = 0;
        uint64_t quotes = block.quote;
        if (quotes != 0) {
            // Bit i of `mask` = parity of the quotes up to and including byte i.
            mask = quotes;
            mask ^= mask << 1;
            mask ^= mask << 2;
            mask ^= mask << 4;
            mask ^= mask << 8;
            mask ^= mask << 16;
            mask ^= mask << 32;
        }
        mask ^= inside;
        inside = (uint64_t)((int64_t)mask >> 63);
        uint64_t marked = quotes;
        if (block.odd != 0) {
            // A carriage return before a line feed is half of a line end and nothing special.
            uint64_t pairs = block.line_feed >> 1;
            if (left > 64 && bytes[at + 64] == 0x0A) pairs |= (uint64_t)1 << 63;
            uint64_t odd = block.odd;
            while (odd != 0) {
                const uint64_t bit = odd & (~odd + 1);
                if (bytes[at + (uint32_t)__builtin_ctzll(odd)] == 0x00 || (pairs & bit) == 0) marked |= bit;
                odd ^= bit;
            }
        }
        while (marked != 0) {
            marks[counts.marks++] = at + (uint32_t)__builtin_ctzll(marked);
            marked &= marked - 1;
        }
        uint64_t ends = (block.delimiter | block.line_feed) & ~mask;
        uint64_t line_ends = block.line_feed & ~mask;
        while (line_ends != 0) {
            const uint64_t bit = line_ends & (~line_ends + 1);
            row_ends[counts.rows++] = counts.separators + (uint32_t)__builtin_popcountll(ends & (bit - 1));
            line_ends ^= bit;
        }
        while (ends != 0) {
            separators[counts.separators++] = at + (uint32_t)__builtin_ctzll(ends);
            ends &= ends - 1;
        }
    }
    return counts;
}

// The eight bytes at `bytes` as a number, as they lie in memory.
static inline uint64_t wfm_load64(const uint8_t *bytes) {
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

// Whether the `count` bytes at `bytes` are well-formed UTF-8 (Unicode 15, table 3-7); `characters` is raised by the
// number of characters of two bytes or more.
static inline int wfm_is_utf8(const uint8_t *bytes, uint32_t count, uint32_t *characters) {
    uint32_t at = 0;
    uint32_t found = 0;
    while (at < count) {
        const uint8_t lead = bytes[at];
        if (lead < 0x80) {
            at += 1;
            continue;
        }
        uint32_t length;
        uint8_t least = 0x80;
        uint8_t most = 0xBF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            length = 2;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            length = 3;
            if (lead == 0xE0) least = 0xA0;
            if (lead == 0xED) most = 0x9F;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            length = 4;
            if (lead == 0xF0) least = 0x90;
            if (lead == 0xF4) most = 0x8F;
        } else {
            return 0;
        }
        if (at + length > count || bytes[at + 1] < least || bytes[at + 1] > most) return 0;
        for (uint32_t next = 2; next < length; next++) {
            if ((bytes[at + next] & 0xC0) != 0x80) return 0;
        }
        at += length;
        found += 1;
    }
    *characters += found;
    return 1;
}

#endif
