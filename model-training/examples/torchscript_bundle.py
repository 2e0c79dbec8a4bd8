#!/usr/bin/env python3
"""Makes a model bundle of a TorchScript program; see docs/model-bundle.md.

Usage: torchscript_bundle.py --like BUNDLE --output FOLDER [--name torchscript-NAME]

Features, autoregression prior, residual quantiles, training and accuracy are copied from the
bundle BUNDLE, which any `prescale train` writes: put your own in their place. The module here is
not trained: put yours in its place. Needs Python 3.7 and PyTorch 1.13 or later.
"""

import argparse
import hashlib
import json
import pathlib

import torch


class Forecast(torch.nn.Module):
    """[batch, 24, features], [batch, static features] -> [batch, 12] changes, scaled."""

    def __init__(self, features, statics, hidden=8, horizons=12):
        super().__init__()
        self.horizons = horizons
        self.convolution = torch.nn.Conv1d(features, hidden, kernel_size=3)
        self.output = torch.nn.Linear(hidden + statics, horizons)

    def forward(self, sequences, statics):
        steps = torch.relu(self.convolution(sequences.transpose(1, 2)))
        own = self.output(torch.cat([steps.mean(dim=2), statics], dim=1))
        # The first 12 static features are the changes that the group's own linear forecast sees.
        return 0.1 * own + statics[:, : self.horizons]


def fingerprint(schema):
    """SHA-256 of the canonical text of the features: one line for each property."""
    lines = [
        "version=%d" % schema["version"],
        "sequenceLength=%d" % schema["sequenceLength"],
        "horizons=%d" % schema["horizons"],
        "scaling=%s" % schema["scaling"],
        "groups=[%s]" % ", ".join(schema["groups"]),
        "sequenceFeatures=%s" % ",".join(schema["sequenceFeatures"]),
        "staticFeatures=%s" % ",".join(schema["staticFeatures"]),
    ]
    return hashlib.sha256(("\n".join(lines) + "\n").encode()).hexdigest()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--like", required=True, type=pathlib.Path)
    parser.add_argument("--output", required=True, type=pathlib.Path)
    parser.add_argument("--name", default="torchscript-example")
    arguments = parser.parse_args()

    manifest = json.loads((arguments.like / "model.json").read_text())
    schema = manifest["featureSchema"]
    if schema["fingerprint"] != fingerprint(schema):
        raise SystemExit("%s: the fingerprint is not that of the features" % arguments.like)
    if schema["scaling"] != "CHANGE":
        raise SystemExit("%s: expected a model of scaled changes" % arguments.like)

    torch.manual_seed(1)
    features, statics = len(schema["sequenceFeatures"]), len(schema["staticFeatures"])
    sequences = torch.randn(2, schema["sequenceLength"], features)
    static_inputs = torch.randn(2, statics)
    script = torch.jit.trace(Forecast(features, statics).eval(), (sequences, static_inputs))

    arguments.output.mkdir(parents=True)
    program = arguments.output / "forecast.pt"
    script.save(str(program))
    manifest["id"] = arguments.name  # choose a new name for each new model: jobs compare it
    manifest["network"] = {"type": "torchscript"}
    manifest["groups"] = 0
    manifest["members"] = [program.name]
    manifest["files"] = {program.name: hashlib.sha256(program.read_bytes()).hexdigest()}
    (arguments.output / "model.json").write_text(json.dumps(manifest, indent=2) + "\n")
    # The first two rows of what it makes of a plain input, to compare with.
    plain = torch.arange(2 * 24 * features).reshape(2, 24, features) % 7 / 7.0
    plain_statics = torch.arange(2 * statics).reshape(2, statics) % 5 / 5.0
    with torch.no_grad():
        print(json.dumps(script(plain, plain_statics).tolist()))


if __name__ == "__main__":
    main()
