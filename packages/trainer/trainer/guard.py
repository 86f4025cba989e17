"""A run's guard against over-optimisation: looks at each evaluation, tells what it sees, and at the limit
warns, or ends the run and gives back the weights of the best look."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from trainer.data import prompt_ids
from trainer.decode import decode, encode
from trainer.errors import GuardStopped, TrainerError
from trainer.events import Events
from trainer.guard_rule import Fired, Look, Watch, growth_of, mean, observed
from trainer.guard_words import words_of
from trainer.repetition import repetition
from trainer.rollout import Grader, Question, Rated
from trainer.spec import ReinforcedSpec
from trainer.trainable import copied, put_back

STATE_FILE = "guard.json"
WEIGHTS_FILE = "guard.safetensors"


def make_guard(
    spec: ReinforcedSpec,
    tokenizer: Any,
    grader: Grader,
    held_out: Sequence[Question],
    events: Events,
    device: Any,
) -> Guard | None:
    """The guard that a run asks for, if it asks for one."""
    return None if spec.guard is None else Guard(spec, tokenizer, grader, held_out, events, device)


class Guard:
    """Of all processes the first one's judgement counts; every process has to ask for it at the same step."""

    def __init__(
        self,
        spec: ReinforcedSpec,
        tokenizer: Any,
        grader: Grader,
        held_out: Sequence[Question],
        events: Events,
        device: Any,
    ) -> None:
        assert spec.guard is not None
        self.spec, self.rule = spec, spec.guard
        self.tokenizer, self.events, self.device = tokenizer, events, device
        self.grader = grader
        # The one scoring function, with the same rule for answers that were cut off.
        self.gold = Grader(self.rule.gold_model.path, spec.params.missing_eos_penalty, device)
        self.places = self._judged(held_out)
        self.watch: Watch | None = None
        self.best: Mapping[str, Any] = {}

    def _judged(self, held_out: Sequence[Question]) -> list[int]:
        """The places of the prompts that leave the gold room for an answer too."""
        most, limit = self.spec.params.max_new_tokens, self.gold.scale.max_length
        tokenizer = self.gold.scorer.tokenizer
        places = [
            at
            for at, question in enumerate(held_out)
            if len(prompt_ids(tokenizer, question.turns)) + most <= limit
        ]
        if not places:
            raise TrainerError(
                "DATA_EMPTY",
                f"The guard has nothing to judge: of {len(held_out)} held-out prompts none leaves its gold "
                f"model room for {most} tokens within {limit}.",
                "Freeze a snapshot with an evaluation share, or ask for shorter answers.",
            )
        if len(places) < len(held_out):
            left_out = len(held_out) - len(places)
            message = (
                f"{left_out} of {len(held_out)} held-out prompts leave the gold model no room for {most} "
            )
            self.events.warning(
                "PROMPT_TOO_LONG", f"{message}tokens within {limit}; it judges by the others."
            )
        return places

    def look(
        self, step: int, rated: Sequence[Rated], model: Any, drift: Callable[[Sequence[Rated]], float]
    ) -> None:
        """Judges the policy by its answers to all held-out prompts; by none, if it was told to stop
        meanwhile. `drift` is their KL to the reference, in nats an answer."""
        if not rated:
            return
        answers = [rated[at] for at in self.places]
        look = self._seen(step, answers, drift)
        known = self.watch
        self.watch = observed(known, look, self.rule, final=step >= self.spec.params.steps)
        self._tell(look)
        if self.rule.action == "stop" and self.watch.best is look:
            self.best = copied(model)
        fired = self.watch.fired
        if fired is not None and (known is None or known.fired is None):
            self._warn(fired)

    def _seen(self, step: int, answers: Sequence[Rated], drift: Callable[[Sequence[Rated]], float]) -> Look:
        made = [one.answer for one in answers]
        asked = [one.question for one in answers]
        golden = self.gold.rate(self.tokenizer, asked, made, self.spec.params.sample_batch)
        gold = tuple(self.gold.scaled(one.score) for one in golden)
        if not all(math.isfinite(score) for score in gold):
            raise TrainerError(
                "MODEL_UNUSABLE",
                f"The gold model in {self.rule.gold_model.path} gives an answer of step {step} no number.",
                "Its weights are damaged: train it again, or take another gold model.",
            )
        return Look(
            step=step,
            gold=gold,
            proxy=mean([self.grader.scaled(one.score) for one in answers]),
            reward=mean([one.score for one in answers]),
            length=mean([float(len(one.ids)) for one in made]),
            repetition=mean([repetition(one.ids) for one in made]),
            kl=None if self.rule.kl_above is None else drift(answers),
        )

    def _tell(self, look: Look) -> None:
        assert self.watch is not None
        figures = {
            "gold": mean(look.gold),
            "proxy": look.proxy,
            "length_growth": growth_of(self.watch, look),
            "repetition": look.repetition,
            **({} if look.kl is None else {"kl": look.kl}),
        }
        for name, value in figures.items():
            self.events.metric(look.step, f"guard/{name}", value)

    def _warn(self, fired: Fired) -> None:
        assert self.watch is not None
        code = "GUARD_STOPPED" if self.rule.action == "stop" else "GUARD_ALERT"
        self.events.warning(code, words_of(fired, self.watch, self.rule))

    def leave_if_fired(self, step: int) -> None:
        """Ends the run for all processes, if it has come to that."""
        if self.rule.action == "stop" and self._first_says(
            self.watch is not None and self.watch.fired is not None
        ):
            raise GuardStopped(step)

    def _first_says(self, own: bool) -> bool:
        if not torch.distributed.is_initialized():
            return own
        flag = torch.tensor(int(own), device=self.device)
        torch.distributed.broadcast(flag, src=0)
        return bool(flag.item())

    def give_back(self, model: Any) -> tuple[int, dict[str, float]]:
        """Puts the weights of the best look into the model. That look's step, and what was seen there.

        Only the first process has looked, and only it publishes: for the others this does nothing.
        """
        if self.watch is None or not self.best:
            return 0, {}
        put_back(model, self.best)
        best = self.watch.best
        return best.step, {"eval_reward": best.reward, "eval_completions/mean_length": best.length}

    def figures(self) -> dict[str, float]:
        """How it ended: the best look, and at which step the guard fired, if it did, under what for."""
        if self.watch is None:
            return {}
        best, fired = self.watch.best, self.watch.fired
        did = "stopped" if self.rule.action == "stop" else "alerted"
        return {
            "guard/gold_first": self.watch.first_gold,
            "guard/gold_best": mean(best.gold),
            "guard/best_step": float(best.step),
            **({} if fired is None else {f"guard/{did}/{fired.reason}": float(fired.step)}),
        }

    def save(self, folder: Path) -> None:
        """What a run taken up again needs to know of it, into a checkpoint that is not sealed yet."""
        if self.watch is None:
            return
        (folder / STATE_FILE).write_text(json.dumps(encode(self.watch)), encoding="utf-8")
        if self.best:
            save_file(dict(self.best), folder / WEIGHTS_FILE)

    def load(self, folder: Path) -> None:
        """Takes up what `save` wrote into a checkpoint of ours, whose manifest has been checked."""
        state, weights = folder / STATE_FILE, folder / WEIGHTS_FILE
        if state.exists():
            self.watch = decode(Watch, json.loads(state.read_text(encoding="utf-8")))
        if weights.exists():
            self.best = load_file(weights)
        if self.watch is not None and self.watch.fired is not None:
            # An attempt tells its own warnings.
            self._warn(self.watch.fired)
