"""Two networks on images, 100 steps of Adam with batches of 64, in PyTorch.

    python3 torch_images.py fashion_mlp|fashion_cnn FOLDER SECONDS

Repeats the training for SECONDS seconds, then runs it once more, and prints {"version", "seconds", "loss"} of that run
as JSON. Uses one core.
"""

import json
import sys
import time

import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
name, folder, warm_up = sys.argv[1], sys.argv[2], float(sys.argv[3])
images = torch.from_numpy(np.fromfile(f"{folder}/images.bin", dtype=np.uint8)).float().div(255).reshape(-1, 1, 28, 28)
labels = torch.from_numpy(np.fromfile(f"{folder}/labels.bin", dtype=np.uint8)).long()


def read(*shapes):
    """The parameters, in the order and the shapes that they have in TF.js."""
    numbers = torch.from_numpy(np.fromfile(f"{folder}/{name}.bin", dtype=np.float32))
    sizes = [int(np.prod(shape)) for shape in shapes]
    return [part.reshape(shape) for part, shape in zip(numbers.split(sizes), shapes)]


def mlp():
    w1, b1, w2, b2 = read((784, 128), (128,), (128, 10), (10,))
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    set_parameters(model, [w1.T, b1, w2.T, b2])
    return model


def cnn():
    w1, b1, w2, b2, w3, b3 = read((3, 3, 1, 8), (8,), (3, 3, 8, 16), (16,), (5, 5, 16, 10), (10,))
    model = nn.Sequential(
        *[nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3), nn.ReLU(), nn.MaxPool2d(2)],
        *[nn.Flatten(), nn.Linear(400, 10)],
    )
    # in TF.js, channels are the last axis; here, they are the second one
    last = w3.permute(3, 2, 0, 1).reshape(10, 400)
    set_parameters(model, [w1.permute(3, 2, 0, 1), b1, w2.permute(3, 2, 0, 1), b2, last, b3])
    return model


def set_parameters(model, values):
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), values):
            parameter.copy_(value)


end = time.perf_counter() + warm_up
is_warm = False
while not is_warm:
    is_warm = time.perf_counter() >= end
    model = mlp() if name == "fashion_mlp" else cnn()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    start = time.perf_counter()
    for x, y in zip(images.split(64), labels.split(64)):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    last = loss.item()
    seconds = time.perf_counter() - start
print(json.dumps({"version": torch.__version__, "seconds": seconds, "loss": last}))
