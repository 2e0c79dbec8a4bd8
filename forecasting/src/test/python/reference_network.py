#!/usr/bin/env python3
"""Writes reference values of the network, computed by Python PyTorch, for ForecastNetworkTest.

Usage: python3 reference_network.py > ../resources/io/prescale/forecasting/network/reference.json

Tried with PyTorch 1.13.1. Parameters stand in the order in which the network lists them: for each
LSTM layer w_ih, w_hh, b_ih, b_hh; then attention, dense and output layer, weight and bias each.
"""

import json
import sys

import torch

STEPS = 24
HORIZONS = 12
BATCH = 3


def numbers(tensor):
    return [float(value) for value in tensor.flatten()]


def compute(case):
    torch.manual_seed(case["seed"])
    features, statics, hidden = case["features"], case["staticFeatures"], case["hidden"]
    lstm = torch.nn.LSTM(features, hidden, case["layers"], batch_first=True)
    attention = torch.nn.Linear(hidden, 1) if case["attention"] else None
    encoding = 2 * hidden if attention else hidden
    dense = torch.nn.Linear(encoding + statics, hidden)
    output = torch.nn.Linear(hidden, 2 * HORIZONS if statics else HORIZONS)

    sequences = torch.randn(BATCH, STEPS, features) * 2
    static_inputs = torch.randn(BATCH, statics) * 2
    steps, _ = lstm(sequences)
    encoded = steps[:, -1, :]
    if attention:
        context = (steps * torch.softmax(attention(steps), dim=1)).sum(dim=1)
        encoded = torch.cat([encoded, context], dim=1)
    raw = output(torch.relu(dense(torch.cat([encoded, static_inputs], dim=1))))
    outputs = raw
    if statics:
        gate = torch.sigmoid(raw[:, HORIZONS:])
        outputs = raw[:, :HORIZONS] + gate * static_inputs[:, :HORIZONS]

    parameters = [parameter for parameter in lstm.parameters()]
    for layer in [attention, dense, output]:
        parameters += list(layer.parameters()) if layer else []
    return dict(
        case,
        parameters=[{"shape": list(p.shape), "values": numbers(p)} for p in parameters],
        sequences=numbers(sequences),
        statics=numbers(static_inputs),
        encodings=numbers(encoded),
        outputs=numbers(outputs),
    )


def main():
    cases = [
        dict(name="one layer", seed=1, layers=1, hidden=6, features=5, staticFeatures=0,
             attention=False),
        dict(name="two layers", seed=2, layers=2, hidden=5, features=4, staticFeatures=0,
             attention=False),
        dict(name="attention", seed=3, layers=1, hidden=6, features=5, staticFeatures=0,
             attention=True),
        dict(name="gated head", seed=4, layers=1, hidden=6, features=5, staticFeatures=15,
             attention=False),
        dict(name="two layers, attention, gated head", seed=5, layers=2, hidden=5, features=4,
             staticFeatures=13, attention=True),
    ]
    with torch.no_grad():
        json.dump([compute(case) for case in cases], sys.stdout)
    print()


if __name__ == "__main__":
    main()
