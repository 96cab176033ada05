"""Cuts a BERT-like encoder into what ships: a frozen trunk, and the layers above it that `train` teaches.

python -m classifiers.export FOLDER classifiers/weights [--trunk 5] [--top 3] [--vocabulary PIECES.json]

FOLDER holds `config.json`, `model.safetensors` and `tokenizer.json` as Hugging Face lays them out
(intfloat/multilingual-e5-small). Needs the `train` extra.
"""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path
from typing import Any

import torch

BLOCK = 32
"""Values that share a scale at 4 bits (Q4_0 of llama.cpp)."""


class Packed(torch.nn.Module):
    """A table at 4 bits a value with a scale a block. ONNX Runtime unpacks a matrix when it loads, once, and reckons in
    float32: on AVX2 that is as fast as int8 arithmetic (36.7 against 37.8 texts/s), exact, and a text's states do not
    depend on its neighbours; int8 activations turned the states by 0.02 (cosine)."""

    def __init__(self, table: torch.Tensor) -> None:
        super().__init__()
        blocks = table.float().reshape(len(table), -1, BLOCK)
        peak = blocks.gather(2, blocks.abs().argmax(2, keepdim=True))
        scale = (peak / -8).half()
        divisor = torch.where(scale == 0, torch.ones_like(peak), scale.float())
        values = (blocks / divisor).round().clamp(-8, 7).add(8).to(torch.uint8)
        self.register_buffer("pairs", values[..., :16] + values[..., 16:] * 16)
        self.register_buffer("scale", scale)
        self.width = table.shape[1]

    def forward(self, rows: torch.Tensor | None = None) -> torch.Tensor:
        """The whole table, or its `rows`."""
        pairs, scale = (self.pairs, self.scale) if rows is None else (self.pairs[rows], self.scale[rows])
        high = torch.floor(pairs.float() / 16)
        values = torch.cat([pairs.float() - 16 * high, high], dim=-1) - 8
        return (values * scale.float()).flatten(-2)


class PackedLinear(torch.nn.Module):
    """A linear map whose matrix is packed at 4 bits (exact where it was so before) or at 8, a scale a row."""

    def __init__(self, linear: torch.nn.Linear, bits: int) -> None:
        super().__init__()
        self.table = Packed(linear.weight.data) if bits == 4 else None
        if bits == 8:
            scale = linear.weight.data.abs().amax(1, keepdim=True).clamp(min=1e-9) / 127
            self.register_buffer("values", (linear.weight.data / scale).round().to(torch.int8))
            self.register_buffer("scale", scale)
        self.register_buffer("bias", linear.bias.data)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        weight = self.table() if self.table else self.values.float() * self.scale
        return torch.nn.functional.linear(states, weight, self.bias)


def pack(network: torch.nn.Module, bits: int) -> torch.nn.Module:
    """Every linear map of a network packed, in place."""
    for name, child in network.named_children():
        if isinstance(child, torch.nn.Linear):
            setattr(network, name, PackedLinear(child, bits))
        else:
            pack(child, bits)
    return network


class Trunk(torch.nn.Module):
    """Positions and the lower layers; one text a call, so there is no mask. Word vectors (1, T, D) -> (1, T, D)."""

    def __init__(self, network: Any, layers: int) -> None:
        super().__init__()
        found = network.embeddings
        self.register_buffer("places", found.position_embeddings.weight.data)
        self.register_buffer("kind", found.token_type_embeddings.weight.data[0])
        self.norm = found.LayerNorm
        self.layers = network.encoder.layer[:layers]

    def forward(self, words: torch.Tensor) -> torch.Tensor:
        states = self.norm(words + self.places[: words.shape[1]] + self.kind)
        for layer in self.layers:
            states = _first(layer(states))
        return states


class Top(torch.nn.Module):
    """The upper layers. (B, T, D), optionally with a mask to add to the attention -> (B, T, D)."""

    def __init__(self, layers: Any) -> None:
        super().__init__()
        self.layers = layers

    def forward(self, states: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        for layer in self.layers:
            states = _first(layer(states, mask))
        return states


def _first(found: Any) -> torch.Tensor:
    states: torch.Tensor = found if isinstance(found, torch.Tensor) else found[0]
    return states


def start_of(folder: Path) -> Top:
    """The shipped top layers as they were before any lesson. No attention is dropped: the drawing of random numbers for
    it took a tenth of the time."""
    from safetensors.torch import load_file
    from transformers import AutoConfig
    from transformers.models.bert.modeling_bert import BertLayer

    config = AutoConfig.from_pretrained(folder, attn_implementation="eager", attention_probs_dropout_prob=0.0)
    top = Top(torch.nn.ModuleList(BertLayer(config, layer_idx=i) for i in range(config.num_hidden_layers)))
    weights = load_file(folder / "top.start.safetensors")
    top.load_state_dict({name: value.float() for name, value in weights.items()})
    return top


def write_onnx(network: torch.nn.Module, example: torch.Tensor, path: Path) -> None:
    """One input (`inputs`), one output (`outputs`), any number of tokens."""
    axes = {"inputs": {0: "batch", 1: "tokens"}, "outputs": {0: "batch", 1: "tokens"}}
    with warnings.catch_warnings():  # the newer exporter needs onnxscript and unpacks the tables at export
        warnings.simplefilter("ignore", DeprecationWarning)
        _export(network.eval(), example, path, axes)


def _export(
    network: torch.nn.Module, example: torch.Tensor, path: Path, axes: dict[str, dict[int, str]]
) -> None:
    torch.onnx.export(
        network, (example,), str(path), input_names=["inputs"], output_names=["outputs"],
        dynamic_axes=axes, opset_version=17, dynamo=False, do_constant_folding=False,
    )  # fmt: skip


def export(source: Path, target: Path, *, trunk: int, top: int) -> None:
    """Write words.onnx, trunk.onnx, top.start.safetensors and config.json into `target`."""
    from safetensors.torch import save_file
    from transformers import AutoModel

    network = AutoModel.from_pretrained(source, attn_implementation="eager", add_pooling_layer=False).eval()
    target.mkdir(parents=True, exist_ok=True)
    layers = Top(network.encoder.layer[trunk : trunk + top])
    weights = {name: value.half().contiguous() for name, value in layers.state_dict().items()}
    save_file(weights, target / "top.start.safetensors")
    words = Packed(network.embeddings.word_embeddings.weight.data)
    write_onnx(words, torch.ones(1, 8, dtype=torch.int64), target / "words.onnx")
    write_onnx(pack(Trunk(network, trunk), 4), torch.zeros(1, 8, words.width), target / "trunk.onnx")
    network.config.num_hidden_layers = top
    network.config.to_json_file(target / "config.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--trunk", type=int, default=5)
    parser.add_argument("--top", type=int, default=3)
    given = parser.parse_args()
    export(given.source, given.target, trunk=given.trunk, top=given.top)


if __name__ == "__main__":
    main()
