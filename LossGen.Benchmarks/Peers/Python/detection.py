"""YOLOv3: the loss of three scales, and the reading of a frame."""
import torch
import torch.nn.functional as F
from torchvision.ops import batched_nms

from training import inference

PIXELS, CLASSES, ANCHORS = 416, 80, 3
SIDES = (52, 26, 13)
SIZES = (
    [[1.25, 1.625], [2.0, 3.75], [4.125, 2.875]],
    [[1.875, 3.8125], [3.875, 2.8125], [3.6875, 7.4375]],
    [[3.625, 2.8125], [4.875, 6.1875], [11.65625, 10.1875]],
)


class Scale:
    def __init__(self, side, sizes):
        self.side, self.stride = side, PIXELS / side
        self.anchors = torch.tensor(sizes) * self.stride
        rows, columns = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
        self.grid = torch.stack([columns, rows], -1)[:, :, None, :].float()

    def decoded(self, raw):
        """Centres and sizes in pixels."""
        return (raw[..., 0:2].sigmoid() + self.grid) * self.stride, raw[..., 2:4].exp() * self.anchors


SCALES = [Scale(side, sizes) for side, sizes in zip(SIDES, SIZES)]


def split(flat, images):
    """The scales, which lie one after the other, and what is behind them."""
    parts, at = [], 0
    for side in SIDES:
        count = images * side * side * ANCHORS * (5 + CLASSES)
        parts.append(flat[at : at + count].view(images, side, side, ANCHORS, 5 + CLASSES))
        at += count
    return parts, flat[at:]


def overlap(a, a_size, b, b_size):
    """Areas of intersection and union of boxes by centre and size."""
    sides = (torch.minimum(a + a_size / 2, b + b_size / 2) - torch.maximum(a - a_size / 2, b - b_size / 2)).clamp(min=0)
    common = sides[..., 0] * sides[..., 1]
    return common, a_size[..., 0] * a_size[..., 1] + b_size[..., 0] * b_size[..., 1] - common


def scale_loss(scale, raw, label, boxes):
    centre, size = scale.decoded(raw)
    true, true_size, owns = label[..., 0:2], label[..., 2:4], label[..., 4]

    common, union = overlap(centre, size, true, true_size)
    hull = torch.maximum(centre + size / 2, true + true_size / 2) - torch.minimum(centre - size / 2, true - true_size / 2)
    hull = hull[..., 0] * hull[..., 1]
    giou = common / union - (hull - union) / hull
    box = owns * (2 - true_size[..., 0] * true_size[..., 1] / PIXELS**2) * (1 - giou)

    with torch.no_grad():  # a cell is background or not: no gradient goes through that
        every = boxes[:, None, None, None]
        common, union = overlap(centre[..., None, :], size[..., None, :], every[..., 0:2], every[..., 2:4])
        background = (1 - owns) * ((common / union).amax(-1) < 0.5).float()
    logit = raw[..., 4]
    surprise = F.binary_cross_entropy_with_logits(logit, owns, reduction="none")
    confidence = (owns - logit.sigmoid()).square() * (owns + background) * surprise

    classes = owns[..., None] * F.binary_cross_entropy_with_logits(raw[..., 5:], label[..., 5:], reduction="none")
    return (box.sum() + confidence.sum() + classes.sum()) / raw.shape[0]


def yolo(x, t, shape):
    """The scales are tensors of their own, as a network gives them."""
    images = shape[0]
    raw = [part.clone().requires_grad_() for part in split(x, images)[0]]
    labels, boxes = split(t, images)
    boxes = boxes.view(images, -1, 4)

    def step():
        for part in raw:
            part.grad = None
        value = sum(scale_loss(*of_scale, boxes) for of_scale in zip(SCALES, raw, labels))
        value.backward()
        return value

    return step, lambda: torch.cat([part.grad.view(-1) for part in raw])


def frame(x, t, shape):
    """shape: the room for boxes that are left."""
    raw, found = split(x, 1)[0], []

    def run():
        boxes, scores, kinds = [], [], []
        for scale, part in zip(SCALES, raw):
            centre, size = scale.decoded(part)
            best, kind = part[..., 5:].sigmoid().max(-1)
            confidence = part[..., 4].sigmoid()
            score = confidence * best
            mask = (confidence > 0.3) & (score > 0.3)
            boxes.append(torch.cat([centre[mask], size[mask]], -1))
            scores.append(score[mask])
            kinds.append(kind[mask])
        boxes, scores, kinds = torch.cat(boxes), torch.cat(scores), torch.cat(kinds)
        corners = torch.cat([boxes[:, :2] - boxes[:, 2:] / 2, boxes[:, :2] + boxes[:, 2:] / 2], -1)
        kept = batched_nms(corners, scores, kinds, 0.45)
        found[:] = [boxes[kept]]
        return scores[kept].sum()

    return inference(run, lambda: torch.cat([found[0].view(-1), torch.zeros(shape[0] - found[0].numel())]))


LOSSES = {"yolo": yolo, "frame": frame}
