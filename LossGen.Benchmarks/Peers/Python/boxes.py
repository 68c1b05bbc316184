"""Losses and overlaps of boxes by their corners."""
import torch
from torchvision.ops import box_iou, complete_box_iou_loss, generalized_box_iou_loss, nms

from training import inference, training


def giou(x, t, shape):
    x, t = x.view(-1, 4), t.view(-1, 4)
    return training(x, lambda: generalized_box_iou_loss(x, t, reduction="mean"))


def ciou(x, t, shape):
    x, t = x.view(-1, 4), t.view(-1, 4)
    return training(x, lambda: complete_box_iou_loss(x, t, reduction="mean"))


def pairwise_iou(x, t, shape):
    x, t = x.view(-1, 4), t.view(-1, 4)
    found = []

    def run():
        found[:] = [box_iou(x, t)]
        return found[0].numel()

    return inference(run, lambda: found[0])


def keep(x, t, shape):
    x = x.view(-1, 4)
    found = []

    def run():
        found[:] = [nms(x, t, 0.5)]
        return found[0].numel()

    return inference(run, lambda: torch.cat([found[0].float(), torch.zeros(t.numel() - found[0].numel())]))


LOSSES = {"giou": giou, "ciou": ciou, "pairwise_iou": pairwise_iou, "keep": keep}
