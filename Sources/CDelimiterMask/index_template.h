// The body of `wfm_index` (CDelimiterMask.h), compiled once for each kind of vector registers. The file that includes
// this one defines WFM_INDEX (the name), WFM_BLOCK_OF (the comparison of 64 bytes), WFM_LIST (bits to offsets) and
// WFM_TARGET (the instructions they need).

WFM_TARGET
static wfm_index_counts WFM_INDEX(const uint8_t *bytes, uint32_t count, uint8_t delimiter, uint8_t quote,
                                  uint32_t *separators, uint32_t *row_ends, uint32_t *marks, uint8_t *high_blocks) {
    wfm_index_counts counts = {0, 0, 0};
    uint64_t inside = 0;  // All ones while a quote is open.
    for (uint32_t at = 0; at < count; at += 64) {
        wfm_block block = WFM_BLOCK_OF(bytes + at, delimiter, quote);
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
        uint64_t mask = inside;
        uint64_t marked = block.quote;
        if (marked != 0) {
            // Bit i of `mask` = parity of the quotes up to and including byte i.
            mask = marked;
            mask ^= mask << 1;
            mask ^= mask << 2;
            mask ^= mask << 4;
            mask ^= mask << 8;
            mask ^= mask << 16;
            mask ^= mask << 32;
            mask ^= inside;
            inside = (uint64_t)((int64_t)mask >> 63);
        }
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
        WFM_LIST(separators + counts.separators, at, ends);
        counts.separators += (uint32_t)__builtin_popcountll(ends);
    }
    return counts;
}
