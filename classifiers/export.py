"""Turns a sentence encoder (safetensors) into the int8 ONNX file that ships. Needs the `train` extra.

python -m classifiers.export FOLDER classifiers/weights
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The published hash of all-MiniLM-L6-v2's model.safetensors."""


def export(source: Path, target: Path, *, sha256: str | None = MINILM_SHA256) -> None:
    """Write encoder.onnx (dynamic int8), tokenizer and config. Raises ValueError on a wrong hash."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import AutoModel

    found = hashlib.sha256((source / "model.safetensors").read_bytes()).hexdigest()
    if sha256 and found != sha256:
        raise ValueError(f"{source / 'model.safetensors'} has sha256 {found}, not {sha256}")
    target.mkdir(parents=True, exist_ok=True)
    network = AutoModel.from_pretrained(source, attn_implementation="eager").eval()

    class Pooled(torch.nn.Module):
        """Mean over the tokens that count, of unit length: what all-MiniLM calls a sentence embedding."""

        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
            states = self.network(input_ids=ids, attention_mask=mask, token_type_ids=types)[0]
            weights = mask.unsqueeze(-1).to(states.dtype)
            pooled = (states * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(pooled, dim=-1)

    ones = torch.ones(2, 8, dtype=torch.int64)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    full = target / "encoder.fp32.onnx"
    torch.onnx.export(
        Pooled(),
        (ones, ones, ones * 0),
        str(full),
        input_names=names,
        output_names=["embedding"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names} | {"embedding": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(full), str(target / "encoder.onnx"), weight_type=QuantType.QInt8)
    full.unlink()
    for name in ("tokenizer.json", "tokenizer_config.json", "config.json"):
        (target / name).write_text(
            json.dumps(json.loads((source / name).read_text("utf-8")), ensure_ascii=False)
        )


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
