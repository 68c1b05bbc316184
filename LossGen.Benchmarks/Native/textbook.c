/* The losses as people write them in C: plain loops, vectorised by the compiler (-O3 -march=native -ffast-math, so libmvec's expf and logf). */
#include <math.h>

float focal_hard(const float *restrict x, const float *restrict t, float *restrict g, long n)
{
    const float weight = 1.0f / n;
    float total = 0;
    for (long i = 0; i < n; i++)
    {
        float s = t[i] == 1 ? -1.0f : 1.0f, a = t[i] == 1 ? 0.25f : 0.75f;
        float z = s * x[i], e = expf(-fabsf(x[i])), r = 1 / (1 + e);
        float q = z > 0 ? r : e * r, other = z > 0 ? e * r : r;
        float softplus = fmaxf(z, 0) + logf(1 + e);
        total += a * q * q * softplus;
        g[i] = s * a * q * q * (q + 2 * other * softplus) * weight;
    }
    return total * weight;
}

/* The values alone: no gradient to write. */
float focal_hard_value(const float *restrict x, const float *restrict t, float *unused, long n)
{
    float total = 0;
    (void)unused;
    for (long i = 0; i < n; i++)
    {
        float a = t[i] == 1 ? 0.25f : 0.75f;
        float z = t[i] == 1 ? -x[i] : x[i], e = expf(-fabsf(x[i])), r = 1 / (1 + e);
        float q = z > 0 ? r : e * r;
        total += a * q * q * (fmaxf(z, 0) + logf(1 + e));
    }
    return total / n;
}

float focal_byte_value(const float *restrict x, const unsigned char *restrict t, float *unused, long n)
{
    float total = 0;
    (void)unused;
    for (long i = 0; i < n; i++)
    {
        float a = t[i] == 1 ? 0.25f : 0.75f;
        float z = t[i] == 1 ? -x[i] : x[i], e = expf(-fabsf(x[i])), r = 1 / (1 + e);
        float q = z > 0 ? r : e * r;
        total += a * q * q * (fmaxf(z, 0) + logf(1 + e));
    }
    return total / n;
}

float focal_soft_value(const float *restrict x, const float *restrict t, float *unused, long n)
{
    float total = 0;
    (void)unused;
    for (long i = 0; i < n; i++)
    {
        float e = expf(-fabsf(x[i])), r = 1 / (1 + e);
        float p = x[i] > 0 ? r : e * r, other = x[i] > 0 ? e * r : r;
        float h = fmaxf(x[i], 0) - x[i] * t[i] + logf(1 + e), q = t[i] * other + (1 - t[i]) * p;
        total += (0.75f - 0.5f * t[i]) * q * q * h;
    }
    return total / n;
}

float focal_byte(const float *restrict x, const unsigned char *restrict t, float *restrict g, long n)
{
    const float weight = 1.0f / n;
    float total = 0;
    for (long i = 0; i < n; i++)
    {
        float s = t[i] == 1 ? -1.0f : 1.0f, a = t[i] == 1 ? 0.25f : 0.75f;
        float z = s * x[i], e = expf(-fabsf(x[i])), r = 1 / (1 + e);
        float q = z > 0 ? r : e * r, other = z > 0 ? e * r : r;
        float softplus = fmaxf(z, 0) + logf(1 + e);
        total += a * q * q * softplus;
        g[i] = s * a * q * q * (q + 2 * other * softplus) * weight;
    }
    return total * weight;
}

float focal_soft(const float *restrict x, const float *restrict t, float *restrict g, long n)
{
    const float weight = 1.0f / n;
    float total = 0;
    for (long i = 0; i < n; i++)
    {
        float e = expf(-fabsf(x[i])), r = 1 / (1 + e);
        float p = x[i] > 0 ? r : e * r, other = x[i] > 0 ? e * r : r;
        float h = fmaxf(x[i], 0) - x[i] * t[i] + logf(1 + e);
        float q = t[i] * other + (1 - t[i]) * p, a = 0.75f - 0.5f * t[i];
        total += a * q * q * h;
        g[i] = a * q * (2 * (1 - 2 * t[i]) * p * other * h + q * (p - t[i])) * weight;
    }
    return total * weight;
}

float binary_cross_entropy(const float *restrict x, const float *restrict t, float *restrict g, long n)
{
    const float weight = 1.0f / n;
    float total = 0;
    for (long i = 0; i < n; i++)
    {
        float e = expf(-fabsf(x[i])), r = 1 / (1 + e);
        total += fmaxf(x[i], 0) - x[i] * t[i] + logf(1 + e);
        g[i] = ((x[i] > 0 ? r : e * r) - t[i]) * weight;
    }
    return total * weight;
}

/* d of min(p, t) or of hull's max(p, t) by p: 1 where p is chosen, half on a tie. */
static inline float share(float p, float t) { return p > t ? 1.0f : p < t ? 0.0f : 0.5f; }

float giou(const float *restrict p, const float *restrict t, float *restrict g, long n)
{
    const float weight = 1.0f / n;
    float total = 0;
    for (long i = 0; i < 4 * n; i += 4)
    {
        float px1 = p[i], py1 = p[i + 1], px2 = p[i + 2], py2 = p[i + 3], tx1 = t[i], ty1 = t[i + 1], tx2 = t[i + 2], ty2 = t[i + 3];
        float pw = px2 - px1, ph = py2 - py1;
        float iw = fminf(px2, tx2) - fmaxf(px1, tx1), ih = fminf(py2, ty2) - fmaxf(py1, ty1);
        float cw = fmaxf(px2, tx2) - fminf(px1, tx1), ch = fmaxf(py2, ty2) - fminf(py1, ty1);
        float meet = (iw > 0) & (ih > 0) ? 1.0f : 0.0f;
        iw *= meet;
        ih *= meet;
        float u = pw * ph + (tx2 - tx1) * (ty2 - ty1) - iw * ih + 1e-7f, c = cw * ch + 1e-7f;
        float iou = iw * ih / u, filled = u / c;
        total += 2 - iou - filled;
        float by_u = (iou / u - 1 / c) * weight, by_i = -weight / u - by_u, by_c = filled / c * weight;
        float x1 = share(px1, tx1), y1 = share(py1, ty1), x2 = share(px2, tx2), y2 = share(py2, ty2);
        g[i] = -(by_u * ph + x1 * by_i * ih + (1 - x1) * by_c * ch);
        g[i + 1] = -(by_u * pw + y1 * by_i * iw + (1 - y1) * by_c * cw);
        g[i + 2] = by_u * ph + (1 - x2) * by_i * ih + x2 * by_c * ch;
        g[i + 3] = by_u * pw + (1 - y2) * by_i * iw + y2 * by_c * cw;
    }
    return total * weight;
}

float ciou(const float *restrict p, const float *restrict t, float *restrict g, long n)
{
    const float weight = 1.0f / n, eps = 1e-7f, four_by_pi2 = 0.405284735f;
    float total = 0;
    for (long i = 0; i < 4 * n; i += 4)
    {
        float px1 = p[i], py1 = p[i + 1], px2 = p[i + 2], py2 = p[i + 3], tx1 = t[i], ty1 = t[i + 1], tx2 = t[i + 2], ty2 = t[i + 3];
        float pw = px2 - px1, ph = py2 - py1, tw = tx2 - tx1, th = ty2 - ty1;
        float iw = fminf(px2, tx2) - fmaxf(px1, tx1), ih = fminf(py2, ty2) - fmaxf(py1, ty1);
        float cw = fmaxf(px2, tx2) - fminf(px1, tx1), ch = fmaxf(py2, ty2) - fminf(py1, ty1);
        float meet = (iw > 0) & (ih > 0) ? 1.0f : 0.0f;
        iw *= meet;
        ih *= meet;
        float u = pw * ph + tw * th - iw * ih + eps, iou = iw * ih / u;
        float dx = (px1 + px2 - tx1 - tx2) / 2, dy = (py1 + py2 - ty1 - ty2) / 2;
        float c2 = cw * cw + ch * ch + eps, far = (dx * dx + dy * dy) / c2;
        float turn = atanf(tw / th) - atanf(pw / ph), v = four_by_pi2 * turn * turn, a = v / (1 - iou + v + eps);
        total += 1 - iou + far + a * v;
        float by_u = iou / u * weight, by_i = -weight / u - by_u, by_cw = -2 * far * cw / c2 * weight, by_ch = -2 * far * ch / c2 * weight;
        float by_turn = -2 * four_by_pi2 * a * turn / (pw * pw + ph * ph) * weight;
        float along_x = dx / c2 * weight, along_y = dy / c2 * weight, by_w = by_u * ph + by_turn * ph, by_h = by_u * pw - by_turn * pw;
        float x1 = share(px1, tx1), y1 = share(py1, ty1), x2 = share(px2, tx2), y2 = share(py2, ty2);
        g[i] = along_x - (by_w + x1 * by_i * ih + (1 - x1) * by_cw);
        g[i + 1] = along_y - (by_h + y1 * by_i * iw + (1 - y1) * by_ch);
        g[i + 2] = along_x + by_w + (1 - x2) * by_i * ih + x2 * by_cw;
        g[i + 3] = along_y + by_h + (1 - y2) * by_i * iw + y2 * by_ch;
    }
    return total * weight;
}

float cross_entropy_any(const float *restrict x, const int *restrict t, float *restrict g, long rows, long classes)
{
    const float weight = 1.0f / rows;
    float total = 0;
    for (long row = 0; row < rows; row++, x += classes, g += classes)
    {
        float max = x[0], sum = 0;
        for (long i = 1; i < classes; i++) max = fmaxf(max, x[i]);
        for (long i = 0; i < classes; i++) sum += g[i] = expf(x[i] - max);
        const float scale = weight / sum;
        for (long i = 0; i < classes; i++) g[i] *= scale;
        g[t[row]] -= weight;
        total += logf(sum) + max - x[t[row]];
    }
    return total * weight;
}

float cross_entropy_80(const float *restrict x, const int *restrict t, float *restrict g, long rows, long unused)
{
    (void)unused;
    return cross_entropy_any(x, t, g, rows, 80);
}
