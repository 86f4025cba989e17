"""The stage `generate`: every model answers every prompt, `samples_per_prompt` times, into
`responses.jsonl`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.control import Control
from trainer.data import PromptRow, prompt_ids, read_rows
from trainer.device import Chosen, choose_device
from trainer.errors import Stopped, TrainerError
from trainer.events import Events
from trainer.models import load_causal, load_tokenizer
from trainer.report import announce
from trainer.sampling import Sampled, Settings, noise_key, sample_batch
from trainer.spec import GenerateSpec, VersionRef

RESPONSES_FILE = "responses.jsonl"
Key = tuple[str, str, int]


@dataclass(frozen=True)
class Wanted:
    """One answer to make; `ids` is the prompt as tokens."""

    prompt_id: str
    sample_index: int
    ids: list[int]


def run(spec: GenerateSpec, events: Events, control: Control) -> tuple[int, dict[str, float]]:
    """Makes what is missing in `responses.jsonl`; returns the answers' number and the figures; `Stopped`
    if told to
    end."""
    chosen = choose_device(spec.device)
    rows = read_rows(spec.prompts, PromptRow)
    output = Path(spec.output_dir) / RESPONSES_FILE
    done = take_over(output, spec.resume_from)
    announce(events, spec.method, chosen, resumed_from_step=len(done) or None)

    total = len(rows) * len(spec.models) * spec.params.samples_per_prompt
    tokens, seconds = 0, 0.0
    skipped = 0
    with output.open("a", encoding="utf-8") as file:
        for version in spec.models:
            model, tokenizer = load(version, chosen)
            wanted, left_out = plan(rows, version, tokenizer, spec, done)
            skipped += left_out
            total -= left_out * spec.params.samples_per_prompt
            warn_of_long_prompts(events, left_out, version, spec)
            # From here on time is spent on answers, so the first batch already tells how long the rest takes.
            events.progress(len(done), total, unit="response")
            for batch in batches(wanted, spec.params.token_budget, spec.params.max_new_tokens):
                start = time.perf_counter()
                keys = [
                    noise_key(spec.seed, one.prompt_id, one.sample_index, version.version_id) for one in batch
                ]
                answers = answer(model, tokenizer, batch, keys, spec, control)
                if control.stop_asked:
                    raise Stopped(len(done))
                seconds += time.perf_counter() - start
                tokens += sum(len(made.ids) for made in answers)
                write(file, version, batch, answers, keys, tokenizer)
                done.update((version.version_id, one.prompt_id, one.sample_index) for one in batch)
                events.progress(len(done), total, unit="response")
                events.metric(len(done), "tokens_per_second", tokens / seconds)

    events.artifact("responses", RESPONSES_FILE, None, output.stat().st_size)
    speed = {"tokens_per_second": tokens / seconds} if tokens else {}
    figures = {"responses": float(len(done)), "prompts_left_out": float(skipped), "tokens": float(tokens)}
    return len(done), {**figures, **speed}


def load(version: VersionRef, chosen: Chosen) -> tuple[Any, Any]:
    tokenizer = load_tokenizer(version.path)
    return load_causal(version.path, dtype=chosen.dtype).to(chosen.torch_device), tokenizer


def take_over(output: Path, resume_from: str | None) -> set[Key]:
    """What was already made, by this attempt or the one before; a line torn by a kill is dropped and made
    again."""
    output.parent.mkdir(parents=True, exist_ok=True)
    sources = [output] if resume_from is None else [Path(resume_from) / RESPONSES_FILE, output]
    lines: dict[Key, str] = {}
    for source in sources:
        for line in source.read_text(encoding="utf-8").split("\n") if source.exists() else []:
            try:
                row = json.loads(line)
                lines[(row["versionId"], row["promptId"], row["sampleIndex"])] = line
            except (ValueError, KeyError, TypeError):
                continue
    partial = output.with_suffix(".partial")
    partial.write_text("".join(f"{line}\n" for line in lines.values()), encoding="utf-8")
    partial.replace(output)
    return set(lines)


def plan(
    rows: Iterable[PromptRow], version: VersionRef, tokenizer: Any, spec: GenerateSpec, done: set[Key]
) -> tuple[list[Wanted], int]:
    """The answers still to make, longest prompts first, and how many prompts are too long to be answered."""
    wanted: list[Wanted] = []
    left_out = 0
    for row in rows:
        ids = prompt_ids(tokenizer, row.messages)
        if len(ids) > spec.params.max_prompt_tokens:
            left_out += 1
            continue
        for index in range(spec.params.samples_per_prompt):
            if (version.version_id, row.prompt_id, index) not in done:
                wanted.append(Wanted(row.prompt_id, index, ids))
    # Longest first: if a batch does not fit into memory, the run ends at once and not after an hour.
    return sorted(wanted, key=lambda one: (-len(one.ids), one.prompt_id, one.sample_index)), left_out


def warn_of_long_prompts(events: Events, left_out: int, version: VersionRef, spec: GenerateSpec) -> None:
    if left_out:
        limit = spec.params.max_prompt_tokens
        message = (
            f"{left_out} prompts have more than {limit} tokens for {version.version_id} and are left out."
        )
        events.warning("PROMPT_TOO_LONG", message)


def batches(wanted: list[Wanted], token_budget: int, max_new_tokens: int) -> Iterator[list[Wanted]]:
    """Runs of `wanted` whose padded size, prompt and answer together, stays within the budget; at least
    one each."""
    start = 0
    while start < len(wanted):
        width = len(wanted[start].ids) + max_new_tokens
        size = max(1, token_budget // width)
        yield wanted[start : start + size]
        start += size


def answer(
    model: Any, tokenizer: Any, batch: list[Wanted], keys: list[int], spec: GenerateSpec, control: Control
) -> list[Sampled]:
    params = spec.params
    settings = Settings(params.temperature, params.top_p, params.top_k)
    prompts = [one.ids for one in batch]
    return sample_batch(model, tokenizer, prompts, keys, settings, params.max_new_tokens, control)


def write(
    file: Any,
    version: VersionRef,
    batch: list[Wanted],
    answers: list[Sampled],
    keys: list[int],
    tokenizer: Any,
) -> None:
    for one, made, key in zip(batch, answers, keys, strict=True):
        row = {
            "promptId": one.prompt_id,
            "versionId": version.version_id,
            "sampleIndex": one.sample_index,
            "text": tokenizer.decode(made.ids, skip_special_tokens=True),
            "finishReason": "stop" if made.finished else "length",
            "tokens": len(made.ids),
            "promptTokens": len(one.ids),
            "logprob": made.logprob,
            "seed": key,
        }
        if made.logprob != made.logprob:
            raise TrainerError(
                "MODEL_UNUSABLE",
                f"The model {version.version_id} answers prompt {one.prompt_id} with NaN or infinity.",
                "Its weights are damaged or do not stand this precision: try fp32, or another version.",
            )
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    file.flush()
