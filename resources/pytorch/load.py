"""Loads the network of model.py with the weights of weights.safetensors; needs nothing but PyTorch (1.13 or newer).

    from load import load_model
    model = load_model()          # in evaluation mode

`python3 load.py` loads it, runs it once on zeros and prints the shapes.
"""

import importlib.util
import json
import struct
from pathlib import Path

import torch

FOLDER = Path(__file__).resolve().parent


def read_safetensors(path):
    """Name -> tensor, of a safetensors file of 32-bit floats."""
    data = bytearray(Path(path).read_bytes())
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length].decode("utf-8"))
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        if entry["dtype"] != "F32":
            raise ValueError(f"{path}: {name} holds {entry['dtype']}, only F32 can be read")
        begin, end = entry["data_offsets"]
        values = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4, offset=8 + length + begin)
        tensors[name] = values.reshape(entry["shape"]).clone()
    return tensors


def load_model(folder=FOLDER):
    """The network in evaluation mode, with its weights."""
    folder = Path(folder)
    spec = importlib.util.spec_from_file_location("model", folder / "model.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    model = module.Network()
    missing, unexpected = model.load_state_dict(read_safetensors(folder / "weights.safetensors"), strict=False)
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]  # counts steps, unused here
    if missing or unexpected:
        raise ValueError(f"weights.safetensors does not fit model.py: missing {missing}, unexpected {unexpected}")
    return model.eval()


def main():
    model = load_model()
    parameters = sum(tensor.numel() for tensor in model.parameters() if tensor.requires_grad)
    image = torch.zeros(1, *model.input_shape)
    with torch.no_grad():
        outputs = model(image)
    if not isinstance(outputs, tuple):
        outputs = (outputs,)
    shapes = ", ".join(str(list(output.shape)) for output in outputs)
    print(f"{parameters:,} parameters, input {list(image.shape)}, output {shapes}")


if __name__ == "__main__":
    main()
