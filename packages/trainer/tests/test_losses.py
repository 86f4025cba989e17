"""The losses against their formulas, worked out number by number."""

import math

import pytest
import torch

from trainer.losses import (
    dpo_losses,
    kto_losses,
    orpo_losses,
    reward_losses,
    simpo_losses,
    weighted_mean,
)

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


@pytest.mark.parametrize("kl", [0.0, 0.7])
def test_kto_losses_equal_their_formula(kl: float) -> None:
    ratios, good, beta = [0.5, -1.0, 3.0, 3.0], [True, True, False, True], 0.3
    made = kto_losses(torch.tensor(ratios), torch.tensor(good), kl, beta)
    assert made.tolist() == pytest.approx(
        [
            1 - sigmoid(beta * ((ratio - kl) if label else (kl - ratio)))
            for ratio, label in zip(ratios, good, strict=True)
        ]
    )


MEANS = [-0.2, -1.5, -0.9], [-0.8, -0.4, -2.5]
CHOSEN_MEANS, REJECTED_MEANS = (torch.tensor(side, dtype=torch.float64) for side in MEANS)


def test_orpo_losses_equal_their_formula() -> None:
    def odds(mean: float) -> float:
        return math.exp(mean) / (1 - math.exp(mean))

    made = orpo_losses(CHOSEN_MEANS, REJECTED_MEANS, 0.25)
    assert made.tolist() == pytest.approx(
        [-c - 0.25 * math.log(sigmoid(math.log(odds(c) / odds(r)))) for c, r in zip(*MEANS, strict=True)]
    )


def test_an_answer_that_is_certain_has_odds_with_an_end() -> None:
    means = torch.tensor([0.0, -1.0], requires_grad=True)
    losses = orpo_losses(means[:1], means[1:], 1.0)
    losses.sum().backward()
    assert torch.isfinite(losses).all()
    assert torch.isfinite(means.grad).all()


def test_simpo_losses_equal_their_formula() -> None:
    made = simpo_losses(CHOSEN_MEANS, REJECTED_MEANS, 2.0, 0.6)
    assert made.tolist() == pytest.approx(
        [-math.log(sigmoid(2.0 * (c - r) - 0.6)) for c, r in zip(*MEANS, strict=True)]
    )


def test_the_weighted_mean_counts_each_pair_by_its_weight() -> None:
    losses = torch.tensor([1.0, 2.0, 6.0])
    assert weighted_mean(losses, None).item() == 3.0
    assert weighted_mean(losses, torch.tensor([2.0, 1.0, 0.0])).item() == pytest.approx(4 / 3)
