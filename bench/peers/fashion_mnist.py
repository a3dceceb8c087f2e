"""Trains lesson 21's two networks on all 60,000 images in PyTorch, with the same layers, batches and learning rates.

    python3 fashion_mnist.py FOLDER-WITH-THE-FOUR-FILES CNN-EPOCHS MLP-EPOCHS

Prints {"version", "cnn": {"accuracy", "seconds"}, "mlp": {…}} as JSON. Uses one core; full.ts sets the environment.
"""

import gzip
import json
import sys
import time

import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
folder = sys.argv[1]


def read(name: str, header: int) -> np.ndarray:
    with gzip.open(f"{folder}/{name}-ubyte.gz") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def part(name: str) -> tuple[torch.Tensor, torch.Tensor]:
    pixels = read(f"{name}-images-idx3", 16).reshape(-1, 1, 28, 28).astype(np.float32)
    images = (torch.from_numpy(pixels) / 255 - 0.286) / 0.353
    return images, torch.from_numpy(read(f"{name}-labels-idx1", 8).astype(np.int64))


train_images, train_labels = part("train")
test_images, test_labels = part("t10k")


def train_and_test(model: nn.Module, epochs: int, learning_rate: float, batch_size: int = 64) -> dict:
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    steps = epochs * -(-len(train_images) // batch_size)
    step = 0
    start = time.perf_counter()
    for _ in range(epochs):
        for batch in torch.randperm(len(train_images)).split(batch_size):
            for group in optimizer.param_groups:
                group["lr"] = learning_rate * (1 - step / steps)
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(train_images[batch]), train_labels[batch])
            loss.backward()
            optimizer.step()
            step += 1
    seconds = time.perf_counter() - start
    with torch.no_grad():
        right = sum(
            int((model(images).argmax(1) == labels).sum())
            for images, labels in zip(test_images.split(500), test_labels.split(500))
        )
    return {"accuracy": right / len(test_labels), "seconds": seconds}


torch.manual_seed(1)
cnn = nn.Sequential(
    *[nn.Conv2d(1, 16, 3), nn.ReLU(), nn.MaxPool2d(2)],
    *[nn.Conv2d(16, 32, 3), nn.ReLU(), nn.MaxPool2d(2)],
    *[nn.Flatten(), nn.Linear(800, 64), nn.ReLU(), nn.Linear(64, 10)],
)
mlp = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
results = {
    "cnn": train_and_test(cnn, epochs=int(sys.argv[2]), learning_rate=0.002),
    "mlp": train_and_test(mlp, epochs=int(sys.argv[3]), learning_rate=0.003),
}
print(json.dumps({"version": torch.__version__, **results}))
