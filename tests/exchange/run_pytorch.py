"""Runs exported networks: `python3 run_pytorch.py FOLDER...`, each with model.py, weights.safetensors, load.py and
input.bin (32-bit floats, any batch). Writes output0.bin, output1.bin ..., parameters.txt; or error.txt.

Exit status 3: PyTorch is missing.
"""

import importlib.util
import math
import sys
import traceback
from pathlib import Path

try:
    import torch
except ImportError as error:
    print(f"PyTorch is missing: {error}", file=sys.stderr)
    sys.exit(3)


def run(folder):
    spec = importlib.util.spec_from_file_location("load", folder / "load.py")
    loader = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loader)
    model = loader.load_model()
    values = torch.frombuffer(bytearray((folder / "input.bin").read_bytes()), dtype=torch.float32)
    batch = values.numel() // math.prod(model.input_shape)
    with torch.no_grad():
        outputs = model(values.reshape(batch, *model.input_shape))
    for i, output in enumerate(outputs if isinstance(outputs, tuple) else (outputs,)):
        assert output.shape[0] == batch, output.shape
        (folder / f"output{i}.bin").write_bytes(bytes(output.contiguous().flatten().numpy().tobytes()))
    count = sum(parameter.numel() for parameter in model.parameters())
    (folder / "parameters.txt").write_text(str(count))


torch.set_num_threads(1)
for name in sys.argv[1:]:
    try:
        run(Path(name))
    except Exception:
        (Path(name) / "error.txt").write_text(traceback.format_exc())
