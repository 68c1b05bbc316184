"""The two ways to run a loss."""
import torch


def training(x, loss):
    """Forward and backward. The gradient is dropped before each call, as zero_grad() does: PyTorch then hands the new one over and adds nothing."""
    x.requires_grad_()

    def step():
        x.grad = None
        value = loss()
        value.backward()
        return value

    return step, lambda: x.grad


def inference(run, output=None):
    """Without gradients. run() returns the value, and writes into or replaces what output() returns."""
    def step():
        with torch.no_grad():
            return run()

    return step, output or (lambda: torch.zeros(0))
