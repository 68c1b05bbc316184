/* Softmax cross-entropy over rows of logits with a class index a row, mean, with its gradient, in intrinsics.
 * The number of rows is a multiple of 8.
 *
 * Eight rows together, three passes while they are in the cache (max; exp and sum; scale): the maxima, the sums, the logarithms and the divisions
 * of eight rows are then one vector each. Row by row, those chains cost 45 % more at 80 classes. */
#include "vector.h"

#if defined(__AVX512F__) && defined(__AVX512DQ__)
typedef __mmask16 part;
INLINE part between(long from, long to) { return (__mmask16)(((1u << to) - 1) & ~((1u << from) - 1)); }
INLINE vec load_part(const float *p, part lanes) { return _mm512_mask_loadu_ps(all(-3e38f), lanes, p); }
INLINE void store_part(float *p, part lanes, vec v) { _mm512_mask_storeu_ps(p, lanes, v); }
INLINE vec keep_part(part lanes, vec v) { return keep(lanes, v); }
INLINE __m256 fold_max(vec v) { return _mm256_max_ps(_mm512_castps512_ps256(v), _mm512_extractf32x8_ps(v, 1)); }
INLINE __m256 fold_sum(vec v) { return _mm256_add_ps(_mm512_castps512_ps256(v), _mm512_extractf32x8_ps(v, 1)); }
#else
typedef __m256i part;
INLINE part between(long from, long to)
{
    __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    return _mm256_and_si256(_mm256_cmpgt_epi32(_mm256_set1_epi32((int)to), lane), _mm256_cmpgt_epi32(lane, _mm256_set1_epi32((int)from - 1)));
}
INLINE vec load_part(const float *p, part lanes) { return pick(_mm256_castsi256_ps(lanes), _mm256_maskload_ps(p, lanes), all(-3e38f)); }
INLINE void store_part(float *p, part lanes, vec v) { _mm256_maskstore_ps(p, lanes, v); }
INLINE vec keep_part(part lanes, vec v) { return keep(_mm256_castsi256_ps(lanes), v); }
INLINE __m256 fold_max(vec v) { return v; }
INLINE __m256 fold_sum(vec v) { return v; }
#endif

/* A row: `whole` entries in full vectors, then a tail. The tail is the row's last full vector, read before and written after the others, of which only the
   `fresh` lanes count: a masked store takes many cycles on AVX2. Only a row shorter than a vector needs one. */
typedef struct { long classes, whole, tail; part fresh; } shape;

INLINE shape shape_of(const long classes)
{
    const long whole = classes / LANES * LANES;
    return classes < LANES ? (shape){ classes, 0, 0, between(0, classes) }
                           : (shape){ classes, whole, classes - LANES, between(LANES - (classes - whole), LANES) };
}
INLINE vec load_tail(const float *row, shape s) { return s.whole ? load(row + s.tail) : load_part(row, s.fresh); }
INLINE void store_tail(float *row, shape s, vec v)
{
    if (s.whole) store(row + s.tail, v);
    else store_part(row, s.fresh, v);
}

/* Eight vectors to one, whose lane i is the reduction of vector i. */
#define TREE(name, combine)                                                                                                       \
    INLINE __m256d name##_pairs(__m256 a, __m256 b)                                                                               \
    {                                                                                                                             \
        return _mm256_castps_pd(combine(_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b)));                                     \
    }                                                                                                                             \
    INLINE __m256 name##_fours(__m256d a, __m256d b)                                                                              \
    {                                                                                                                             \
        return combine(_mm256_castpd_ps(_mm256_unpacklo_pd(a, b)), _mm256_castpd_ps(_mm256_unpackhi_pd(a, b)));                   \
    }                                                                                                                             \
    INLINE __m256 name(const __m256 *v)                                                                                           \
    {                                                                                                                             \
        __m256 low = name##_fours(name##_pairs(v[0], v[1]), name##_pairs(v[2], v[3]));                                            \
        __m256 high = name##_fours(name##_pairs(v[4], v[5]), name##_pairs(v[6], v[7]));                                           \
        return combine(_mm256_permute2f128_ps(low, high, 0x20), _mm256_permute2f128_ps(low, high, 0x31));                         \
    }
TREE(max_of_eight, _mm256_max_ps)
TREE(sum_of_eight, _mm256_add_ps)

/* log x for normal x >= 1: x = 2^k m, m in [sqrt 1/2, sqrt 2), and the polynomial of Cephes' logf. */
INLINE __m256 log_of_eight(__m256 x)
{
    __m256i bits = _mm256_castps_si256(x), k = _mm256_srai_epi32(_mm256_sub_epi32(bits, _mm256_set1_epi32(0x3f3504f3)), 23);
    __m256 f = _mm256_castsi256_ps(_mm256_sub_epi32(bits, _mm256_slli_epi32(k, 23))) - _mm256_set1_ps(1), f2 = f * f;
    static const float c[] = { -1.1514610310E-1f, 1.1676998740E-1f, -1.2420140846E-1f, 1.4249322787E-1f,
                               -1.6668057665E-1f, 2.0000714765E-1f, -2.4999993993E-1f, 3.3333331174E-1f };
    __m256 s = _mm256_set1_ps(7.0376836292E-2f);
    for (int i = 0; i < 8; i++) s = _mm256_fmadd_ps(s, f, _mm256_set1_ps(c[i]));
    s = f + _mm256_fmadd_ps(_mm256_set1_ps(-0.5f), f2, s * f * f2);
    return _mm256_fmadd_ps(_mm256_cvtepi32_ps(k), _mm256_set1_ps(0.693147182f), s);
}

INLINE vec row_max(const float *x, const shape s)
{
    vec a = load_tail(x, s), b = a;
    long i = 0;
    for (; i + LANES < s.whole; i += 2 * LANES)
    {
        a = max_(a, load(x + i));
        b = max_(b, load(x + i + LANES));
    }
    if (i < s.whole) a = max_(a, load(x + i));
    return max_(a, b);
}

INLINE vec row_exp(const float *x, float *out, vec max, const shape s)
{
    vec sum = all(0), tail = load_tail(x, s) - max;
    for (long i = 0; i < s.whole; i += LANES)
    {
        vec e = load(x + i) - max;
        exp_nonpositive(&e, 1);
        store(out + i, e);
        sum += e;
    }
    if (s.whole == s.classes) return sum;
    exp_nonpositive(&tail, 1);
    store_tail(out, s, tail);
    return sum + keep_part(s.fresh, tail);
}

INLINE void row_scale(float *out, vec scale, const shape s)
{
    vec tail = load_tail(out, s);
    for (long i = 0; i < s.whole; i += LANES) store(out + i, load(out + i) * scale);
    if (s.whole < s.classes) store_tail(out, s, tail * scale);
}

INLINE float cross_entropy(const float *x, const int *targets, float *gradient, long rows, const long classes)
{
    const shape s = shape_of(classes);
    const float weight = 1.0f / rows;
    double total = 0;
    for (long row = 0; row < rows; row += 8, x += 8 * classes, gradient += 8 * classes)
    {
        __m256 lanes[8];
        float max[8], scale[8], label[8], loss[8];
        for (int r = 0; r < 8; r++) lanes[r] = fold_max(row_max(x + r * classes, s));
        __m256 maxima = max_of_eight(lanes);
        _mm256_storeu_ps(max, maxima);
        /* read before the gradient is written: it may be the logits' memory */
        for (int r = 0; r < 8; r++) label[r] = x[r * classes + targets[row + r]];
        for (int r = 0; r < 8; r++) lanes[r] = fold_sum(row_exp(x + r * classes, gradient + r * classes, all(max[r]), s));
        __m256 sums = sum_of_eight(lanes);
        _mm256_storeu_ps(scale, _mm256_set1_ps(weight) / sums);
        _mm256_storeu_ps(loss, log_of_eight(sums) + (maxima - _mm256_loadu_ps(label)));
        for (int r = 0; r < 8; r++)
        {
            row_scale(gradient + r * classes, all(scale[r]), s);
            gradient[r * classes + targets[row + r]] -= weight;
            total += loss[r];
        }
    }
    return (float)(total / rows);
}

float cross_entropy_80(const float *x, const int *t, float *g, long rows, long unused) { (void)unused; return cross_entropy(x, t, g, rows, 80); }
float cross_entropy_any(const float *x, const int *t, float *g, long rows, long classes) { return cross_entropy(x, t, g, rows, classes); }
