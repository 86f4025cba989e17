"""Prefloop's trainer: reads one run spec, writes files and event lines; no database, no queue."""

import os

# A self-hosted run reports to nobody and fetches nothing by itself; set before the libraries load.
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["DO_NOT_TRACK"] = "1"
for _name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "TRANSFORMERS_OFFLINE"):
    os.environ.setdefault(_name, "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
# Waiting threads that spin take the cores from everyone else on a small machine; asleep they cost nothing.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
