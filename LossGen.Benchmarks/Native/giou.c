/* Generalised IoU loss of N boxes x1 y1 x2 y2, mean, with its gradient, in intrinsics; torchvision's formula, eps 1e-7, ties half to each side.
 * N is a multiple of 64: there is no tail, which is in this side's favour.
 *
 * Boxes are transposed inside the 128-bit lanes of the registers. Two loops over a tile that stays in the first-level cache, as in focal.c:
 * sizes, areas and the two divisions first, the gradient after. */
#include "vector.h"
#pragma GCC optimize("schedule-insns", "sched-pressure") /* 4.9 cycles a box and not 5.3 */

enum { TILE = 64, BLOCK = 512 };

/* What the second loop reads of LANES boxes. */
enum { DX1, DY1, DX2, DY2, WIDTH, HEIGHT, COMMON_WIDTH, COMMON_HEIGHT, HULL_WIDTH, HULL_HEIGHT, COMMON, UNION, PER_UNION, PER_HULL, PLANES };

/* Four vectors of LANES / 4 boxes each to x1, y1, x2, y2; and back. */
INLINE void transpose(vec a, vec b, vec c, vec d, vec *out)
{
    vec ab_low = unpack_low(a, b), ab_high = unpack_high(a, b), cd_low = unpack_low(c, d), cd_high = unpack_high(c, d);
    out[0] = shuffle(ab_low, cd_low, 0x44);
    out[1] = shuffle(ab_low, cd_low, 0xEE);
    out[2] = shuffle(ab_high, cd_high, 0x44);
    out[3] = shuffle(ab_high, cd_high, 0xEE);
}

INLINE void load_boxes(const float *boxes, vec *out)
{
    transpose(load(boxes), load(boxes + LANES), load(boxes + 2 * LANES), load(boxes + 3 * LANES), out);
}

INLINE void measure(const float *predictions, const float *targets, float *planes)
{
    vec p[4], t[4];
    load_boxes(predictions, p);
    load_boxes(targets, t);
    for (int k = 0; k < 4; k++) store(planes + k * LANES, p[k] - t[k]);
    vec width = p[2] - p[0], height = p[3] - p[1];
    vec target_area = (t[2] - t[0]) * (t[3] - t[1]);
    vec common_width = min_(p[2], t[2]) - max_(p[0], t[0]), common_height = min_(p[3], t[3]) - max_(p[1], t[1]);
    vec hull_width = max_(p[2], t[2]) - min_(p[0], t[0]), hull_height = max_(p[3], t[3]) - min_(p[1], t[1]);
    mask meet = less(all(0), min_(common_width, common_height));
    common_width = keep(meet, common_width);
    common_height = keep(meet, common_height);
    vec common = common_width * common_height;
    vec union_ = fma_(width, height, target_area) - common + all(1e-7f);
    store(planes + WIDTH * LANES, width);
    store(planes + HEIGHT * LANES, height);
    store(planes + COMMON_WIDTH * LANES, common_width);
    store(planes + COMMON_HEIGHT * LANES, common_height);
    store(planes + HULL_WIDTH * LANES, hull_width);
    store(planes + HULL_HEIGHT * LANES, hull_height);
    store(planes + COMMON * LANES, common);
    store(planes + UNION * LANES, union_);
    store(planes + PER_UNION * LANES, all(1) / union_);
    store(planes + PER_HULL * LANES, all(1) / fma_(hull_width, hull_height, all(1e-7f)));
}

/* The upper edge's side moves the smaller box where it is below the target's edge, the hull where it is above, and half of each on it. */
INLINE vec by_side(vec difference, vec below, vec above, vec on)
{
    return pick(equal(difference, all(0)), on, pick_negative(difference, below, above));
}

/* value 2 - I / U - U / C: the part that varies is returned. */
INLINE vec differentiate(const float *planes, float *gradient, vec weight)
{
#define PLANE(name) load(planes + name * LANES)
    vec per_union = PLANE(PER_UNION), per_hull = PLANE(PER_HULL);
    vec iou = PLANE(COMMON) * per_union, filled = PLANE(UNION) * per_hull;
    vec union_weight = per_union * weight, hull_weight = per_hull * weight;
    vec by_union = fms(iou, union_weight, hull_weight), by_hull = filled * hull_weight;
    vec by_common = xor_(union_weight + by_union, all(-0.0f));
    vec g[4];

    vec smaller = by_common * PLANE(COMMON_HEIGHT), hull = by_hull * PLANE(HULL_HEIGHT), own = by_union * PLANE(HEIGHT);
    vec half = all(0.5f) * (smaller + hull);
    g[2] = own + by_side(PLANE(DX2), smaller, hull, half);
    g[0] = xor_(own, all(-0.0f)) - by_side(PLANE(DX1), hull, smaller, half);

    smaller = by_common * PLANE(COMMON_WIDTH), hull = by_hull * PLANE(HULL_WIDTH), own = by_union * PLANE(WIDTH);
    half = all(0.5f) * (smaller + hull);
    g[3] = own + by_side(PLANE(DY2), smaller, hull, half);
    g[1] = xor_(own, all(-0.0f)) - by_side(PLANE(DY1), hull, smaller, half);

    vec boxes[4];
    transpose(g[0], g[1], g[2], g[3], boxes);
    for (int k = 0; k < 4; k++) store(gradient + k * LANES, boxes[k]);
    return iou + filled;
#undef PLANE
}

float giou(const float *predictions, const float *targets, float *gradient, long count)
{
    float planes[TILE * PLANES] __attribute__((aligned(64)));
    const vec weight = all(1.0f / count);
    double total = 0;
    vec lanes = all(0);
    for (long tile = 0; tile < count; tile += TILE)
    {
        for (long i = 0; i < TILE; i += LANES) measure(predictions + 4 * (tile + i), targets + 4 * (tile + i), planes + i * PLANES);
        for (long i = 0; i < TILE; i += LANES) lanes += differentiate(planes + i * PLANES, gradient + 4 * (tile + i), weight);
        if ((tile + TILE) % BLOCK == 0 || tile + TILE >= count)
        {
            total += sum(lanes);
            lanes = all(0);
        }
    }
    return (float)(2 - total / count);
}
