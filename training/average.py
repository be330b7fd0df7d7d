"""Average the weights of several runs into one reader: the cheapest gain there is, and free at run time.

python -m training.average runs/mean.pt runs/0.pt runs/1.pt runs/2.pt
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def average(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Take the mean of every tensor."""
    return {name: sum(state[name].float() for state in states) / len(states) for name in states[0]}


def main() -> None:
    """Read the runs, write their mean."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", type=Path, nargs="+")
    args = parser.parse_args()
    torch.save(average([torch.load(run) for run in args.runs]), args.out)


if __name__ == "__main__":
    main()
