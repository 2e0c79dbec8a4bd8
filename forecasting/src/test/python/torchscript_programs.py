#!/usr/bin/env python3
"""Writes TorchScript programs that must be refused, for TorchScriptTest.

Usage: /usr/bin/python3 torchscript_programs.py ../resources/io/prescale/forecasting/programs

Tried with PyTorch 1.13.1. The bundle that must be accepted, beside them, is made by
    /usr/bin/python3 model-training/examples/torchscript_bundle.py --like models/default \\
        --output forecasting/src/test/resources/io/prescale/forecasting/torchscript \\
        --name torchscript-fixture > .../io/prescale/forecasting/torchscript-outputs.json
"""

import pathlib
import sys

import torch

FEATURES, STATICS = 15, 74


class Normalised(torch.nn.Module):
    """Left in training mode: batch normalisation over whatever else is in the batch."""

    def __init__(self):
        super().__init__()
        self.normalisation = torch.nn.BatchNorm1d(STATICS, affine=False, track_running_stats=False)

    def forward(self, sequences, statics):
        return self.normalisation(statics)[:, :12] + sequences[:, -1, :1]


class ByChance(torch.nn.Module):
    """Left in training mode: dropout."""

    def forward(self, sequences, statics):
        return torch.nn.functional.dropout(statics[:, :12], p=0.5, training=True)


class TooShort(torch.nn.Module):
    """Gives eleven outputs instead of twelve."""

    def forward(self, sequences, statics):
        return statics[:, :11]


class OtherFeatures(torch.nn.Module):
    """Takes sixteen features at each step."""

    def __init__(self):
        super().__init__()
        self.output = torch.nn.Linear(16, 12)

    def forward(self, sequences, statics):
        return self.output(sequences[:, -1, :])


class NoNumbers(torch.nn.Module):
    """Gives what is no number."""

    def forward(self, sequences, statics):
        return statics[:, :12] / (statics[:, :12] - statics[:, :12])


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    modules = {
        "normalised": (Normalised(), FEATURES),
        "by-chance": (ByChance(), FEATURES),
        "too-short": (TooShort(), FEATURES),
        "other-features": (OtherFeatures(), 16),
        "no-numbers": (NoNumbers(), FEATURES),
    }
    for name, (module, features) in modules.items():
        inputs = (torch.randn(2, 24, features), torch.randn(2, STATICS))
        torch.jit.trace(module, inputs, check_trace=False).save(str(folder / (name + ".pt")))


if __name__ == "__main__":
    main()
