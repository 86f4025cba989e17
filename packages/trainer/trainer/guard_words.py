"""Why a guard fired, in words for people."""

from __future__ import annotations

from trainer.guard_rule import Fired, Watch, mean
from trainer.spec import GuardRule


def words_of(fired: Fired, watch: Watch, rule: GuardRule) -> str:
    happens, best = _happens(fired, watch, rule), watch.best.step
    if rule.action == "alert":
        return f"{happens}. The run goes on."
    return f"{happens}. The guard ended the run; published is step {best}, the best by the gold reward."


def _happens(fired: Fired, watch: Watch, rule: GuardRule) -> str:
    value, at = fired.value, f"at step {fired.step}"
    if fired.reason == "gold":
        best = mean(watch.best.gold)
        lost = f"more than {rule.drop:.0%} of what it had gained"
        return f"The gold reward fell from {best:.2f} at step {watch.best.step} to {value:.2f} {at}, {lost}"
    if fired.reason == "kl":
        return f"The KL to the reference reached {value:.1f} nats an answer {at}, above {rule.kl_above:g}"
    if fired.reason == "length":
        limit = f"above {rule.length_growth_above:g}"
        return f"Answers were {value:.1f} times as long as at the start {at}, {limit}"
    limit = f"above {rule.repetition_above:.0%}"
    return f"{value:.0%} of the four-token runs in an answer stood in it before {at}, {limit}"
