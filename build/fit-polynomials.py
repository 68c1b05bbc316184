#!/usr/bin/env python3
"""Fits the polynomials of the generated math and measures what those in single precision achieve.

Needs Python 3.9 or later, numpy and mpmath. Run it without arguments; it takes a few minutes.

* A fit is a weighted minimax by Lawson's iteration. Its coefficients are then rounded to float one by
  one, lowest power first, and the remaining ones fitted again after each rounding.
* The sets under "by Remez's exchange" (remez.py) are fitted in 50 digits: all that are in double, and the
  single-precision ones for the arc tangent and the precise exponential.
* An operation is evaluated with every step rounded to float. A fused multiply-add is a float64
  multiply-add rounded to float, which differs from a true one by at most 2^-29 ulp.
* 1 ulp is the distance of two floats in the binade of the exact result (float64).
"""
import numpy as np
from mpmath import mp, mpf

import remez

F, D = np.float32, np.float64

LN2_HI, LN2_LO = F(np.log(2.0)), F(np.log(2.0) - D(F(np.log(2.0))))
LOG2E = F(1 / np.log(2.0))
ROUND = F(12582912.0)                      # 1.5 * 2^23: adding it rounds to an integer
SQRT_HALF = np.int32(0x3F3504F3)           # bits of sqrt(1/2)
ONE = np.int32(0x3F800000)
SIGMOID_EXPONENTS = (0.25, 0.75, 1.3, 2.3, 3.7)
LOW, HIGH = np.sqrt(0.5) - 1, np.sqrt(2.0) - 1

# ------------------------------------------------------------------------------------------------ fitting


def lawson(basis, target, rounds=400):
    """Coefficients c that minimise max |basis @ c - target|."""
    weight = np.full(len(target), 1.0 / len(target))
    scale = np.abs(basis).max(axis=0)
    best, best_error = None, np.inf
    for _ in range(rounds):
        root = np.sqrt(weight)
        c = np.linalg.lstsq(basis / scale * root[:, None], target * root, rcond=None)[0] / scale
        error = np.abs(basis @ c - target)
        if error.max() < best_error:
            best, best_error = c, error.max()
        weight = weight * error
        weight /= weight.sum()
    return best


def fit(function, head, factor, degree, low, high, relative, fixed=()):
    """Float coefficients of P with head(x) + factor(x) P(x) ~ function(x), and the error reached.

    'fixed' holds the first coefficients where they are given; 'relative' says which error is minimised.
    """
    nodes = np.cos(np.linspace(0, np.pi, 80 * (degree + 3)))
    x = np.longdouble((low + high) / 2 + (high - low) / 2 * nodes)
    x = x[np.abs(x) > 1e-4]
    weight = 1 / np.abs(function(x)) if relative else np.ones_like(x)
    target = D((function(x) - head(x)) * weight)
    basis = D(np.stack([x**i * factor(x) * weight for i in range(degree + 1)], axis=1))
    rounded = [D(F(c)) for c in fixed]
    while len(rounded) <= degree:
        n = len(rounded)
        rest = lawson(basis[:, n:], target - basis[:, :n] @ np.array(rounded))
        rounded.append(D(F(rest[0])))
    error = np.abs(basis @ np.array(rounded) - target).max()
    return [F(c) for c in rounded], error


# ---------------------------------------------------------------------------------------- float operations


def fma(a, b, c):
    return (np.multiply(a, b, dtype=D) + c).astype(F)


def estrin(c, x):
    """Neighbours are paired by one fma each; the pairs are coefficients of a polynomial in x*x."""
    while len(c) > 1:
        c = [fma(c[i + 1], x, c[i]) if i + 1 < len(c) else c[i] for i in range(0, len(c), 2)]
        x = x * x
    return c[0]


def power_of_two(t):
    """2^t for integral t in [-127, 127]; -127 gives 0."""
    return ((t.astype(np.int32) << 23) + ONE).view(F)


def split_exponent(x):
    """x = f 2^k with f in [sqrt(1/2), sqrt(2)), for normal x > 0."""
    bits = x.view(np.int32)
    k = (bits - SQRT_HALF) >> 23
    return (bits - (k << 23)).view(F), k


def log1p_core(p, z):
    """z - z^2/2 + z^3 P(z)"""
    return fma(z * z, fma(z, estrin(p, z), F(-0.5)), z)


def add_exponent(core, k):
    k = k.astype(F)
    return fma(k, LN2_HI, fma(k, LN2_LO, core))


def log(p, x):
    f, k = split_exponent(x)
    return add_exponent(log1p_core(p, f - F(1)), k)


def log1p(p, u):
    """u in [0, 2^126]"""
    _, k = split_exponent(F(1) + u)
    scale = (ONE - (k << 23)).view(F)
    return add_exponent(log1p_core(p, fma(u, scale, scale - F(1))), k)


def exp(c, x, terms, nested):
    """c starts at the power 2. nested: 1 + r (1 + r ...), otherwise plain Estrin of the whole."""
    t = fma(x, LOG2E, ROUND) - ROUND
    r = fma(t, -LN2_HI, x)
    if terms == 2:
        r = fma(t, -LN2_LO, r)
    return exp_core(c, r, nested) * power_of_two(t)


def exp_core(c, r, nested=True):
    if nested:
        return fma(r, estrin([F(1)] + c, r), F(1))
    return estrin([F(1), F(1)] + c, r)


def log1p_unit(c, e, nested):
    """log(1 + e) for e in [0, 1]; c starts at the power 1 of log1p(e)/e."""
    if nested:
        return fma(e * e, estrin(c, e), e)
    return e * estrin([F(1)] + c, e)


def power(log2_p, exp2_p, m, a, form):
    """m^a for normal m > 0"""
    a = F(a)
    f, k = split_exponent(m)
    z, k = f - F(1), k.astype(F)
    high = a * k
    low = fma(a, k, -high)
    c0, rest, z2 = log2_p[0], estrin(log2_p[1:], z), z * z
    if form == "product":                                  # l = z Q(z)
        l = z * estrin(log2_p, z)
    else:
        l = fma(z, c0, z2 * rest)
    t = (fma(a, l, high) + ROUND) - ROUND
    if form in ("product", "plain"):
        r = (high - t) + fma(a, l, low)
    elif form == "cancel first":
        r = fma(a, l, high - t) + low
    else:                                                  # "split": l = lh + ll
        lh = z * c0
        ll = fma(z2, rest, fma(z, c0, -lh))
        r = fma(a, ll, fma(a, lh, high - t)) + low
    core = fma(r, estrin(exp2_p, r), F(1))
    return core * power_of_two(np.clip(t, F(-127), F(127)))


def sigmoid_power(exp_c, log1p_c, y, a, form, terms=1, last=None):
    """sigmoid(y)^a = exp(-a (m + l)), m = max(-y, 0), l = log1p(e), e = exp(-|y|)

    log1p_c is a set for log1p_unit, or one for log1p_core where the form is "reduced".
    """
    a = F(-a)
    m = np.maximum(-y, F(0))
    e = exp(exp_c, -np.abs(y), terms, True)
    high = a * m
    low = fma(a, m, -high)
    if form == "reduced":                                  # l = k ln2 + z + z^2 q, and 2^(a k) joins 2^-t
        upper = e > F(0.41421357)
        z = np.where(upper, fma(e, F(0.5), F(-0.5)), e)
        binary = np.where(upper, a, F(0))
        square = z * z * fma(z, estrin(log1p_c, z), F(-0.5))
        t = (fma(fma(a, z + square, high), LOG2E, binary) + ROUND) - ROUND
        rest = binary - t
        r = fma(a, square, fma(a, z, fma(rest, LN2_HI, high))) + fma(rest, LN2_LO, low)
        return exp_core(last or exp_c, r) * power_of_two(np.clip(t, F(-127), F(127)))
    square = e * e * estrin(log1p_c, e)                    # l = e + e^2 R(e)
    l = e + square
    t = fma(fma(a, l, high), LOG2E, ROUND) - ROUND
    d = fma(t, -LN2_HI, high)
    tail = fma(t, -LN2_LO, low)
    if form == "residual":                                 # what rounding d has lost
        tail = tail + (high - fma(t, LN2_HI, d))
    if form == "plain":
        r = d + fma(a, l, tail)
    elif form == "cancel first":
        r = fma(a, l, d) + tail
    else:                                                  # "split", "residual": l is never rounded
        r = fma(a, square, fma(a, e, d)) + tail
    return exp_core(last or exp_c, r) * power_of_two(np.clip(t, F(-127), F(127)))


# --------------------------------------------------------------------------------------------- measurement


def worst(operation, reference, x):
    """Largest error in ulp over x, where the exact result is normal; and the x it occurs at."""
    largest, where = 0.0, F(0)
    for part in np.array_split(x, max(1, len(x) >> 16)):
        exact = reference(D(part))
        normal = (np.abs(exact) >= 2.0**-126) & (np.abs(exact) < 2.0**128)
        with np.errstate(all="ignore"):
            got = D(operation(part))
            error = np.abs(got - exact) / np.exp2(np.floor(np.log2(np.abs(exact))) - 23)
        error[~normal] = 0
        i = int(np.argmax(np.where(np.isnan(error), np.inf, error)))
        if not error[i] <= largest:
            largest, where = error[i], part[i]
    return largest, where


def floats(first, last, count):
    """About 'count' floats, evenly spaced in their bits, from first to last (0 <= first < last)."""
    a, b = (int(F(v).view(np.int32)) for v in (first, last))
    return np.unique(np.linspace(a, b, count).astype(np.int32)).view(F)


def show(name, coefficients, error):
    print(f"{name}: error {error:.3g}\n    " + ", ".join(f"{D(c)!r}" for c in coefficients))


def measure(name, operation, reference, x):
    ulp, where = worst(operation, reference, x)
    print(f"  {name:<58} {ulp:6.3f} ulp at {where!r}")


def exchange_sets():
    """Prints what remez.py fits, and returns the single-precision sets."""
    half = mp.log(2) / 2 * mpf("1.0005")                   # slack for the rounding of the reduction
    root = mp.sqrt(2)
    upper = ((root - 1) / (root + 1)) ** 2 * mpf("1.0005")

    def arc_tangent(degree, rounded):                      # atan r = r + r^3 P(r^2)
        return remez.fit(lambda v: (mp.atan(mp.sqrt(v)) / mp.sqrt(v) - 1) / v, lambda v: mp.sqrt(v) ** 3 / mp.atan(mp.sqrt(v)),
                         degree, 0, 1, rounded)

    def exponential(degree, rounded):                      # exp r = 1 + r + r^2 P(r)
        return remez.fit(lambda r: (mp.exp(r) - 1 - r) / r**2, lambda r: r * r / mp.exp(r), degree - 2, -half, half, rounded)

    def logarithm(degree, largest):                        # log(1 + z) = 2 atanh s = 2 s + s^3 Q(s^2), s = z/(2 + z)
        return remez.fit(lambda v: 2 * (mp.atanh(mp.sqrt(v)) / mp.sqrt(v) - 1) / v,
                         lambda v: mp.sqrt(v) ** 3 / mp.atanh(mp.sqrt(v)) / 2, degree, 0, largest, remez.to_double)

    atan, exp6 = arc_tangent(7, remez.to_float), exponential(6, remez.to_float)
    show("atan in single precision, P of degree 7", *atan)
    show("exp in single precision, precise: degree 6 from the power 2", *exp6)
    show("exp in double: degree 11 from the power 2", *exponential(11, remez.to_double))
    show("log in double: Q of degree 6, sqrt(1/2) <= 1 + z <= sqrt 2", *logarithm(6, upper))
    show("log1p in double: Q of degree 9, 0 <= z <= 1", *logarithm(9, mpf(1) / 9))
    show("atan in double, P of degree 18", *arc_tangent(18, remez.to_double))
    exchange_sets_of_formulas(upper)
    return [F(c) for c in atan[0]], [F(c) for c in exp6[0]]


def exchange_sets_of_formulas(upper):
    """Prints the sets of the functions that formulas of users may call."""
    log2_e = 1 / mp.log(2)
    quarter = (mp.pi / 4 + mpf("0.0006")) ** 2              # slack for the rounding of 2/pi, up to |x| = 1e4

    def sine(degree, rounded):                             # sin r = r + r^3 P(r^2)
        return remez.fit(lambda v: (mp.sin(mp.sqrt(v)) / mp.sqrt(v) - 1) / v, lambda v: mp.sqrt(v) ** 3 / mp.sin(mp.sqrt(v)), degree, 0, quarter, rounded)

    def cosine(degree, rounded):                           # cos r = 1 - r^2/2 + r^4 P(r^2)
        return remez.fit(lambda v: (mp.cos(mp.sqrt(v)) - 1 + v / 2) / v**2, lambda v: v**2 / mp.cos(mp.sqrt(v)), degree, 0, quarter, rounded)

    def logarithm(terms, degree, rounded):                 # log2(1 + z) = 2 log2(e) (s + ...) + s^(2 terms + 1) Q(s^2), s = z/(2 + z)
        def target(v):
            return 2 * log2_e * (mp.atanh(mp.sqrt(v)) / mp.sqrt(v) - sum(v**i / (2 * i + 1) for i in range(terms))) / v**terms

        return remez.fit(target, lambda v: mp.sqrt(v) ** (2 * terms + 1) / mp.atanh(mp.sqrt(v)) / 2 / log2_e, degree, 0, upper, rounded)

    def error_function(degree, limit, rounded):            # erf x = 1 - exp(-x R(x))
        return remez.fit(lambda x: -mp.log(mp.erfc(x)) / x, lambda x: x * mp.erfc(x) / mp.erf(x), degree, mpf("1e-6"), limit, rounded)

    show("sin in single precision, P of degree 2", *sine(2, remez.to_float))
    show("cos in single precision, P of degree 2", *cosine(2, remez.to_float))
    show("log2 in two parts, single precision: Q of degree 3 from s^3", *logarithm(1, 3, remez.to_float))
    show("erf in single precision, R of degree 8", *error_function(8, 4, remez.to_float))
    show("sin in double, P of degree 5", *sine(5, remez.to_double))
    show("cos in double, P of degree 5", *cosine(5, remez.to_double))
    show("log2 in two parts, double: Q of degree 6 from s^5", *logarithm(2, 6, remez.to_double))
    show("erf in double, R of degree 23", *error_function(23, 6, remez.to_double))


def main():
    mantissas = np.arange(1 << 23, dtype=np.int32)

    def binade(k):
        return (mantissas + ((127 + k) << 23)).view(F)

    print("## by Remez's exchange")
    atan, exp6 = exchange_sets()
    r = np.concatenate([np.linspace(0, 1, 4_000_001).astype(F)[1:], floats(1e-30, 1, 1_000_000)])
    measure("atan r, r + r^3 P(r^2)", lambda v: fma(v * (v * v), estrin(atan, v * v), v), np.arctan, r)

    print("\n## log, log1p: z - z^2/2 + z^3 P(z)")
    near_one = np.concatenate([binade(k) for k in (-2, -1, 0, 1)])
    all_normal = floats(2.0**-126, 3.4028234e38, 6_000_000)
    unit = np.concatenate([floats(1e-30, 4, 6_000_000), floats(0.1, 4, 6_000_000)])
    large = floats(4, 2.0**126, 3_000_000)
    for degree in (5, 6, 7):
        p, error = fit(np.log1p, lambda z: z - z * z / 2, lambda z: z**3, degree, LOW, HIGH, True)
        show(f"P of degree {degree}", p, error)
        if degree == 6:
            log_p = p
        measure("log, [1/4, 4), every float", lambda x: log(p, x), np.log, near_one)
        measure("log, all normal floats", lambda x: log(p, x), np.log, all_normal)
        measure("log1p, [1e-30, 4]", lambda x: log1p(p, x), np.log1p, unit)
        measure("log1p, [4, 2^126]", lambda x: log1p(p, x), np.log1p, large)

    print("\n## exp2: 1 + r P(r), |r| <= 1/2 (slack for the rounding of r)")
    exp2_sets = {}
    for degree in (4, 5):
        p, error = fit(np.exp2, lambda r: 1 + 0 * r, lambda r: r, degree, -0.501, 0.501, True)
        exp2_sets[degree + 1] = p
        show(f"exp2 of degree {degree + 1}", p, error)
        r = np.linspace(-0.5, 0.5, 4_000_001).astype(F)
        measure("exp2 core", lambda r: fma(r, estrin(p, r), F(1)), np.exp2, r)

    print("\n## log2: z c0 + z^2 R(z), c0 = float(log2 e); absolute error")
    log2_sets = {}
    for degree in (6, 7, 8):
        p, error = fit(lambda z: np.log1p(z) / np.log(np.longdouble(2)), lambda z: 0 * z, lambda z: z,
                       degree, LOW, HIGH, False, fixed=[LOG2E])
        log2_sets[degree + 1] = p
        show(f"log2 of degree {degree + 1}", p, error)

    print("\n## pow(m, a)")
    exponents = (0.25, 0.5, 0.75, 1.3, 1.5, 2.3, 3.7, 4, 5, -0.5, -0.75)
    m_sets = [("(1e-38, 1]", floats(1.18e-38, 1, 2_000_000)),
              ("[1/64, 1]", floats(1 / 64, 1, 2_000_000)), ("[1, 1e4]", floats(1, 1e4, 2_000_000))]
    for log2_degree, exp2_degree, form in ((8, 5, "product"), (8, 5, "plain"), (8, 5, "cancel first"),
                                           (8, 5, "split"), (7, 5, "cancel first"),
                                           (8, 6, "cancel first"), (9, 6, "cancel first"),
                                           (9, 6, "split")):
        log2_p, exp2_p = log2_sets[log2_degree], exp2_sets[exp2_degree]
        print(f"  log2 degree {log2_degree}, exp2 degree {exp2_degree}, {form}; per range:",
              ", ".join(n for n, _ in m_sets))
        for a in exponents:
            found = [worst(lambda m: power(log2_p, exp2_p, m, a, form), lambda m: m ** D(F(a)), m)[0]
                     for _, m in m_sets]
            print(f"    a = {a:<6} " + "  ".join(f"{ulp:6.3f}" for ulp in found))

    print("\n## exp, log1p on [0, 1] and the power of a sigmoid, with the coefficients in use")
    exp5 = [F(c) for c in (0.499992311000824, 0.16667115688323975, 0.041890256106853485, 0.008312467485666275)]
    unit8 = [F(c) for c in (-0.49999648332595825, 0.33321329951286316, -0.24857217073440552, 0.1915384829044342,
                            -0.13754187524318695, 0.07920882850885391, -0.030068300664424896,
                            0.005365422461181879)]
    exp_sets = {"5": exp5, "6": exp6}
    x = -np.concatenate([np.linspace(0, 87.3, 8_000_001).astype(F), floats(1e-10, 87.3, 4_000_000)])
    for name, c in exp_sets.items():
        for terms in (1, 2):
            for nested in (False, True):
                order = "1 + r P(r)" if nested else "plain Estrin"
                measure(f"exp degree {name}, {terms} terms, {order}", lambda v: exp(c, v, terms, nested), np.exp, x)
    e = np.concatenate([floats(1e-30, 1, 4_000_000), floats(1 / 8, 1, 8_000_000)])
    measure("log1p on (0, 1], e P(e)", lambda v: log1p_unit(unit8, v, False), np.log1p, e)
    measure("log1p on (0, 1], e + e^2 R(e)", lambda v: log1p_unit(unit8, v, True), np.log1p, e)

    unit_sets = {"8": unit8}
    for degree in (8, 9):
        c, error = fit(np.log1p, lambda v: v, lambda v: v * v, degree - 1, 0.0, 1.0, True)
        unit_sets[f"{degree} refitted"] = c
        show(f"log1p on (0, 1] of degree {degree}, e + e^2 R(e)", c, error)
        measure("log1p on (0, 1], e + e^2 R(e)", lambda v: log1p_unit(c, v, True), np.log1p, e)
    unit_sets["core"] = log_p

    y = np.concatenate([np.linspace(-60, 60, 2_000_001).astype(F), np.linspace(-4, 4, 2_000_001).astype(F),
                        floats(1e-8, 60, 500_000), -floats(1e-8, 60, 500_000)])
    print("  sigmoid(y)^a for a =", SIGMOID_EXPONENTS)
    for first, terms, log_name, form, last in (
            ("5", 1, "8", "plain", "5"), ("5", 1, "8", "cancel first", "5"), ("5", 1, "8", "split", "5"),
            ("5", 1, "8", "residual", "5"), ("5", 1, "9 refitted", "split", "5"),
            ("5", 1, "9 refitted", "residual", "5"), ("5", 1, "core", "reduced", "5"),
            ("5", 1, "8", "residual", "6"), ("6", 2, "8", "split", "6"), ("6", 2, "8", "residual", "6"),
            ("6", 2, "9 refitted", "residual", "6"), ("6", 2, "core", "reduced", "6")):
        found = [worst(lambda v: sigmoid_power(exp_sets[first], unit_sets[log_name], v, a, form, terms,
                                               exp_sets[last]),
                       lambda v: np.exp(-D(F(a)) * np.logaddexp(0, -v)), y)[0] for a in SIGMOID_EXPONENTS]
        print(f"    exp {first} with {terms} terms, log1p {log_name}, {form}, exp {last}:".ljust(62)
              + "  ".join(f"{ulp:6.3f}" for ulp in found))


if __name__ == "__main__":
    main()
