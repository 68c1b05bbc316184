"""Runs losses as PyTorch users write them, on request: one line of JSON in, one line out. Started by the benchmarks, which share the inputs by files."""
import json
import os
import sys
import time

import torch

import boxes
import detection
import elements
import formulas
import rows

LOSSES = {**elements.LOSSES, **boxes.LOSSES, **rows.LOSSES, **detection.LOSSES}
TYPES = {"float32": torch.float32, "float64": torch.float64, "int32": torch.int32, "uint8": torch.uint8}

contests = []


class Contest:
    def __init__(self, loss, predictions, targets, shape):
        self.step, self.output = LOSSES[loss](predictions, targets, shape)

    def run(self, seconds):
        """The fastest call of a block, in nanoseconds, and the number of threads it had: every number has its share, in each block anew, since a busy machine
        makes threads wait for each other."""
        counts = range(1, (os.cpu_count() or 1) + 1)
        return min((self.block(seconds / len(counts), threads), threads) for threads in counts)

    def block(self, seconds, threads):
        torch.set_num_threads(threads)
        best, end = float("inf"), time.perf_counter_ns() + seconds * 1e9
        while True:
            start = time.perf_counter_ns()
            self.step()
            now = time.perf_counter_ns()
            best = min(best, now - start)
            if now >= end:
                return best


def load(path, dtype):
    with open(path, "rb") as file:
        data = bytearray(file.read())
    return torch.frombuffer(data, dtype=TYPES[dtype]) if data else torch.zeros(0, dtype=TYPES[dtype])


def save(numbers, path):
    data = bytearray(4 * numbers.numel())
    if data:
        torch.frombuffer(data, dtype=torch.float32).copy_(numbers.reshape(-1))
    with open(path, "wb") as file:
        file.write(data)


def answer(request):
    if request["do"] == "load":
        contests.append(Contest(request["loss"], load(request["predictions"], "float32"), load(request["targets"], request["type"]), request["shape"]))
        return len(contests) - 1
    if request["do"] == "evaluate":
        save(formulas.evaluate(load(request["x"], "float32"), request["formula"], request["target"], request["gamma"]), request["path"])
        return True
    contest = contests[request["contest"]]
    if request["do"] == "run":
        return contest.run(request["seconds"])
    value = contest.step()
    save(contest.output().detach(), request["path"])
    return float(value)


print(json.dumps(f"PyTorch {torch.__version__}"), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
