/* The first glance at spun text as one pass in C: what `batches._runs` and `_hashes`, `noisy_channel._counted`, `_glance_features` and the
   network "glance" do in numpy, with the same tables and the same results. A measurement, see compiled_sketch.py; not part of the product. */
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define MIX_FIRST 0x9E3779B97F4A7C15ull
#define MIX_NEXT 0xC2B2AE3D27D4EB4Full
#define MIX_PLACE 0x165667B19E3779F9ull
#define MIX_KEY 0xD6E8FEB86659FD93ull

/* The words of codes in which all but words is spaces, from the second code on; at least eight codes follow the last word. */
size_t words(const uint8_t *codes, size_t length, uint64_t *hashes, int64_t *starts) {
    size_t count = 0;
    for (size_t at = 1; at < length;) {
        if (codes[at] == ' ') { at++; continue; }
        size_t start = at;
        while (codes[at] != ' ') at++;
        size_t left = at - start;
        uint64_t block, hash;
        memcpy(&block, codes + start, 8);
        if (left < 8) block &= (1ull << 8 * left) - 1;
        hash = block * MIX_FIRST;
        hash ^= hash >> 29;
        for (size_t place = start + 8; left > 8; place += 8) {
            left -= 8;
            memcpy(&block, codes + place, 8);
            if (left < 8) block &= (1ull << 8 * left) - 1;
            hash = (hash + block) * MIX_NEXT;
            hash ^= hash >> 31;
        }
        hash *= MIX_PLACE;
        hashes[count] = hash ^ hash >> 32;
        starts[count++] = (int64_t)start;
    }
    return count;
}

static inline uint64_t finished(uint64_t mixed, uint64_t size) {
    mixed = (mixed ^ mixed >> 32) * (MIX_KEY ^ size << 1);
    return mixed ^ mixed >> 32;
}

static inline uint64_t bucket(uint64_t key, uint64_t buckets) { return (key >> 32) * buckets >> 32; }

static inline uint8_t level(const uint16_t *entries, uint64_t key) {
    uint64_t print = (key ^ key >> 23) & 4095;
    unsigned sum = 0;
    if (!print) print = 1;
    for (int at = 0; at < 8; at++) {
        uint16_t left = entries[at] ^ (uint16_t)(print << 4);
        sum += left <= 15 ? left : 0;
    }
    return sum < 15 ? sum : 15;
}

/* The levels of all sequences of two and of three words: the places are fetched some words ahead, so that memory works meanwhile. */
void sequences(const uint64_t *hashes, size_t length, const uint16_t *table, uint64_t buckets, uint8_t *twos, uint8_t *threes) {
    enum { AHEAD = 16 };
    uint64_t keys[AHEAD][2];
    for (size_t at = 0; at < length + AHEAD; at++) {
        if (at >= AHEAD) {
            uint64_t *key = keys[at % AHEAD];
            size_t place = at - AHEAD;
            twos[place] = place + 1 < length ? level(table + 8 * bucket(key[0], buckets), key[0]) : 0;
            threes[place] = place + 2 < length ? level(table + 8 * bucket(key[1], buckets), key[1]) : 0;
        }
        if (at + 2 < length) {
            uint64_t two = hashes[at] * MIX_NEXT + hashes[at + 1];
            uint64_t *key = keys[at % AHEAD];
            key[0] = finished(two, 2);
            key[1] = finished(two * MIX_NEXT + hashes[at + 2], 3);
            __builtin_prefetch(table + 8 * bucket(key[0], buckets));
            __builtin_prefetch(table + 8 * bucket(key[1], buckets));
        } else if (at + 1 < length) {
            keys[at % AHEAD][0] = finished(hashes[at] * MIX_NEXT + hashes[at + 1], 2);
        }
    }
}

/* The levels of single words. */
void singles(const uint64_t *hashes, size_t length, const uint32_t *slots, unsigned bits, uint8_t *levels) {
    uint64_t most = (1ull << bits) - 1;
    for (size_t at = 0; at < length; at++) {
        uint64_t slot = hashes[at] & most;
        uint32_t print = (uint32_t)(hashes[at] >> 40) | 1;
        while (slots[slot] && slots[slot] >> 8 != print) slot = (slot + 1) & most;
        levels[at] = slots[slot] & 255;
    }
}

/* The logits of words at some places of a stream. */
void glance(const int64_t *at, size_t count, const uint64_t *hashes, const float *words, const uint8_t *twos, const uint8_t *threes,
            const float *nats, const float *pressure, uint64_t boundary, const float *mean, const float *scale, const float *inner,
            const float *bias, const float *outer, float outer_bias, float *logits) {
    for (size_t row = 0; row < count; row++) {
        int64_t here = at[row];
        float features[12] = {nats[here] + nats[here + 1] + nats[here + 2], words[here], threes[here - 2], threes[here - 1], threes[here],
                              twos[here - 1], twos[here], words[here - 1], words[here + 1], hashes[here - 1] == boundary,
                              hashes[here + 1] == boundary, pressure[row]};
        float hidden[16];
        memcpy(hidden, bias, sizeof hidden);
        for (int from = 0; from < 12; from++) {
            float value = fminf(fmaxf(features[from], -60), 60);
            value = (value - mean[from]) * scale[from];
            for (int to = 0; to < 16; to++) hidden[to] += value * inner[16 * from + to];
        }
        float sum = outer_bias;
        for (int to = 0; to < 16; to++) sum += (hidden[to] > 0 ? hidden[to] : 0) * outer[to];
        logits[row] = sum;
    }
}

/* The logarithm of the probability of each word, given the two before it. */
void probabilities(const float *counts, const uint8_t *twos, const uint8_t *threes, size_t length, const float *sequence, float total,
                   float trust_two, float trust_three, float *nats) {
    nats[0] = nats[1] = 0;
    for (size_t at = 2; at < length; at++) {
        float given = (counts[at] * trust_two / total + sequence[twos[at - 1]]) / (counts[at - 1] + trust_two);
        given = (given * trust_three + sequence[threes[at - 2]]) / (sequence[twos[at - 2]] + trust_three);
        nats[at] = logf(given);
    }
}
