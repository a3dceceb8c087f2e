"""Lessons 05 to 17, written in PyTorch.

    python3 torch_lessons.py NAME FOLDER SECONDS

Repeats the workload for SECONDS seconds, then runs it once more, and prints {"version", "seconds", "loss"} of that run
as JSON. Uses one core.
"""

import json
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

torch.set_num_threads(1)
name, folder, warm_up = sys.argv[1], sys.argv[2], float(sys.argv[3])

random = np.random.RandomState(42)
xs = random.uniform(-1, 3, 80)
ys = 1.3 * xs**3 - 3 * xs**2 + 3.6 * xs + 6.9 + random.normal(0, 1, 80)
x = torch.tensor(xs, dtype=torch.float32).reshape(80, 1)
y = torch.tensor(ys, dtype=torch.float32).reshape(80, 1)


def draw_weights():
    random = np.random.RandomState(7)
    draw = lambda shape: torch.tensor(random.normal(0, 0.1, 100), dtype=torch.float32).reshape(shape)
    w1 = draw((1, 100))
    return w1, torch.zeros(100), draw((100, 1)), torch.zeros(1)


class MyOwnMLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.w1, self.b1, self.w2, self.b2 = (nn.Parameter(each) for each in draw_weights())

    def forward(self, x):
        return torch.relu(x @ self.w1 + self.b1) @ self.w2 + self.b2


class PointDataset(Dataset):
    def __len__(self):
        return 80

    def __getitem__(self, i):
        return torch.tensor([xs[i]], dtype=torch.float32), torch.tensor([ys[i]], dtype=torch.float32)


def minimize(parameters, loss_function, optimizer, steps):
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = loss_function()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses[-1]


def autodiff():
    x = torch.tensor(2.0)
    losses = []
    for _ in range(1000):
        x.requires_grad_(True)
        (gradient,) = torch.autograd.grad(x**2, x)
        x = (x - 0.01 * gradient).detach()
        losses.append((x**2).item())
    return losses[-1]


def autodiff_sgd():
    x = torch.tensor(2.0, requires_grad=True)
    return minimize([x], lambda: x**2, torch.optim.SGD([x], lr=0.01), 1000)


def gradient_descent_5d():
    x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0], requires_grad=True)
    optimizer = torch.optim.SGD([x], lr=0.01)
    losses = []
    for _ in range(1000):
        optimizer.zero_grad()
        x.sum().square().backward()
        optimizer.step()
        with torch.no_grad():
            losses.append(x.sum().square().item())
    return x[4].item()


def linear_regression():
    theta = torch.tensor([1.0, 1.0], requires_grad=True)
    optimizer = torch.optim.SGD([theta], lr=0.01)
    return minimize([theta], lambda: (y - (x * theta[1] + theta[0])).square().mean(), optimizer, 1000)


def mlp_forward():
    w1, b1, w2, b2 = draw_weights()
    return (torch.relu(x @ w1 + b1) @ w2 + b2 - y).square().mean().item()


def mlp_training():
    parameters = [each.requires_grad_(True) for each in draw_weights()]
    w1, b1, w2, b2 = parameters
    loss = lambda: (y - (torch.relu(x @ w1 + b1) @ w2 + b2)).square().mean()
    return minimize(parameters, loss, torch.optim.Adam(parameters, lr=0.01), 2000)


def module():
    with torch.no_grad():
        return (MyOwnMLP()(x) - y).square().mean().item()


def dataset():
    loader = DataLoader(PointDataset(), batch_size=10)
    for _ in range(10):
        epoch = [(batch_x.tolist(), batch_y.tolist()) for batch_x, batch_y in loader]
    return epoch[-1][1][-1][0]


def device():
    numbers = np.fromfile(f"{folder}/device.bin", dtype=np.float32)
    rows, weights = (torch.from_numpy(each.reshape(-1, 128)) for each in np.split(numbers, [1000 * 128]))
    for _ in range(6):
        result = (rows @ weights).numpy()
    return float(result[0, 0])


def training_pipeline():
    model = MyOwnMLP()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    losses = []
    loader = DataLoader(PointDataset(), batch_size=10)
    for _ in range(100):
        for batch_x, batch_y in loader:
            optimizer.zero_grad()
            (model(batch_x) - batch_y).square().mean().backward()
            optimizer.step()
        with torch.no_grad():
            losses.append((model(x) - y).square().mean().item())
    return losses[-1]


run = globals()[name]
end = time.perf_counter() + warm_up
is_warm = False
while not is_warm:
    is_warm = time.perf_counter() >= end
    start = time.perf_counter()
    loss = run()
    seconds = time.perf_counter() - start
print(json.dumps({"version": torch.__version__, "seconds": seconds, "loss": loss}))
