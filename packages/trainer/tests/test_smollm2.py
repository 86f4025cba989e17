"""The bundled model, converted for real, answers."""

from pathlib import Path

import pytest

from tests.helpers import events_of, generate_spec, read_rows, run, user, write_rows
from trainer.models import load_tokenizer, read_note
from trainer.smollm2 import cached_folder, convert


@pytest.fixture(scope="module")
def smollm2() -> Path:
    """From the cache: the conversion takes as long as all other tests together, and once is enough."""
    folder = cached_folder()
    convert(folder)
    return folder


def test_the_folder_is_plain_and_says_where_it_comes_from(smollm2: Path) -> None:
    assert "quantization_config" not in (smollm2 / "config.json").read_text()
    assert "4-bit" in read_note(str(smollm2))["source"]
    tokenizer = load_tokenizer(str(smollm2))
    assert tokenizer.pad_token_id != tokenizer.eos_token_id


def test_it_answers_a_simple_question(smollm2: Path, tmp_path: Path) -> None:
    rows = [{"promptId": "france", "messages": user("What is the capital of France? Answer in one word.")}]
    prompts = write_rows(tmp_path / "prompts.jsonl", rows)
    spec = generate_spec(
        tmp_path / "out", {"v": smollm2}, prompts, samplesPerPrompt=1, temperature=0, maxNewTokens=16
    )
    assert run(spec) == 0
    answer = read_rows(tmp_path / "out" / "responses.jsonl")[0]
    assert "Paris" in answer["text"]
    assert answer["finishReason"] == "stop"
    assert events_of(tmp_path / "out", "metric")[-1]["name"] == "tokens_per_second"
