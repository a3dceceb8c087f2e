"""Lesson 11 in scikit-learn: 100 hidden units, full batch, 2,000 epochs of Adam, from our initial weights.

    python3 sklearn_mlp.py library_mlp FOLDER SECONDS

Repeats the training for SECONDS seconds, then runs it once more, and prints {"version", "seconds", "loss"} of that run
as JSON. Uses one core.
"""

import json
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPRegressor

warnings.filterwarnings("ignore")  # hides the warning that one epoch is not enough
folder, warm_up = sys.argv[2], float(sys.argv[3])
random = np.random.RandomState(42)
xs = random.uniform(-1, 3, 80)
ys = (1.3 * xs**3 - 3 * xs**2 + 3.6 * xs + 6.9 + random.normal(0, 1, 80)).astype(np.float32)
x = xs.astype(np.float32).reshape(80, 1)
w1, b1, w2, b2 = np.split(np.fromfile(f"{folder}/library_mlp.bin", dtype=np.float32), [100, 200, 300])

end = time.perf_counter() + warm_up
is_warm = False
while not is_warm:
    is_warm = time.perf_counter() >= end
    start = time.perf_counter()
    model = MLPRegressor(
        (100,), alpha=0, batch_size=80, shuffle=False, max_iter=1, epsilon=1e-7, tol=0, n_iter_no_change=10**9,
        warm_start=True,
    )
    model.fit(x, ys)  # makes the layers, whose weights are then set
    model.coefs_ = [w1.reshape(1, 100).copy(), w2.reshape(100, 1).copy()]
    model.intercepts_ = [b1.copy(), b2.copy()]
    model.max_iter = 2000
    model.fit(x, ys)
    seconds = time.perf_counter() - start
# scikit-learn reports half of the squared error, computed before the last step
print(json.dumps({"version": sklearn.__version__, "seconds": seconds, "loss": 2 * float(model.loss_)}))
