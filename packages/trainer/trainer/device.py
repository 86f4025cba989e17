"""Where a run computes: device, precision and threads, chosen once and reported in the `started` event."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import torch

from trainer.errors import TrainerError
from trainer.spec import Device

# bf16 has to be worth its lost digits; below this ratio to fp32 it is not.
WORTHWHILE_SPEEDUP = 1.3
BF16_FLAGS = {"amx_bf16", "avx512_bf16", "bf16", "svebf16"}


@dataclass(frozen=True)
class Chosen:
    """`kind` and `precision` as they were settled; `threads` counts the processor's threads in use."""

    kind: Literal["cpu", "cuda"]
    name: str
    precision: Literal["fp32", "bf16"]
    threads: int

    @property
    def torch_device(self) -> Any:
        return torch.device(self.kind)

    @property
    def dtype(self) -> Any:
        """The weights' type where nothing is trained; training keeps fp32 weights under autocast."""
        return torch.bfloat16 if self.precision == "bf16" else torch.float32


def choose_device(wanted: Device) -> Chosen:
    """Settles every `auto` in `wanted` and sets torch's thread count."""
    threads = min(wanted.threads or available_cores(), available_cores())
    torch.set_num_threads(threads)
    has_cuda = torch.cuda.is_available()
    if wanted.kind == "cuda" and not has_cuda:
        raise TrainerError(
            "DEVICE_UNAVAILABLE",
            "The run asks for a GPU, but PyTorch sees none.",
            "Choose the device 'auto' or 'cpu', or check the driver and the PyTorch build.",
        )
    if has_cuda and wanted.kind != "cpu":
        fast = torch.cuda.is_bf16_supported()
        return Chosen("cuda", torch.cuda.get_device_name(0), _precision(wanted, fast), threads)
    fast = wanted.precision == "auto" and cpu_is_fast_at_bf16()
    return Chosen("cpu", cpu_name(), _precision(wanted, fast), threads)


def available_cores() -> int:
    """Cores this process may run on, which in a container can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cpu_is_fast_at_bf16() -> bool:
    """Whether a bf16 product beats fp32 clearly. Without the instructions it is emulated, up to 80 times
    slower."""
    if not cpu_flags() & BF16_FLAGS:
        return False
    return _seconds(torch.float32) / _seconds(torch.bfloat16) >= WORTHWHILE_SPEEDUP


def cpu_flags() -> set[str]:
    for line in _cpu_info():
        key, _, value = line.partition(":")
        if key.strip() in ("flags", "Features"):
            return set(value.split())
    return set()


def cpu_name() -> str:
    for line in _cpu_info():
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            return value.strip()
    return platform.processor() or platform.machine()


def _cpu_info() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


def _precision(wanted: Device, fast_at_bf16: bool) -> Literal["fp32", "bf16"]:
    if wanted.precision == "auto":
        return "bf16" if fast_at_bf16 else "fp32"
    return wanted.precision


def _seconds(dtype: Any) -> float:
    """The best of five small matrix products of `dtype`, the sizes of a small model's layer."""
    left, right = torch.ones(256, 576, dtype=dtype), torch.ones(576, 1536, dtype=dtype)
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        torch.mm(left, right)
        best = min(best, time.perf_counter() - start)
    return best
