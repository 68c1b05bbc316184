/* Sigmoid focal loss, alpha 0.25, gamma 2, in intrinsics. Counts are multiples of 64: there is no tail, which is in this side's favour.
 *
 * Two loops over a tile that stays in the first-level cache: the first writes e = exp(-|x|), the second does the rest. In one loop the schedulers
 * fill up with operations that wait for e; split, AVX2 on Zen 3 takes 2.1 cycles an element and not 2.7. */
#include "vector.h"

enum { TILE = 256, BLOCK = 2048 };

typedef enum { HARD, BYTE, SOFT } kind;

/* log1p(e) / e on [0, 1], degree 8: even and odd powers apart. */
INLINE vec log1p_ratio(vec e)
{
    vec e2 = e * e;
    vec even = fma_(all(0.005365422461181879f), e2, all(0.07920882850885391f));
    vec odd = fma_(all(-0.030068300664424896f), e2, all(-0.13754187524318695f));
    even = fma_(even, e2, all(0.1915384829044342f));
    odd = fma_(odd, e2, all(-0.24857217073440552f));
    even = fma_(even, e2, all(0.33321329951286316f));
    odd = fma_(odd, e2, all(-0.49999648332595825f));
    return fma_(odd, e, fma_(even, e2, all(1)));
}

/* s = 1 for a negative, -1 for a positive; z = s x; q = sigmoid(z): value a q^2 softplus(z), gradient s a q^2 (q + 2 (1 - q) softplus(z)). */
INLINE vec hard(vec x, mask positive, vec e, float weight, vec *gradient)
{
    vec r = all(1) / (all(1) + e), er = e * r;
    vec flip = keep(positive, all(-0.0f)), z = xor_(x, flip);
    vec softplus = fma_(log1p_ratio(e), e, max_(all(0), z));
    vec q = pick_negative(z, er, r), other = pick_negative(z, r, er);
    vec aq2 = q * q * pick(positive, all(0.25f * weight), all(0.75f * weight));
    *gradient = xor_(aq2 * fma_(other + other, softplus, q), flip);
    return aq2 * softplus;
}

/* q = t (1 - p) + (1 - t) p; h = -log p_t; value a q^2 h, gradient a q (2 (1 - 2t) p (1 - p) h + q (p - t)). */
INLINE vec soft(vec x, vec t, vec e, float weight, vec *gradient)
{
    vec r = all(1) / (all(1) + e), er = e * r;
    vec p = pick_negative(x, er, r), other = pick_negative(x, r, er);
    vec h = fma_(log1p_ratio(e), e, fnma(x, t, max_(all(0), x)));
    vec t_other = t * other, not_t = all(1) - t;
    vec q = fma_(not_t, p, t_other), p_minus_t = fms(not_t, p, t_other);
    vec aq = q * fnma(t, all(0.5f * weight), all(0.75f * weight));
    vec slope = (not_t - t) * (p * other);
    *gradient = aq * fma_(slope + slope, h, q * p_minus_t);
    return aq * q * h;
}

INLINE float focal(const float *x, const void *targets, float *gradient, long count, float weight, const kind kind)
{
    const float *t = targets;
    const unsigned char *bytes = targets;
    float e[TILE] __attribute__((aligned(64)));
    double total = 0;
    vec lanes = all(0);
    for (long tile = 0; tile < count; tile += TILE)
    {
        const long length = count - tile < TILE ? count - tile : TILE;
        for (long i = 0; i < length; i += 2 * LANES)
        {
            vec pair[2] = { or_(load(x + tile + i), all(-0.0f)), or_(load(x + tile + i + LANES), all(-0.0f)) };
            exp_nonpositive(pair, 2);
            store(e + i, pair[0]);
            store(e + i + LANES, pair[1]);
        }
        for (long i = 0; i < length; i += LANES)
        {
            vec g, xi = load(x + tile + i), ei = load(e + i);
            lanes += kind == HARD ? hard(xi, equal(load(t + tile + i), all(1)), ei, weight, &g)
                   : kind == BYTE ? hard(xi, is_one(bytes + tile + i), ei, weight, &g)
                   : soft(xi, load(t + tile + i), ei, weight, &g);
            if (gradient) store(gradient + tile + i, g);
        }
        if ((tile + TILE) % BLOCK == 0 || tile + TILE >= count)
        {
            total += sum(lanes);
            lanes = all(0);
        }
    }
    return (float)total;
}

float focal_hard(const float *x, const float *t, float *g, long n) { return focal(x, t, g, n, 1.0f / n, HARD); }
float focal_hard_value(const float *x, const float *t, float *unused, long n) { (void)unused; return focal(x, t, 0, n, 1.0f / n, HARD); }
float focal_byte(const float *x, const unsigned char *t, float *g, long n) { return focal(x, t, g, n, 1.0f / n, BYTE); }
float focal_soft(const float *x, const float *t, float *g, long n) { return focal(x, t, g, n, 1.0f / n, SOFT); }
