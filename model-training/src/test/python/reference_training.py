#!/usr/bin/env python3
"""Writes reference values of training steps, computed by Python PyTorch, for TrainingStepTest.

Usage: python3 reference_training.py > ../resources/io/prescale/training/fit/reference.json

Tried with PyTorch 1.13.1 (Debian: apt-get install python3-torch, then /usr/bin/python3). Each case
starts from the same parameters and takes three steps of Adam over the same batch, of which some
targets do not count. Parameters stand in the order in which the network lists them: for each LSTM
layer w_ih, w_hh, b_ih, b_hh; then attention, dense and output layer, weight and bias each.
"""

import json
import math
import sys

import torch

STEPS, HORIZONS, BATCH = 24, 12, 6
LAYERS, HIDDEN, FEATURES, STATICS = 2, 5, 4, 13
LEARNING_RATES = [2e-3, 5e-3, 1e-3]

LOSSES = {
    "MSE": lambda difference: difference.square().sum(),
    "MAE": lambda difference: difference.abs().sum(),
    # log cosh, less the constant log 2 for each target, which has no gradient
    "LOG_COSH": lambda d: (d.abs() + torch.log1p(torch.exp(-2 * d.abs()))).sum(),
}


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = torch.nn.LSTM(FEATURES, HIDDEN, LAYERS, batch_first=True)
        self.attention = torch.nn.Linear(HIDDEN, 1)
        self.dense = torch.nn.Linear(2 * HIDDEN + STATICS, HIDDEN)
        self.output = torch.nn.Linear(HIDDEN, 2 * HORIZONS)

    def forward(self, sequences, statics):
        steps, _ = self.lstm(sequences)
        context = (steps * torch.softmax(self.attention(steps), dim=1)).sum(dim=1)
        encoded = torch.cat([steps[:, -1, :], context, statics], dim=1)
        raw = self.output(torch.relu(self.dense(encoded)))
        return raw[:, :HORIZONS] + torch.sigmoid(raw[:, HORIZONS:]) * statics[:, :HORIZONS]


def numbers(tensor):
    return [float("%.9g" % value) for value in tensor.detach().flatten().tolist()]


def parameters(network):
    return [{"shape": list(p.shape), "values": numbers(p)} for p in network.parameters()]


def train(name, sequences, statics, targets, mask):
    torch.manual_seed(1)
    network = Network()
    optimizer = torch.optim.Adam(network.parameters())
    steps = []
    for step, rate in enumerate(LEARNING_RATES, start=1):
        optimizer.param_groups[0]["lr"] = rate
        # Ours is the form of section 2 of the paper that corrects the rate instead of the moments:
        # its epsilon stands beside the uncorrected deviation.
        optimizer.param_groups[0]["eps"] = 1e-8 / math.sqrt(1 - 0.999**step)
        optimizer.zero_grad()
        difference = (targets - network(sequences, statics)) * mask
        loss = LOSSES[name](difference) / mask.sum()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        steps.append({"learningRate": rate, "loss": loss.item(), "norm": norm.item()})
        assert math.isfinite(steps[-1]["loss"])
    return {"loss": name, "steps": steps, "parameters": parameters(network)}


def main():
    torch.manual_seed(1)
    initial = parameters(Network())
    torch.manual_seed(2)
    sequences = torch.randn(BATCH, STEPS, FEATURES) * 2
    statics = torch.randn(BATCH, STATICS) * 2
    targets = torch.randn(BATCH, HORIZONS) * 3
    mask = (torch.rand(BATCH, HORIZONS) > 0.3).float()
    json.dump(
        {
            "layers": LAYERS,
            "hidden": HIDDEN,
            "features": FEATURES,
            "staticFeatures": STATICS,
            "batch": BATCH,
            "parameters": initial,
            "sequences": numbers(sequences),
            "statics": numbers(statics),
            "targets": numbers(targets),
            "mask": numbers(mask),
            "cases": [train(name, sequences, statics, targets, mask) for name in LOSSES],
        },
        sys.stdout,
    )
    print()


if __name__ == "__main__":
    main()
