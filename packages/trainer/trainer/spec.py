"""The run spec: what an attempt is told. Twin of the contract's `run-spec.ts`, which explains the fields."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from trainer.decode import At, DecodeError, decode
from trainer.errors import TrainerError

Count = Annotated[int, At(least=1)]
Step = Annotated[int, At(least=0)]
Positive = Annotated[float, At(above=0)]
NonNegative = Annotated[float, At(least=0)]
Text = Annotated[str, At(least=1)]
Tracker = Literal["tensorboard", "wandb", "mlflow", "trackio"]


@dataclass(frozen=True)
class Device:
    kind: Literal["auto", "cpu", "cuda"]
    precision: Literal["auto", "fp32", "bf16"]
    threads: Count | None


@dataclass(frozen=True)
class ModelRef:
    path: Text


@dataclass(frozen=True)
class VersionRef:
    version_id: Text
    path: Text


@dataclass(frozen=True)
class Dataset:
    train: Text
    eval: Text | None


@dataclass(frozen=True)
class Samples:
    prompts: Text
    max_new_tokens: Count
    temperature: NonNegative


@dataclass(frozen=True)
class Lora:
    rank: Count
    alpha: Positive
    dropout: Annotated[float, At(least=0, most=0.9)]


@dataclass(frozen=True)
class Common:
    """Fields of every spec; `output_dir` is the attempt's own folder."""

    version: Literal[1]
    run_id: Text
    attempt: Count
    epoch: Step
    seed: Annotated[int, At(least=0, most=2**32 - 1)]
    output_dir: Text
    device: Device
    resume_from: Text | None
    config_hash: Text


@dataclass(frozen=True)
class GenerateParams:
    samples_per_prompt: Count
    temperature: NonNegative
    top_p: Annotated[float, At(above=0, most=1)]
    top_k: Step
    max_new_tokens: Count
    max_prompt_tokens: Count
    token_budget: Count


@dataclass(frozen=True)
class GenerateSpec(Common):
    method: Literal["generate"]
    models: Annotated[tuple[VersionRef, ...], At(least=1)]
    prompts: Text
    params: GenerateParams


@dataclass(frozen=True)
class ScoreParams:
    batch_size: Count


@dataclass(frozen=True)
class ScoreSpec(Common):
    method: Literal["score"]
    models: Annotated[tuple[VersionRef, ...], At(least=1)]
    answers: Text
    params: ScoreParams


@dataclass(frozen=True)
class UpdateParams:
    """What all training stages have in common."""

    batch_size: Count
    micro_batch: Count
    learning_rate: Positive
    schedule: Literal["constant", "linear", "cosine"]
    warmup_ratio: Annotated[float, At(least=0, below=1)]
    weight_decay: NonNegative
    max_grad_norm: Positive
    max_length: Annotated[int, At(least=8)]
    gradient_checkpointing: bool
    lora: Lora | None
    eval_steps: Count
    save_steps: Count


@dataclass(frozen=True)
class TrainingParams(UpdateParams):
    """What the stages that go over the rows of a data set have in common."""

    epochs: Positive
    max_steps: Count | None
    logging_steps: Count


@dataclass(frozen=True)
class TrainedSpec(Common):
    model: ModelRef
    dataset: Dataset
    samples: Samples | None
    params: UpdateParams
    trackers: tuple[Tracker, ...] | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class SftParams(TrainingParams):
    exact_match_rows: Step
    exact_match_tokens: Count


@dataclass(frozen=True)
class SftSpec(TrainedSpec):
    method: Literal["sft"]
    params: SftParams


@dataclass(frozen=True)
class RewardParams(TrainingParams):
    use_margin: bool
    use_weights: bool
    center_coefficient: NonNegative


@dataclass(frozen=True)
class RewardSpec(TrainedSpec):
    method: Literal["reward"]
    params: RewardParams


@dataclass(frozen=True)
class DpoParams(TrainingParams):
    beta: Positive
    loss: Literal["sigmoid", "ipo", "hinge", "robust"]
    label_smoothing: Annotated[float, At(least=0, below=0.5)]
    use_weights: bool


@dataclass(frozen=True)
class DpoSpec(TrainedSpec):
    method: Literal["dpo"]
    reference: ModelRef | None
    params: DpoParams


@dataclass(frozen=True)
class KtoParams(TrainingParams):
    beta: Positive
    loss: Literal["kto", "apo_zero_unpaired"]
    desirable_weight: Positive | None


@dataclass(frozen=True)
class KtoSpec(TrainedSpec):
    method: Literal["kto"]
    reference: ModelRef | None
    params: KtoParams


@dataclass(frozen=True)
class OrpoParams(TrainingParams):
    beta: Positive
    use_weights: bool


@dataclass(frozen=True)
class OrpoSpec(TrainedSpec):
    method: Literal["orpo"]
    params: OrpoParams


@dataclass(frozen=True)
class SimpoParams(TrainingParams):
    beta: Positive
    gamma: NonNegative
    use_weights: bool


@dataclass(frozen=True)
class SimpoSpec(TrainedSpec):
    method: Literal["simpo"]
    params: SimpoParams


@dataclass(frozen=True)
class GuardRule:
    """What a guard watches and when it acts; `gold_model` is a reward model that is never learnt from."""

    gold_model: ModelRef
    action: Literal["alert", "stop"]
    drop: Annotated[float, At(above=0, most=1)]
    patience: Count
    kl_above: Positive | None
    length_growth_above: Annotated[float, At(above=1)] | None
    repetition_above: Annotated[float, At(above=0, below=1)] | None


@dataclass(frozen=True)
class ScoredSpec(TrainedSpec):
    """What the stages that learn from a reward model's scores have in common."""

    reward_model: ModelRef
    guard: GuardRule | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class PpoParams(UpdateParams):
    steps: Count
    ppo_epochs: Count
    minibatches: Count
    sample_batch: Count
    max_new_tokens: Count
    temperature: Positive
    critic_learning_rate: Positive
    critic_warmup_steps: Step
    kl_coefficient: NonNegative
    kl_target: Positive | None
    kl_horizon: Count
    gamma: Annotated[float, At(above=0, most=1)]
    lambda_: Annotated[float, At(least=0, most=1)]
    clip_range: Annotated[float, At(above=0, below=1)]
    value_clip_range: Positive
    max_kl: Positive | None
    missing_eos_penalty: float


@dataclass(frozen=True)
class PpoSpec(ScoredSpec):
    method: Literal["ppo"]
    reference: ModelRef | None
    params: PpoParams


@dataclass(frozen=True)
class GroupParams(UpdateParams):
    """What the stages that measure an answer against others to the same prompt have in common."""

    steps: Count
    group_size: Annotated[int, At(least=2)]
    sample_batch: Count
    max_new_tokens: Count
    temperature: Positive
    missing_eos_penalty: float


@dataclass(frozen=True)
class GrpoParams(GroupParams):
    beta: NonNegative
    loss: Literal["dapo", "grpo", "dr_grpo"]
    scale_rewards: Literal["group", "batch", "none"]


@dataclass(frozen=True)
class RlooParams(GroupParams):
    beta: NonNegative


@dataclass(frozen=True)
class OnlineDpoParams(GroupParams):
    beta: Positive


@dataclass(frozen=True)
class GrpoSpec(ScoredSpec):
    method: Literal["grpo"]
    reference: ModelRef | None
    params: GrpoParams


@dataclass(frozen=True)
class RlooSpec(ScoredSpec):
    method: Literal["rloo"]
    reference: ModelRef | None
    params: RlooParams


@dataclass(frozen=True)
class ExpertIterationSpec(ScoredSpec):
    method: Literal["expert_iteration"]
    params: GroupParams


@dataclass(frozen=True)
class OnlineDpoSpec(ScoredSpec):
    method: Literal["online_dpo"]
    reference: ModelRef | None
    params: OnlineDpoParams


# Those that learn from a reward model's scores of the policy's own answers.
ReinforcedSpec = PpoSpec | GrpoSpec | RlooSpec | ExpertIterationSpec | OnlineDpoSpec
RunSpec = (
    GenerateSpec
    | ScoreSpec
    | SftSpec
    | RewardSpec
    | DpoSpec
    | KtoSpec
    | OrpoSpec
    | SimpoSpec
    | ReinforcedSpec
)
KINDS: dict[str, type[RunSpec]] = {
    "generate": GenerateSpec,
    "score": ScoreSpec,
    "sft": SftSpec,
    "reward": RewardSpec,
    "dpo": DpoSpec,
    "kto": KtoSpec,
    "orpo": OrpoSpec,
    "simpo": SimpoSpec,
    "ppo": PpoSpec,
    "grpo": GrpoSpec,
    "rloo": RlooSpec,
    "expert_iteration": ExpertIterationSpec,
    "online_dpo": OnlineDpoSpec,
}


def parse_spec(value: object) -> RunSpec:
    """The spec in parsed JSON, or `DecodeError` naming the field at fault."""
    method = value.get("method") if isinstance(value, dict) else None
    if not isinstance(method, str) or method not in KINDS:
        raise DecodeError(f"method: must be one of {', '.join(KINDS)}, got {method!r}")
    spec = decode(KINDS[method], value)
    for key, path in _paths(spec).items():
        if path is not None and not Path(path).is_absolute():
            raise DecodeError(f"{key}: must be an absolute path, got {path!r}")
    if isinstance(spec, TrainedSpec):
        _check_training(spec)
    return spec


def load_spec(path: Path) -> RunSpec:
    """The spec in the file at `path`; every fault is a `TrainerError` with code SPEC_INVALID."""
    hint = "The platform writes this file; if it was made by hand, see the contract's run spec."
    try:
        return parse_spec(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as fault:
        raise TrainerError("SPEC_INVALID", f"The run spec {path} cannot be read: {fault}", hint) from fault
    except json.JSONDecodeError as fault:
        raise TrainerError("SPEC_INVALID", f"The run spec {path} is not JSON: {fault}", hint) from fault
    except DecodeError as fault:
        raise TrainerError("SPEC_INVALID", f"The run spec {path} is wrong at {fault}", hint) from fault


def _check_training(spec: TrainedSpec) -> None:
    if isinstance(spec, PpoSpec):
        _check_ppo(spec.params)
        return
    params = spec.params
    if params.batch_size % params.micro_batch != 0:
        raise DecodeError(
            f"params.microBatch: must divide batchSize ({params.batch_size}), got {params.micro_batch}"
        )
    if isinstance(params, GroupParams):
        _check_groups(params)
    # The library takes label smoothing with every loss and ignores it in all but one: silence would mislead.
    if isinstance(spec, DpoSpec) and spec.params.loss != "robust" and spec.params.label_smoothing != 0:
        raise DecodeError(
            f"params.labelSmoothing: only the loss 'robust' uses it, got loss '{spec.params.loss}'"
        )


def _check_ppo(params: PpoParams) -> None:
    rows, left = divmod(params.batch_size, params.minibatches)
    if left:
        raise DecodeError(
            f"params.minibatches: must divide batchSize ({params.batch_size}), got {params.minibatches}"
        )
    if rows % params.micro_batch != 0:
        raise DecodeError(
            f"params.microBatch: must divide batchSize / minibatches ({rows}), got {params.micro_batch}"
        )
    _check_answers(params)
    if params.critic_warmup_steps >= params.steps:
        raise DecodeError(
            f"params.criticWarmupSteps: must be less than steps ({params.steps}), "
            f"got {params.critic_warmup_steps}"
        )


def _check_groups(params: GroupParams) -> None:
    if params.batch_size % params.group_size != 0:
        raise DecodeError(
            f"params.groupSize: must divide batchSize ({params.batch_size}), got {params.group_size}"
        )
    _check_answers(params)


def _check_answers(params: PpoParams | GroupParams) -> None:
    if params.max_new_tokens >= params.max_length:
        raise DecodeError(
            f"params.maxNewTokens: must leave room for a prompt within maxLength ({params.max_length}), "
            f"got {params.max_new_tokens}"
        )
    if params.lora is not None and params.lora.dropout != 0:
        raise DecodeError(
            "params.lora.dropout: must be 0: with noise in the policy, its ratio to itself is not 1, "
            f"got {params.lora.dropout:g}"
        )


def _paths(spec: RunSpec) -> dict[str, str | None]:
    paths: dict[str, str | None] = {"outputDir": spec.output_dir, "resumeFrom": spec.resume_from}
    if isinstance(spec, (GenerateSpec, ScoreSpec)):
        if isinstance(spec, GenerateSpec):
            paths["prompts"] = spec.prompts
        else:
            paths["answers"] = spec.answers
        paths.update({f"models[{index}].path": model.path for index, model in enumerate(spec.models)})
        return paths
    paths["model.path"] = spec.model.path
    paths["dataset.train"] = spec.dataset.train
    paths["dataset.eval"] = spec.dataset.eval
    paths["samples.prompts"] = spec.samples.prompts if spec.samples else None
    held_to = getattr(spec, "reference", None)
    if isinstance(held_to, ModelRef):
        paths["reference.path"] = held_to.path
    if isinstance(spec, ScoredSpec):
        paths["rewardModel.path"] = spec.reward_model.path
        paths["guard.goldModel.path"] = spec.guard.gold_model.path if spec.guard else None
    return paths
