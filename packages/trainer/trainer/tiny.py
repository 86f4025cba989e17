"""Makes a tiny random model that behaves like a real one in every format: for tests and for trying things
out.

    python -m trainer.tiny DEST --seed 0

A Llama of 2 layers by 64 with a byte-level tokenizer, a chat template and a pad token of its own: about
90,000 weights, made in a moment, the same for the same seed.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from trainer.models import write_note

PAD, START, END = "<|pad|>", "<|start|>", "<|end|>"
TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|start|>' + message['role'] + '\\n' + message['content'] + '<|end|>' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|start|>assistant\\n' }}{% endif %}"
)


def make_tokenizer() -> PreTrainedTokenizerFast:
    specials = [PAD, START, END]
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: index for index, token in enumerate([*specials, *letters])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token=PAD,
        eos_token=END,
        additional_special_tokens=[START],
        chat_template=TEMPLATE,
        clean_up_tokenization_spaces=False,
    )


def make_tiny(destination: Path, seed: int) -> None:
    """Writes the model into the new folder `destination`."""
    tokenizer = make_tokenizer()
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=1024,
        tie_word_embeddings=True,
        # The default spread, made for wide models, leaves so narrow a one nearly flat.
        initializer_range=0.1,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = LlamaForCausalLM(config)
    partial = destination.with_name(f".{destination.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.parent.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(partial)
    tokenizer.save_pretrained(partial)
    write_note(partial, {"source": f"tiny random model, seed {seed}"})
    partial.rename(destination)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a tiny random model.")
    parser.add_argument("destination", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    make_tiny(options.destination.resolve(), options.seed)


if __name__ == "__main__":
    main()
