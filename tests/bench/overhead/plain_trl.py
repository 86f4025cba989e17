"""One training run as somebody would write it straight from TRL's documentation: what our stages are measured against."""

import json
import tempfile
from pathlib import Path

import torch
from datasets import Dataset
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    TrainerCallback,
    set_seed,
)
from trl import DPOConfig, DPOTrainer, RewardConfig, RewardTrainer, SFTConfig, SFTTrainer


class Clock(TrainerCallback):
    """Tells when a step has ended."""

    def __init__(self, on_step_end):
        self.tell = on_step_end

    def on_step_end(self, args, state, control, **rest):
        self.tell()


def train_plainly(spec, precision, on_step_end):
    """Trains on the rows, the model and every setting of a run spec of ours that TRL knows; publishes nothing."""
    method, params, model_path = spec["method"], spec["params"], spec["model"]["path"]
    lines = Path(spec["dataset"]["train"]).read_text().splitlines()
    wanted = ("prompt", "completion") if method == "sft" else ("prompt", "chosen", "rejected")
    rows = [{key: row[key] for key in wanted} for row in map(json.loads, lines)]
    tokenizer = AutoTokenizer.from_pretrained(model_path)
    own = {
        "sft": (SFTConfig, SFTTrainer, {"completion_only_loss": True}),
        "reward": (RewardConfig, RewardTrainer, {}),
        "dpo": (DPOConfig, DPOTrainer, {"beta": params.get("beta")}),
    }
    config, trainer, extra = own[method]
    set_seed(spec["seed"])
    if method == "reward":
        model = AutoModelForSequenceClassification.from_pretrained(model_path, num_labels=1, dtype=torch.float32)
        model.config.pad_token_id = tokenizer.pad_token_id
    else:
        model = AutoModelForCausalLM.from_pretrained(model_path, dtype=torch.float32)
    with tempfile.TemporaryDirectory() as output:
        trainer(
            model=model,
            args=config(
                output_dir=output,
                seed=spec["seed"],
                max_steps=params["maxSteps"],
                per_device_train_batch_size=params["microBatch"],
                gradient_accumulation_steps=params["batchSize"] // params["microBatch"],
                learning_rate=params["learningRate"],
                lr_scheduler_type=params["schedule"],
                max_length=params["maxLength"],
                gradient_checkpointing=False,
                bf16=precision == "bf16",
                use_cpu=not torch.cuda.is_available(),
                logging_steps=1,
                save_strategy="no",
                report_to="none",
                disable_tqdm=True,
                **extra,
            ),
            train_dataset=Dataset.from_list(rows),
            processing_class=tokenizer,
            callbacks=[Clock(on_step_end)],
        ).train()
