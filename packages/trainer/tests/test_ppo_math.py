"""PPO's arithmetic against values worked by hand."""

import math

import pytest
import torch

from trainer.ppo_math import (
    adapted_coefficient,
    advantages_and_returns,
    approximate_kl,
    explained_variance,
    kl_estimates,
    learning_rate_factor,
    mean_and_variance,
    moments,
    policy_losses,
    token_rewards,
    value_losses,
    whiten,
)

MASK = torch.tensor([[1.0, 1.0, 1.0, 1.0], [1.0, 1.0, 0.0, 0.0]])


def test_four_steps_of_advantages_worked_by_hand() -> None:
    """Powers of two all through, so that every number is exact."""
    rewards = torch.tensor([[0.0, 0.0, 0.0, 1.0]])
    values = torch.tensor([[0.5, 0.25, 0.5, 0.75]])
    advantages, returns = advantages_and_returns(rewards, values, torch.ones(1, 4), 0.5, 0.5)
    # Surprises, last first: 1 - .75; 0 + .5 * .75 - .5; 0 + .5 * .5 - .25; 0 + .5 * .25 - .5.
    surprises = [-0.375, 0.0, -0.125, 0.25]
    expected = [0.0] * 4
    ahead = 0.0
    for t in (3, 2, 1, 0):
        ahead = surprises[t] + 0.25 * ahead
        expected[t] = ahead
    assert expected == [-0.37890625, -0.015625, -0.0625, 0.25]
    assert advantages.tolist() == [expected]
    assert returns.tolist() == [[0.12109375, 0.234375, 0.4375, 1.0]]


def test_lambda_one_gives_the_discounted_sum_and_lambda_zero_one_step() -> None:
    rewards, values = torch.tensor([[1.0, 2.0, 4.0]]), torch.tensor([[3.0, 5.0, 7.0]])
    _, returns = advantages_and_returns(rewards, values, torch.ones(1, 3), 0.5, 1.0)
    assert returns.tolist() == [[1 + 0.5 * 2 + 0.25 * 4, 2 + 0.5 * 4, 4]]
    advantages, _ = advantages_and_returns(rewards, values, torch.ones(1, 3), 0.5, 0.0)
    assert advantages.tolist() == [[1 + 2.5 - 3, 2 + 3.5 - 5, 4 - 7]]


def test_what_stands_behind_an_answer_changes_nothing() -> None:
    rewards, values = torch.randn(2, 4), torch.randn(2, 4)
    padded = advantages_and_returns(rewards, values, MASK, 0.9, 0.8)
    alone = advantages_and_returns(rewards[1:, :2], values[1:, :2], torch.ones(1, 2), 0.9, 0.8)
    for whole, part in zip(padded, alone, strict=True):
        assert torch.equal(whole[1:, :2], part)
        assert whole[1, 2:].tolist() == [0.0, 0.0]


def test_the_score_sits_on_the_last_token_and_never_on_padding() -> None:
    kl = torch.full((2, 4), 2.0)
    rewards = token_rewards(torch.tensor([10.0, -3.0]), kl, MASK, 0.5)
    assert rewards.tolist() == [[-1.0, -1.0, -1.0, 9.0], [-1.0, -4.0, 0.0, 0.0]]


def test_whitening_counts_answers_tokens_alone() -> None:
    values = torch.randn(2, 4, generator=torch.Generator().manual_seed(1)) * 5 + 3
    spoiled = torch.where(MASK == 0, torch.tensor(1e6), values)
    made = whiten(spoiled, MASK, moments(spoiled, MASK))
    kept = made[MASK == 1].double()
    assert float(kept.mean()) == pytest.approx(0, abs=1e-6)
    assert float(kept.var(correction=0)) == pytest.approx(1, abs=1e-6)
    assert made[MASK == 0].tolist() == [0.0, 0.0]


def test_moments_of_parts_add_up_to_those_of_the_whole() -> None:
    values = torch.randn(6, 5)
    mask = (torch.rand(6, 5) > 0.4).float()
    whole = moments(values, mask)
    parts = sum(moments(values[start : start + 2], mask[start : start + 2]) for start in (0, 2, 4))
    torch.testing.assert_close(whole, parts)
    kept = values[mask == 1].double()
    mean, variance = mean_and_variance(whole)
    assert mean == pytest.approx(float(kept.mean()))
    assert variance == pytest.approx(float(kept.var(correction=0)))


def test_moments_do_not_hide_a_nan() -> None:
    mean, variance = mean_and_variance(moments(torch.tensor([[1.0, math.nan]]), torch.ones(1, 2)))
    assert math.isnan(mean)
    assert math.isnan(variance)


def test_kl_estimates_agree_with_the_exact_kl() -> None:
    generator = torch.Generator().manual_seed(3)
    policy, reference = (torch.randn(45, generator=generator).log_softmax(0) for _ in range(2))
    exact = float((policy.exp() * (policy - reference)).sum())
    drawn = torch.multinomial(policy.exp(), 20_000, replacement=True, generator=generator)
    k1, k3 = kl_estimates(policy[drawn], reference[drawn])
    for estimate in (k1, k3):
        error = float(estimate.std()) / math.sqrt(len(drawn))
        assert abs(float(estimate.mean()) - exact) < 3 * error
    assert float(k1.min()) < 0
    assert float(k3.min()) >= 0


def test_the_policys_loss_is_clipped_on_the_pessimistic_side_alone() -> None:
    ratios = torch.tensor([[1.5, 0.5, 1.5, 0.5, 1.1]])
    advantages = torch.tensor([[1.0, 1.0, -1.0, -1.0, 2.0]])
    losses, ratio, clipped = policy_losses(ratios.log(), torch.zeros(1, 5), advantages, 0.2)
    assert ratio.tolist()[0] == pytest.approx([1.5, 0.5, 1.5, 0.5, 1.1])
    assert losses.tolist()[0] == pytest.approx([-1.2, -0.5, 1.5, 0.8, -2.2])
    assert clipped.tolist() == [[1.0, 0.0, 0.0, 1.0, 0.0]]


def test_at_a_ratio_of_one_the_gradient_is_the_plain_policy_gradient() -> None:
    logprobs = torch.tensor([[-1.0, -2.0, -3.0]], requires_grad=True)
    advantages = torch.tensor([[0.5, -2.0, 1.0]])
    losses, ratio, clipped = policy_losses(logprobs, logprobs.detach(), advantages, 0.2)
    losses.sum().backward()
    assert ratio.tolist() == [[1.0, 1.0, 1.0]]
    assert float(clipped.sum()) == 0
    assert logprobs.grad is not None
    assert torch.equal(logprobs.grad, -advantages)


def test_the_values_loss_is_clipped_around_the_old_values() -> None:
    values, old = torch.tensor([[2.0, 0.1, -1.0]]), torch.zeros(1, 3)
    losses, clipped = value_losses(values, old, torch.tensor([[1.0, 1.0, 1.0]]), 0.2)
    # Held at 0.2, 0.1 and -0.2, whose errors are .8, .9 and 1.2; the free ones' are 1, .9 and 2.
    assert losses.tolist()[0] == pytest.approx([0.5, 0.405, 2.0])
    assert clipped.tolist() == [[0.0, 0.0, 0.0]]
    losses, clipped = value_losses(torch.tensor([[1.0]]), torch.zeros(1, 1), torch.tensor([[1.0]]), 0.2)
    assert losses.tolist()[0] == pytest.approx([0.32])
    assert clipped.tolist() == [[1.0]]


def test_approximate_kl_is_half_the_squared_log_ratio() -> None:
    assert approximate_kl(torch.tensor([1.0, -2.0]), torch.tensor([0.0, 0.0])).tolist() == [0.5, 2.0]


def test_explained_variance() -> None:
    returns, mask = torch.tensor([[1.0, 2.0, 3.0, 4.0]]), torch.ones(1, 4)

    def share(values: torch.Tensor) -> float:
        return explained_variance(moments(returns, mask), moments(returns - values, mask))

    assert share(returns + 7) == pytest.approx(1)
    assert share(torch.zeros(1, 4)) == pytest.approx(0)
    assert share(-returns) == pytest.approx(-3)
    assert explained_variance(moments(mask, mask), moments(mask, mask)) == 0


def test_the_coefficient_follows_the_target() -> None:
    assert adapted_coefficient(0.1, 99.0, None, 100, 50) == 0.1
    assert adapted_coefficient(0.1, 6.0, 6.0, 100, 50) == 0.1
    assert adapted_coefficient(0.1, 6.6, 6.0, 100, 50) == pytest.approx(0.1 * 1.05)
    assert adapted_coefficient(0.1, 99.0, 6.0, 100, 50) == pytest.approx(0.1 * 1.1)
    assert adapted_coefficient(0.1, -5.0, 6.0, 100, 50) == pytest.approx(0.1 * 0.9)


def test_the_learning_rate_warms_up_and_falls_but_never_stands_still() -> None:
    def factors(schedule: str, warmup: float) -> list[float]:
        return [learning_rate_factor(schedule, warmup, step, 4) for step in (1, 2, 3, 4)]

    assert factors("constant", 0) == [1, 1, 1, 1]
    assert factors("linear", 0) == [1, 0.75, 0.5, 0.25]
    assert factors("linear", 0.25) == pytest.approx([0.5, 1, 2 / 3, 1 / 3])
    assert factors("cosine", 0) == pytest.approx(
        [1, 0.5 + 0.5 * math.sqrt(0.5), 0.5, 0.5 - 0.5 * math.sqrt(0.5)]
    )
