"""Losses of single numbers."""
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss

from training import inference, training


def focal(x, t, shape):
    t = t.float()
    return training(x, lambda: sigmoid_focal_loss(x, t, alpha=0.25, gamma=2, reduction="mean"))


def focal_value(x, t, shape):
    t = t.float()
    return inference(lambda: sigmoid_focal_loss(x, t, alpha=0.25, gamma=2, reduction="mean"))


def focal_bytes(x, t, shape):
    return training(x, lambda: sigmoid_focal_loss(x, t.float(), alpha=0.25, gamma=2, reduction="mean"))


def focal_bytes_value(x, t, shape):
    return inference(lambda: sigmoid_focal_loss(x, t.float(), alpha=0.25, gamma=2, reduction="mean"))


def binary_cross_entropy(x, t, shape):
    return training(x, lambda: F.binary_cross_entropy_with_logits(x, t))


def huber(x, t, shape):
    return training(x, lambda: F.huber_loss(x, t))


LOSSES = {
    "focal": focal,
    "focal_value": focal_value,
    "focal_bytes": focal_bytes,
    "focal_bytes_value": focal_bytes_value,
    "binary_cross_entropy": binary_cross_entropy,
    "huber": huber,
}
