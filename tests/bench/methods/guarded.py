"""One seed of the guard's figures, as a line of JSON, where the gold reward saturates: a good letter more
than twice hurts, and the reward model that is learnt from does not know.

`guarded_gold` and `unguarded_gold` are what the published model's answers are worth by that rule, as shares
of the best that the unguarded run came by. `clean_runs` and `false_stops` count runs, each of a seed of its
own, whose reward model and gold model want the same. Run with the trainer's folder on PYTHONPATH.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import torch
from accelerate.state import AcceleratorState, GradientState

from tests.helpers import Json, events_of, run
from tests.letters import answer_all, make_judge, make_writer, ppo_spec, prompts, share_of_a
from tests.saturating import guarded, make_scorer, saturating
from trainer.tiny import make_tiny

CLEAN_RUNS = 10
HELD_OUT = 48
ASKED = 256
PARAMS: Json = {
    "steps": 24,
    "batchSize": 32,
    "microBatch": 16,
    "sampleBatch": 64,
    "minibatches": 2,
    "ppoEpochs": 2,
    "evalSteps": 2,
    "maxNewTokens": 12,
    "klCoefficient": 0.0,
}


def done(spec: Json, seed: int) -> Path:
    # Accelerate settles device and precision once a process; here many runs share one.
    AcceleratorState._reset_state(reset_partial_state=True)
    GradientState._reset_state()
    if run({**spec, "seed": seed}) != 0:
        raise SystemExit(f"{spec['method']} failed; its events are in {spec['outputDir']}")
    return Path(spec["outputDir"])


def best_of(output: Path) -> float:
    """The best look's worth by the rule itself, on fixed prompts that the guard does not see."""
    worth: dict[int, list[float]] = {}
    for sample in events_of(output, "sample"):
        worth.setdefault(sample["step"], []).append(saturating(sample["completion"]))
    return max(sum(values) / len(values) for values in worth.values())


def main(seed: int) -> dict[str, float]:
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tiny = folder / "tiny"
        make_tiny(tiny, seed=seed)
        writer, judge = make_writer(tiny, folder), make_judge(tiny, folder)
        gold = make_scorer(tiny, folder / "gold", saturating, seed=seed + 3)
        same = make_scorer(tiny, folder / "same", lambda text: share_of_a([text]), seed=seed + 4)
        asked = prompts(folder, 64, seed=seed + 1)
        held_out = prompts(folder, HELD_OUT, seed=seed + 2)
        fixed = prompts(folder, ASKED, seed=seed + 5)

        def spec(which: str, watched_by: Path, action: str) -> Json:
            made = ppo_spec(folder / which, writer, judge, asked, **PARAMS)
            return guarded(made, watched_by, held_out, action=action)

        unguarded = spec("unguarded", gold, "alert")
        unguarded["samples"] = {"prompts": fixed, "maxNewTokens": 12, "temperature": 1}
        peak = best_of(done(unguarded, seed))
        done(spec("guarded", gold, "stop"), seed)
        figures = {}
        for which in ("guarded", "unguarded"):
            answers = answer_all(folder / which / "model", fixed)
            figures[f"{which}_gold"] = sum(map(saturating, answers)) / len(answers) / peak
        stops = 0
        for at in range(CLEAN_RUNS):
            output = done(spec(f"clean-{at}", same, "stop"), 1_000 * seed + at)
            stops += any(event["code"] == "GUARD_STOPPED" for event in events_of(output, "warning"))
        return {**figures, "clean_runs": CLEAN_RUNS, "false_stops": stops}


if __name__ == "__main__":
    told = main(int(sys.argv[1]))
    print(json.dumps(told))
