#ifndef WFM_CDELIMITERMASK_H
#define WFM_CDELIMITERMASK_H

// Finds the separators of delimited text 64 bytes at a time: one bit a byte, by comparing whole vector registers.
// (G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per Second", VLDB Journal 28, 2019, section 3.1.)
//
// In C because the vector instructions and the portable fallback then stand side by side. docs/experiments/reader.md has
// the figures.

#include <stdint.h>
#include <string.h>

// Separators that may be written beyond the last one.
#define WFM_SEPARATORS_BEYOND 64

// The number of the quickest form of `wfm_index` that this processor has; all from 1 to it can be had, and all find the
// same.
int wfm_index_forms(void);

// How much of each list `wfm_index` has filled.
typedef struct wfm_index_counts {
    uint32_t separators;
    uint32_t rows;
    uint32_t marks;
} wfm_index_counts;

// Lists what divides the `count` bytes at `bytes`, which begin outside of quotes.
//
// - separators: offsets of delimiters and line feeds outside of quotes, in order (room for `count` and
//   WFM_SEPARATORS_BEYOND more, which are written over).
// - row_ends: for every such line feed, its index in `separators` (room for `count`).
// - marks: offsets of quotes, of zero bytes, and of carriage returns that no line feed follows (room for `count`).
// - high_blocks: for every block of 64 bytes, whether one of them is 0x80 or above (room for `count` / 64 + 1).
//
// Reads, and takes for zeros, up to 64 bytes after the last: the buffer has to be that much longer.
wfm_index_counts wfm_index(int form, const uint8_t *bytes, uint32_t count, uint8_t delimiter, uint8_t quote,
                           uint32_t *separators, uint32_t *row_ends, uint32_t *marks, uint8_t *high_blocks);

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
            // Most of a row that has an umlaut is ASCII all the same.
            while (at + 8 <= count && (wfm_load64(bytes + at) & 0x8080808080808080) == 0) at += 8;
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
