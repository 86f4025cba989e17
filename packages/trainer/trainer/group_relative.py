"""The stages `grpo` (arXiv 2402.03300) and `rloo` (arXiv 2402.14740): a policy that learns from the reward
model's scores of its own answers, each measured against the others to its prompt instead of by a critic."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Sequence
from typing import Any

from datasets import Dataset
from peft import get_peft_model
from transformers import set_seed
from trl import GRPOConfig, RLOOConfig

from trainer.asker import Asker, figures_of
from trainer.checkpoint import find_resume
from trainer.control import Control
from trainer.device import Chosen, choose_device
from trainer.errors import GuardStopped
from trainer.events import Events
from trainer.group_trainers import GroupTrainer, GrpoTrainer, RlooTrainer
from trainer.guard import make_guard
from trainer.models import end_ids, load_causal, load_reference, load_tokenizer
from trainer.report import announce
from trainer.rollout import Grader, Question, load_questions
from trainer.sampling import Sampled
from trainer.speaker import Speaker
from trainer.spec import GrpoSpec, RlooSpec
from trainer.training import Reporter, lora, publish, shared_settings, tell, train

GroupSpec = GrpoSpec | RlooSpec


def run(spec: GroupSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """Trains, publishes the policy, and returns the last step with its figures: what was reached, or, where
    the guard ended the run, what was best."""
    chosen = choose_device(spec.device)
    resume = find_resume(spec, events)
    announce(events, spec.method, chosen, resumed_from_step=resume.step if resume else None)

    tokenizer = load_tokenizer(spec.model.path)
    args = grpo_settings(spec, chosen) if isinstance(spec, GrpoSpec) else rloo_settings(spec, chosen)
    grader = Grader(spec.reward_model.path, spec.params.missing_eos_penalty, args.device)
    asker = Asker(spec, tokenizer, grader, control)
    questions = load_questions(spec.dataset.train, "training", tokenizer, spec, grader, events)
    held_out = (
        load_questions(spec.dataset.eval, "held-out", tokenizer, spec, grader, events)
        if spec.dataset.eval
        else []
    )
    guard = make_guard(spec, tokenizer, grader, held_out, events, args.device)
    trainer = build(spec, chosen, args, asker, events, questions)
    figures: dict[str, float] = {}

    def evaluate(_model: Any, step: int) -> None:
        with trainer.speaking() as policy:
            rated = asker.held_out(policy, held_out) if held_out else []
            told = figures_of(rated)
            tell(events, step, told)
            figures.update({f"eval_{name}": value for name, value in told.items()})
            if guard:
                guard.look(step, rated, trainer.policy, trainer.drift)
            asker.samples(policy, events, step)
        if guard:
            guard.leave_if_fired(step)
        control.leave_if_asked(step)

    try:
        reached = published = train(trainer, Reporter(spec, events, control, evaluate, guard), resume)
        figures = {**trainer.latest, **figures}
    except GuardStopped as stopped:
        assert guard is not None
        reached = stopped.step
        published, figures = guard.give_back(trainer.policy)
    publish(trainer, tokenizer, spec, events, published, {})
    return reached, {**figures, **(guard.figures() if guard else {})}


def build(
    spec: GroupSpec,
    chosen: Chosen,
    args: GRPOConfig | RLOOConfig,
    asker: Asker,
    events: Events,
    questions: Sequence[Question],
) -> GroupTrainer:
    """The library's trainer around the models, ready for its first step."""
    # Before the models: an adapter is drawn at random, and two runs of one seed have to begin alike.
    set_seed(spec.seed)
    policy = load_causal(spec.model.path)
    reference = load_reference(
        spec.model.path,
        spec.reference.path if spec.reference else None,
        adapter=spec.params.lora is not None,
    )
    adapter = lora(spec, "CAUSAL_LM")
    # Copied before: the trainer patches its model, and a copy of that would still run the first one.
    voice = copy.deepcopy(policy) if chosen.precision == "bf16" else None
    kind = GrpoTrainer if isinstance(spec, GrpoSpec) else RlooTrainer
    trainer: GroupTrainer = kind(
        model=policy,
        reward_funcs=scores(asker, questions, end_ids(policy, asker.tokenizer)),
        args=args,
        train_dataset=places(len(questions), spec.params.batch_size // spec.params.group_size),
        processing_class=asker.tokenizer,
        peft_config=adapter,
    )
    trainer.take(asker, events, questions, spec.params.beta, reference)
    if voice is not None:
        voice = voice if adapter is None else get_peft_model(voice, adapter)
        trainer.speaker = Speaker(voice, chosen, args.device)
    return trainer


def places(prompts: int, least: int) -> Dataset:
    """A row for each prompt, its place as text; as often as it takes for the prompts of one step."""
    repeats = math.ceil(least / prompts)
    return Dataset.from_list([{"prompt": str(at)} for _ in range(repeats) for at in range(prompts)])


def scores(asker: Asker, questions: Sequence[Question], ends: Sequence[int]) -> Callable[..., list[float]]:
    """The one scoring function in the library's shape, told how each answer ended: by itself the library
    would score the bare text, without the end that the reward model was trained with."""

    def score(prompts: list[str], completion_ids: list[list[int]], **_rest: Any) -> list[float]:
        asked = [questions[int(place)] for place in prompts]
        answers = [Sampled(ids, ids[-1] in ends, 0.0) for ids in completion_ids]
        rated = asker.grader.rate(asker.tokenizer, asked, answers, asker.spec.params.sample_batch)
        return [one.score for one in rated]

    return score


def grpo_settings(spec: GrpoSpec, chosen: Chosen) -> GRPOConfig:
    return GRPOConfig(
        **group_settings(spec, chosen), loss_type=spec.params.loss, scale_rewards=spec.params.scale_rewards
    )


def rloo_settings(spec: RlooSpec, chosen: Chosen) -> RLOOConfig:
    return RLOOConfig(**group_settings(spec, chosen))


def group_settings(spec: GroupSpec, chosen: Chosen) -> dict[str, Any]:
    """A step is one batch of answers, learnt from once."""
    params = spec.params
    return {
        **shared_settings(spec, chosen),
        "max_steps": params.steps,
        "logging_steps": 1,
        "num_generations": params.group_size,
        "max_completion_length": params.max_new_tokens,
        "temperature": params.temperature,
        # With a coefficient the library would load a reference from the policy's folder, whichever was named.
        "beta": 0.0,
    }
