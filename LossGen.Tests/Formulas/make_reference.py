#!/usr/bin/env python3
"""Makes the references that the tests of formulas compare with.

functions.json: the functions of Formula by mpmath, with 200 bits, rounded to double once.
losses.json:    the losses of docs/custom-losses.md and their gradients by PyTorch, in double: its own functions where it has them, else the papers' formulas as they
                are printed. Inputs are floats; none lies at a kink.

    python3 LossGen.Tests/Formulas/make_reference.py
"""
import json
import pathlib
import struct

import mpmath
import torch
import torch.nn.functional as F

FOLDER = pathlib.Path(__file__).parent
mpmath.mp.prec = 200
torch.manual_seed(6)


def as_float(x):
    return struct.unpack("f", struct.pack("f", x))[0]


# ---- functions ------------------------------------------------------------------------------------------------------------------

def log_sigmoid(x):
    return -mpmath.log1p(mpmath.exp(-x))


FUNCTIONS = {                                       # the function, the smallest and the largest exponent of two of its argument, whether it takes negative ones
    "Sigmoid": (lambda x: 1 / (1 + mpmath.exp(-x)), -40, 6.4, True),
    "LogSigmoid": (log_sigmoid, -40, 6.4, True),
    "Softplus": (lambda x: -log_sigmoid(-x), -40, 6.4, True),
    "Log1p": (mpmath.log1p, -70, 100, False),
    "Log1p below 0": (mpmath.log1p, -70, -1e-4, True),
    "Expm1": (mpmath.expm1, -70, 6.4, True),
    "Erf": (mpmath.erf, -70, 2.7, True),
}


def arguments(low, high, negative):
    """Magnitudes evenly spread over the exponents and over those near 1, half of them floats."""
    result = []
    for i in range(80):
        exponent = low + (high - low) * i / 79 if i % 2 else max(low, -4) + (min(high, 7) - max(low, -4)) * i / 79
        x = float(mpmath.power(2, exponent))
        x = as_float(x) if i % 4 < 2 else x
        result.append(-x if negative and (low < high <= 0 or i % 3 == 0) else x)
    return result


def functions():
    cases = []
    for name, (function, low, high, negative) in FUNCTIONS.items():
        cases += [{"function": name.split()[0], "x": x, "value": float(function(mpmath.mpf(x)))} for x in arguments(low, high, negative)]
    second = arguments(-70, 100, False)
    for x, y in zip(arguments(-20, 20, True), second[40:] + second[:40]):
        cases.append({"function": "XLogY", "x": x, "y": y, "value": float(mpmath.mpf(x) * mpmath.log(y))})
    return cases


# ---- losses ---------------------------------------------------------------------------------------------------------------------

def charbonnier(predictions, targets):
    return torch.sqrt((predictions - targets) ** 2 + 0.001 ** 2)


def log_cosh(predictions, targets):
    return torch.log(torch.cosh(predictions - targets))


def quantile(predictions, targets, quantile):
    error = targets - predictions
    return torch.maximum(quantile * error, (quantile - 1) * error)


def poisson(predictions, targets):
    return F.poisson_nll_loss(predictions, targets, log_input=True, full=False, reduction="none")


def gaussian(mean, logVariance, targets):
    return F.gaussian_nll_loss(mean, targets, torch.exp(logVariance), full=False, eps=1e-300, reduction="none")


def tukey(predictions, targets):
    c, r = 4.6851, predictions - targets
    return torch.where(r.abs() <= c, c ** 2 / 6 * (1 - (1 - (r / c) ** 2) ** 3), torch.full_like(r, c ** 2 / 6))


def asymmetric(logits, targets):
    p, positive_focus, negative_focus, margin = torch.sigmoid(logits), 1, 4, 0.05
    shifted = torch.clamp(p - margin, min=0)
    positive, negative = (1 - p) ** positive_focus * F.logsigmoid(logits), shifted ** negative_focus * torch.log(1 - shifted)
    return -targets * positive - (1 - targets) * negative


def varifocal(logits, targets):
    cross_entropy = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    return cross_entropy * torch.where(targets > 0, targets, 0.75 * torch.sigmoid(logits) ** 2)


def poly1(logits, targets):
    return F.cross_entropy(logits, targets, reduction="none") + 2 * (1 - torch.softmax(logits, 1).gather(1, targets[:, None])[:, 0])


def wing(predictions, targets):
    w, epsilon = 10, 2
    x = (predictions - targets).abs()
    log = w * torch.log1p(x / epsilon)
    return torch.where(x < w, log, x - (w - w * torch.log1p(torch.tensor(w / epsilon, dtype=torch.float64))))


def overlap(p, t):
    shared = (torch.minimum(p[:, 2:], t[:, 2:]) - torch.maximum(p[:, :2], t[:, :2])).clamp(min=0).prod(1)
    area = lambda box: (box[:, 2:] - box[:, :2]).prod(1)
    return shared / (area(p) + area(t) - shared)


def eiou(predictions, targets):
    p, t = predictions, targets
    hull = torch.maximum(p[:, 2:], t[:, 2:]) - torch.minimum(p[:, :2], t[:, :2])
    centers = (p[:, :2] + p[:, 2:]) / 2 - (t[:, :2] + t[:, 2:]) / 2
    sizes = (p[:, 2:] - p[:, :2]) - (t[:, 2:] - t[:, :2])
    return 1 - overlap(p, t) + (centers ** 2).sum(1) / (hull ** 2).sum(1) + (sizes ** 2 / hull ** 2).sum(1)


def mpdiou(predictions, targets, imageWidth, imageHeight):
    d1, d2 = ((predictions[:, :2] - targets[:, :2]) ** 2).sum(1), ((predictions[:, 2:] - targets[:, 2:]) ** 2).sum(1)
    return 1 - overlap(predictions, targets) + (d1 + d2) / (imageWidth ** 2 + imageHeight ** 2)


COUNT = 40


def numbers(spread, *shape):
    return (torch.randn(*(shape or (COUNT,))) * spread).double()


def boxes():
    corners = torch.rand(COUNT, 2) * 400
    return torch.cat([corners, corners + 8 + torch.rand(COUNT, 2) * 80], 1).double()


def near(box):
    """Boxes that overlap those, but for a quarter that lies elsewhere."""
    moved = (box + torch.rand(COUNT, 4) * 8 - 4).float().double()
    moved[::4] = boxes()[::4]
    return moved


def some(low, high):
    return (low + (high - low) * torch.rand(COUNT)).double()


def labels(share):
    return (torch.rand(COUNT) < share).double()


def number(x):
    return torch.tensor([as_float(x)], dtype=torch.float64)


BOXES = boxes()

LOSSES = {                                          # the formula of the page: the loss here, its inputs by the kernel's parameters, those with a gradient
    "Charbonnier": (charbonnier, {"predictions": numbers(1), "targets": numbers(1)}, {"predictions": "gradient"}),
    "LogCosh": (log_cosh, {"predictions": numbers(8), "targets": numbers(4)}, {"predictions": "gradient"}),
    "Quantile": (quantile, {"predictions": numbers(2), "targets": numbers(2), "quantile": number(0.9)}, {"predictions": "gradient"}),
    "Poisson": (poisson, {"predictions": numbers(2), "targets": numbers(3).abs().round()}, {"predictions": "gradient"}),
    "Gaussian": (gaussian, {"mean": numbers(2), "logVariance": numbers(2), "targets": numbers(2)}, {"mean": "meanGradient", "logVariance": "logVarianceGradient"}),
    "Tukey": (tukey, {"predictions": numbers(4), "targets": numbers(2)}, {"predictions": "gradient"}),
    "Asymmetric": (asymmetric, {"logits": numbers(4), "targets": labels(0.4)}, {"logits": "gradient"}),
    "Varifocal": (varifocal, {"logits": numbers(4), "targets": labels(0.5) * some(0.1, 1)}, {"logits": "gradient"}),
    "Poly1": (poly1, {"logits": numbers(4, COUNT, 3), "targets": torch.randint(3, (COUNT,))}, {"logits": "gradient"}),
    "EIoU": (eiou, {"predictions": BOXES, "targets": near(BOXES)}, {"predictions": "gradient"}),
    "MpdIoU": (mpdiou, {"predictions": BOXES, "targets": near(BOXES), "imageWidth": number(640), "imageHeight": number(480)}, {"predictions": "gradient"}),
    "Wing": (wing, {"predictions": numbers(10), "targets": numbers(5)}, {"predictions": "gradient"}),
}


def losses():
    cases = []
    for name, (loss, inputs, outputs) in LOSSES.items():
        leaves = {k: v.clone().requires_grad_(k in outputs) for k, v in inputs.items()}
        values = loss(**leaves)
        gradients = torch.autograd.grad(values.sum(), [leaves[k] for k in outputs])
        assert values.shape == (COUNT,) and values.dtype == torch.float64 and all(g.isfinite().all() for g in gradients)
        cases.append({
            "formula": name,
            "inputs": {k: v.flatten().tolist() for k, v in inputs.items()},
            "losses": values.tolist(),
            "gradients": {o: g.flatten().tolist() for o, g in zip(outputs.values(), gradients)},        # of the sum
        })
    return cases


def write(name, cases):
    lines = ",\n".join("  " + json.dumps(case, allow_nan=False) for case in cases)
    (FOLDER / name).write_text(f"[\n{lines}\n]\n", newline="\n")


write("functions.json", functions())
write("losses.json", losses())
