"""The sampler draws from the distribution it claims to draw from."""

import math
from pathlib import Path

import pytest
import torch

from trainer.control import Control
from trainer.models import load_causal, load_tokenizer
from trainer.sampling import GumbelSampler, Settings, keep_likely, noise_key, sample_batch

LOGITS = torch.tensor([2.0, 1.0, 0.5, 0.0, -1.0, -3.0, 9.0])
PAD = 6


def draw(settings: Settings, rows: int) -> tuple[torch.Tensor, torch.Tensor]:
    """One draw for each of `rows` answers: the tokens chosen and their log-probabilities."""
    keys = [noise_key(1, f"prompt {row}", 0) for row in range(rows)]
    sampler = GumbelSampler(settings, keys, "cpu", PAD)
    scores = sampler(None, LOGITS.expand(rows, -1))
    return scores.argmax(dim=-1), sampler.logprobs[0]


def chi_squared(counts: torch.Tensor, probabilities: torch.Tensor) -> float:
    expected = probabilities * counts.sum()
    return float(((counts - expected) ** 2 / expected).sum())


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_draws_follow_the_tempered_softmax(temperature: float) -> None:
    tokens, _ = draw(Settings(temperature), 20_000)
    counts = torch.bincount(tokens, minlength=7)
    assert counts[PAD] == 0
    # 5 degrees of freedom: 20.5 is passed by chance once in a thousand seeds, and the seed is fixed.
    assert chi_squared(counts[:6].float(), (LOGITS[:6] / temperature).softmax(0)) < 20.5


def test_cuts_leave_the_rest_in_proportion() -> None:
    tokens, _ = draw(Settings(1.0, top_p=1.0, top_k=4), 20_000)
    counts = torch.bincount(tokens, minlength=7)
    # The pad token is out before the cut, so four real tokens stay.
    assert counts[4:].sum() == 0
    assert chi_squared(counts[:4].float(), LOGITS[:4].softmax(0)) < 16.3


def test_log_probabilities_are_the_raw_models() -> None:
    tokens, logprobs = draw(Settings(0.3, top_p=0.9), 200)
    assert torch.equal(logprobs, LOGITS.log_softmax(0)[tokens])


def test_temperature_zero_is_greedy() -> None:
    tokens, _ = draw(Settings(0.0), 5)
    assert tokens.tolist() == [0] * 5


@pytest.mark.parametrize("size", [10, 5_000])
@pytest.mark.parametrize("top_p", [0.05, 0.5, 0.9, 0.999])
def test_top_p_keeps_the_smallest_set_that_reaches_it(size: int, top_p: float) -> None:
    generator = torch.Generator().manual_seed(size)
    logits = torch.randn(8, size, generator=generator)
    kept = keep_likely(logits, Settings(1.0, top_p=top_p)).isfinite()
    for row in range(8):
        probabilities = logits[row].double().softmax(0)
        mass, inside = float(probabilities[kept[row]].sum()), probabilities[kept[row]]
        assert mass >= top_p - 1e-5
        assert mass - float(inside.min()) < top_p + 1e-5
        assert all(float(inside.min()) >= outside for outside in probabilities[~kept[row]].tolist())


def test_noise_depends_on_every_part_of_its_key() -> None:
    keys = {
        noise_key(seed, prompt, index, version)
        for seed in (1, 2)
        for prompt in ("a", "b")
        for index in (0, 1)
        for version in ("v", "w")
    }
    assert len(keys) == 16
    assert max(keys) < 2**53


def test_log_probability_is_what_a_forward_pass_gives(tiny: Path) -> None:
    """Also for a row that was padded on the left, and for one that ended early."""
    model, tokenizer = load_causal(str(tiny)), load_tokenizer(str(tiny))
    prompts = [[5, 6, 7], list(range(10, 40)), [9]]
    made = sample_batch(model, tokenizer, prompts, [1, 2, 3], Settings(0.7, 0.9), 40, Control())
    for prompt, answer in zip(prompts, made, strict=True):
        ids = torch.tensor([prompt + answer.ids])
        with torch.no_grad():
            logprobs = model(ids).logits.log_softmax(-1)
        picked = logprobs[0, len(prompt) - 1 : -1].gather(1, ids[0, len(prompt) :, None])
        assert answer.logprob == pytest.approx(float(picked.sum()), abs=1e-3)


def test_an_answer_ends_with_its_first_end_token(tiny: Path) -> None:
    model, tokenizer = load_causal(str(tiny)), load_tokenizer(str(tiny))
    keys = list(range(64))
    made = sample_batch(model, tokenizer, [[5, 6]] * 64, keys, Settings(1.5), 60, Control())
    assert any(answer.finished for answer in made)
    assert any(not answer.finished for answer in made)
    for answer in made:
        assert answer.finished == (answer.ids[-1] == tokenizer.eos_token_id)
        assert tokenizer.eos_token_id not in answer.ids[:-1]
        assert tokenizer.pad_token_id not in answer.ids
        assert answer.finished or len(answer.ids) == 60


def test_far_tail_is_not_cut_off() -> None:
    """Twenty thousand unlikely tokens together are drawn as often as their sum says."""
    logits = torch.zeros(400, 20_000)
    logits[:, 5] = math.log(0.25 * 20_000 / 0.75)
    sampler = GumbelSampler(Settings(1.0), list(range(400)), "cpu", 0)
    share = (sampler(None, logits).argmax(dim=-1) == 5).float().mean().item()
    # 400 draws at one in four: standard deviation .022.
    assert abs(share - 0.25) < 0.075
