"""Minimax polynomials by Remez's exchange, in 50 digits: fits that end far below double precision.

Needs mpmath (`pip install mpmath`). fit-polynomials.py says what is fitted.
"""
import struct

from mpmath import cos, lu_solve, matrix, mp, mpf, pi

mp.dps = 50

to_double = float


def to_float(c):
    return struct.unpack("f", struct.pack("f", float(c)))[0]


def fit(target, weight, degree, low, high, rounded):
    """Coefficients of P, rounded by 'rounded', for a small max |weight(x) (P(x) - target(x))|, low <= x <= high; and that error.

    The exact ones are the minimax. They are rounded one by one, lowest power first, and each time the others take up by
    least squares what they can of the change.
    """
    size = 40 * (degree + 2)
    low, high = mpf(low), mpf(high)
    x = [(low + high) / 2 - (high - low) / 2 * cos(pi * (i + mpf(1) / 2) / size) for i in range(size)]
    exact, weights = [target(v) for v in x], [abs(weight(v)) for v in x]
    c = remez(exact, weights, x, degree + 1)
    for j in range(degree + 1):
        change = mpf(rounded(c[j])) - c[j]
        c[j] += change
        for k, d in enumerate(least_squares(weights, x, j, degree, -change), j + 1):
            c[k] += d
    return [float(a) for a in c], float(max(w * abs(horner(c, v) - t) for v, w, t in zip(x, weights, exact)))


def remez(target, weight, x, count):
    """Coefficients c that minimise max |weight (P - target)| over the points x."""
    last = len(x) - 1
    points = [round(last * (1 - float(cos(pi * i / count))) / 2) for i in range(count + 1)]
    for _ in range(40):
        rows, values = matrix(count + 1, count + 1), matrix(count + 1, 1)
        for row, i in enumerate(points):
            for column in range(count):
                rows[row, column] = x[i] ** column
            rows[row, count] = (-1) ** row / weight[i]
            values[row] = target[i]
        *c, level = lu_solve(rows, values)
        errors = [w * (horner(c, v) - t) for v, w, t in zip(x, weight, target)]
        if max(abs(e) for e in errors) <= abs(level) * mpf("1.001"):
            return c
        points = exchange(errors, count + 1)
    raise ArithmeticError("the exchange does not settle")


def exchange(errors, count):
    """The place of the largest error in each run of one sign; of too many the smallest at the ends go."""
    places = [0]
    for i in range(1, len(errors)):
        if errors[i] * errors[places[-1]] < 0:
            places.append(i)
        elif abs(errors[i]) > abs(errors[places[-1]]):
            places[-1] = i
    while len(places) > count:
        places.pop(0 if abs(errors[places[0]]) < abs(errors[places[-1]]) else -1)
    return places


def least_squares(weight, x, j, degree, scale):
    """d_k, j < k <= degree, for the smallest sum of (weight (sum of d_k x^k - scale x^j))^2."""
    n = degree - j
    if n == 0:
        return []
    moments = [sum(w * w * v ** (j + j + p) for w, v in zip(weight, x)) for p in range(2 * n + 1)]
    rows, values = matrix(n, n), matrix(n, 1)
    for a in range(n):
        values[a] = scale * moments[a + 1]
        for b in range(n):
            rows[a, b] = moments[a + b + 2]
    return list(lu_solve(rows, values))


def horner(c, x):
    total = mpf(0)
    for a in reversed(c):
        total = total * x + a
    return total
