/* The few operations that the hand-written kernels need, at the width this processor has: 16 lanes with AVX-512, 8 with AVX2 and FMA. */
#pragma once
#include <immintrin.h>

#define INLINE static inline __attribute__((always_inline))

#if defined(__AVX512F__) && defined(__AVX512DQ__)

enum { LANES = 16 };
typedef __m512 vec;
typedef __mmask16 mask;

INLINE vec all(float c) { return _mm512_set1_ps(c); }
INLINE vec load(const float *p) { return _mm512_loadu_ps(p); }
INLINE void store(float *p, vec v) { _mm512_storeu_ps(p, v); }
INLINE vec fma_(vec a, vec b, vec c) { return _mm512_fmadd_ps(a, b, c); }
INLINE vec fnma(vec a, vec b, vec c) { return _mm512_fnmadd_ps(a, b, c); }
INLINE vec fms(vec a, vec b, vec c) { return _mm512_fmsub_ps(a, b, c); }
INLINE vec max_(vec a, vec b) { return _mm512_max_ps(a, b); }
INLINE vec min_(vec a, vec b) { return _mm512_min_ps(a, b); }
INLINE vec or_(vec a, vec b) { return _mm512_or_ps(a, b); }
INLINE vec xor_(vec a, vec b) { return _mm512_xor_ps(a, b); }
INLINE mask less(vec a, vec b) { return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ); }
INLINE mask equal(vec a, vec b) { return _mm512_cmp_ps_mask(a, b, _CMP_EQ_OQ); }
INLINE vec pick(mask m, vec yes, vec no) { return _mm512_mask_blend_ps(m, no, yes); }
INLINE vec keep(mask m, vec v) { return _mm512_maskz_mov_ps(m, v); }
INLINE vec pick_negative(vec z, vec yes, vec no) { return pick(_mm512_movepi32_mask(_mm512_castps_si512(z)), yes, no); }
INLINE vec times_power_of_two(vec v, vec k)
{
    return _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(v), _mm512_slli_epi32(_mm512_castps_si512(k), 23)));
}
INLINE mask is_one(const unsigned char *p)
{
    return _mm512_cmpeq_epi32_mask(_mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)p)), _mm512_set1_epi32(1));
}
INLINE float sum(vec v) { return _mm512_reduce_add_ps(v); }

#define unpack_low _mm512_unpacklo_ps
#define unpack_high _mm512_unpackhi_ps
#define shuffle _mm512_shuffle_ps

#elif defined(__AVX2__) && defined(__FMA__)

enum { LANES = 8 };
typedef __m256 vec;
typedef __m256 mask; /* all bits of a lane alike */

INLINE vec all(float c) { return _mm256_set1_ps(c); }
INLINE vec load(const float *p) { return _mm256_loadu_ps(p); }
INLINE void store(float *p, vec v) { _mm256_storeu_ps(p, v); }
INLINE vec fma_(vec a, vec b, vec c) { return _mm256_fmadd_ps(a, b, c); }
INLINE vec fnma(vec a, vec b, vec c) { return _mm256_fnmadd_ps(a, b, c); }
INLINE vec fms(vec a, vec b, vec c) { return _mm256_fmsub_ps(a, b, c); }
INLINE vec max_(vec a, vec b) { return _mm256_max_ps(a, b); }
INLINE vec min_(vec a, vec b) { return _mm256_min_ps(a, b); }
INLINE vec or_(vec a, vec b) { return _mm256_or_ps(a, b); }
INLINE vec xor_(vec a, vec b) { return _mm256_xor_ps(a, b); }
INLINE mask less(vec a, vec b) { return _mm256_cmp_ps(a, b, _CMP_LT_OQ); }
INLINE mask equal(vec a, vec b) { return _mm256_cmp_ps(a, b, _CMP_EQ_OQ); }
INLINE vec pick(mask m, vec yes, vec no) { return _mm256_blendv_ps(no, yes, m); }
INLINE vec keep(mask m, vec v) { return _mm256_and_ps(m, v); }
INLINE vec pick_negative(vec z, vec yes, vec no) { return _mm256_blendv_ps(no, yes, z); }
INLINE vec times_power_of_two(vec v, vec k)
{
    return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(v), _mm256_slli_epi32(_mm256_castps_si256(k), 23)));
}
INLINE mask is_one(const unsigned char *p)
{
    return _mm256_castsi256_ps(_mm256_cmpeq_epi32(_mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)p)), _mm256_set1_epi32(1)));
}
INLINE float sum(vec v)
{
    __m128 a = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    a = _mm_add_ps(a, _mm_movehl_ps(a, a));
    return _mm_cvtss_f32(_mm_add_ss(a, _mm_movehdup_ps(a)));
}

#define unpack_low _mm256_unpacklo_ps
#define unpack_high _mm256_unpackhi_ps
#define shuffle _mm256_shuffle_ps

#else
#error "the hand-written kernels need AVX2 and FMA, or AVX-512"
#endif

/* exp of `count` vectors that are not above 0, operation by operation: the schedulers then hold independent work and not one long chain.
   x = k ln 2 + r, |r| <= ln 2 / 2; adding 1.5 * 2^23 rounds to the integer k and leaves it in the low bits; degree 5, Estrin. */
INLINE void exp_nonpositive(vec *x, const int count)
{
    vec k[4], r[4], r2[4], high[4], low[4], line[4];
    const vec rounding = all(12582912.0f);
    for (int i = 0; i < count; i++) x[i] = max_(all(-87.0f), x[i]);
    for (int i = 0; i < count; i++) k[i] = fma_(x[i], all(1.44269504f), rounding);
    for (int i = 0; i < count; i++) r[i] = fnma(k[i] - rounding, all(0.693147182f), x[i]);
    for (int i = 0; i < count; i++)
    {
        r2[i] = r[i] * r[i];
        high[i] = fma_(all(0.008312467485666275f), r[i], all(0.041890256106853485f));
        low[i] = fma_(all(0.16667115688323975f), r[i], all(0.499992311000824f));
        line[i] = r[i] + all(1);
    }
    for (int i = 0; i < count; i++) low[i] = fma_(high[i], r2[i], low[i]);
    for (int i = 0; i < count; i++) x[i] = times_power_of_two(fma_(low[i], r2[i], line[i]), k[i]);
}
