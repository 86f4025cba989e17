"""Models and tokenizers from local folders: safetensors only, no code from the folder, a pad token of
their own."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig

from trainer.errors import TrainerError

NOTE_FILE = "prefloop.json"
SAFE: dict[str, object] = {"local_files_only": True, "trust_remote_code": False}


def load_tokenizer(path: str) -> Any:
    """The tokenizer in the folder, refused if it has no chat template or cannot tell padding from an
    ending."""
    check_folder(path)
    try:
        tokenizer = AutoTokenizer.from_pretrained(path, **SAFE)
    except (OSError, ValueError, KeyError) as fault:
        raise unusable(path, f"its tokenizer cannot be loaded: {fault}") from fault
    if not tokenizer.chat_template:
        raise unusable(path, "its tokenizer has no chat template")
    if tokenizer.eos_token_id is None:
        raise unusable(path, "its tokenizer has no end-of-sequence token")
    check_padding(path, tokenizer)
    return tokenizer


def check_padding(path: str, tokenizer: Any) -> None:
    """Padding that equals the ending hides from a reward model whether an answer was finished."""
    if tokenizer.pad_token_id is None or tokenizer.pad_token_id == tokenizer.eos_token_id:
        state = "no pad token" if tokenizer.pad_token_id is None else "the pad token equal to the end token"
        raise TrainerError(
            "PAD_IS_EOS",
            f"The model in {path} has {state}, so a finished answer cannot be told from padding.",
            "Give the tokenizer a pad token of its own, in tokenizer_config.json, and register it again.",
        )


def end_ids(model: Any, tokenizer: Any) -> list[int]:
    """Every token that ends an answer: the tokenizer's and those the model's own settings name."""
    told = model.generation_config.eos_token_id if model.generation_config is not None else None
    listed = told if isinstance(told, list) else [told]
    return sorted({tokenizer.eos_token_id, *(token for token in listed if token is not None)})


def load_causal(path: str, *, dtype: Any = torch.float32) -> Any:
    """The language model in the folder, weights as `dtype`, in evaluation mode on the CPU."""
    check_folder(path)
    try:
        model = AutoModelForCausalLM.from_pretrained(path, dtype=dtype, use_safetensors=True, **SAFE)
    except (OSError, ValueError, KeyError, RuntimeError) as fault:
        raise unusable(path, f"its weights cannot be loaded: {fault}") from fault
    return model.eval()


def load_reference(model: str, reference: str | None, *, adapter: bool) -> Any | None:
    """What a policy that starts from `model` is held to, frozen; `reference` None: the model itself.

    None for an adapter on the reference: without it, the policy is the reference.
    """
    path = reference or model
    return None if adapter and path == model else load_causal(path).requires_grad_(False)


@contextlib.contextmanager
def full_precision(model: Any) -> Iterator[None]:
    """Takes the automatic bf16 off a model in training: rounded scores flip pairs that lie close together."""
    rounded = model.__dict__.get("forward") if model is not None else None
    if rounded is None or "_original_forward" not in model.__dict__:
        yield
        return
    model.forward = model.__dict__["_original_forward"]
    try:
        yield
    finally:
        model.forward = rounded


def plain_generation(model: Any, tokenizer: Any) -> Any:
    """Settings that leave sampling to us: no repetition penalty or temperature that a model brought along."""
    return GenerationConfig(
        do_sample=False, eos_token_id=end_ids(model, tokenizer), pad_token_id=tokenizer.pad_token_id
    )


def read_note(path: str) -> dict[str, Any]:
    """The folder's `prefloop.json`; empty for models that came from elsewhere."""
    file = Path(path) / NOTE_FILE
    if not file.exists():
        return {}
    try:
        note: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise unusable(path, f"its {NOTE_FILE} cannot be read: {fault}") from fault
    return note


def write_note(path: Path, note: dict[str, Any]) -> None:
    (path / NOTE_FILE).write_text(json.dumps({"version": 1, **note}, indent=2) + "\n", encoding="utf-8")


def unusable(path: str, why: str) -> TrainerError:
    hint = "Register a folder with config.json, safetensors weights and a tokenizer with a chat template."
    return TrainerError("MODEL_UNUSABLE", f"The model in {path} cannot be used: {why}.", hint)


def check_folder(path: str) -> None:
    folder = Path(path)
    if not (folder / "config.json").is_file():
        raise unusable(path, "there is no config.json")
    if not any(folder.glob("*.safetensors")):
        pickles = sorted(file.name for pattern in ("*.bin", "*.pt", "*.pth") for file in folder.glob(pattern))
        found = f"; {pickles[0]} is not taken, since loading it can run code" if pickles else ""
        raise unusable(path, f"there are no safetensors weights{found}")
