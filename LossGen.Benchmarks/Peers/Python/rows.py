"""Losses of rows of classes."""
import torch
import torch.nn.functional as F

from training import training


def cross_entropy(x, t, shape):
    x, t = x.view(shape), t.long()
    return training(x, lambda: F.cross_entropy(x, t))


def cross_entropy_pixels(x, t, shape):
    x, t = x.view(shape), t.long().view(shape[0], *shape[2:])
    return training(x, lambda: F.cross_entropy(x, t))


def retina_net(x, t, shape):
    """Over all anchors, with masks: to gather objects and background into tensors of their own is slower here."""
    x, t = x.view(shape), t.view(shape[0], shape[1], shape[2] + 1)
    labels, states = t[..., :-1].contiguous(), t[..., -1:].contiguous()

    def loss():
        is_own = (labels == 1) & (states == 1)
        counts = ((states == 0) | (states == 1)).float()
        alpha = torch.where(is_own, 0.25, 0.75)
        miss = torch.where(is_own, 1 - x, x)
        surprise = F.binary_cross_entropy(x.clamp(1e-7, 1 - 1e-7), labels, reduction="none")
        return (counts * alpha * miss**2 * surprise).sum() / (states == 1).sum().clamp(min=1)

    return training(x, loss)


LOSSES = {"cross_entropy": cross_entropy, "cross_entropy_pixels": cross_entropy_pixels, "retina_net": retina_net}
