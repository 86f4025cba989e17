"""The losses against their formulas, worked out number by number."""

import math

import pytest
import torch

from trainer.losses import dpo_losses, reward_losses, weighted_mean

CHOSEN, REJECTED = [0.5, -1.0, 3.0], [0.2, 1.0, -2.0]
LENGTHS = [[2, 5, 7], [3, 4, 9]]


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def dpo(kind: str, beta: float, smoothing: float = 0.0) -> list[float]:
    made = dpo_losses(
        torch.tensor(CHOSEN, dtype=torch.float64),
        torch.tensor(REJECTED, dtype=torch.float64),
        kind,
        beta,
        smoothing,
        torch.tensor(LENGTHS),
    )
    values: list[float] = made.tolist()
    return values


@pytest.mark.parametrize("beta", [0.1, 0.5])
def test_dpo_losses_equal_their_formulas(beta: float) -> None:
    gaps = [c - r for c, r in zip(CHOSEN, REJECTED, strict=True)]
    assert dpo("sigmoid", beta) == pytest.approx([-math.log(sigmoid(beta * gap)) for gap in gaps])
    assert dpo("hinge", beta) == pytest.approx([max(0.0, 1 - beta * gap) for gap in gaps])
    assert dpo("ipo", beta) == pytest.approx(
        [
            (c / lc - r / lr - 1 / (2 * beta)) ** 2
            for c, r, lc, lr in zip(CHOSEN, REJECTED, *LENGTHS, strict=True)
        ]
    )
    flip = 0.2
    assert dpo("robust", beta, flip) == pytest.approx(
        [
            (-(1 - flip) * math.log(sigmoid(beta * gap)) + flip * math.log(sigmoid(-beta * gap)))
            / (1 - 2 * flip)
            for gap in gaps
        ]
    )


def test_robust_without_flips_is_plain() -> None:
    assert dpo("robust", 0.1) == pytest.approx(dpo("sigmoid", 0.1))


def test_reward_losses_equal_bradley_terry_with_margin() -> None:
    chosen, rejected = torch.tensor([1.0, -0.5]), torch.tensor([0.0, 0.5])
    plain = [-math.log(sigmoid(1.0)), -math.log(sigmoid(-1.0))]
    assert reward_losses(chosen, rejected, None).tolist() == pytest.approx(plain)
    margin = torch.tensor([0.25, 1.0])
    wide = [-math.log(sigmoid(0.75)), -math.log(sigmoid(-2.0))]
    assert reward_losses(chosen, rejected, margin).tolist() == pytest.approx(wide)


def test_the_weighted_mean_counts_each_pair_by_its_weight() -> None:
    losses = torch.tensor([1.0, 2.0, 6.0])
    assert weighted_mean(losses, None).item() == 3.0
    assert weighted_mean(losses, torch.tensor([2.0, 1.0, 0.0])).item() == pytest.approx(4 / 3)
