"""Writes gaussian-mixture.json: the k that BIC of scikit-learn's GaussianMixture chooses on each data set of the calibration.

    npm run calibrate -- --matrices FOLDER
    python tools/calibrate/gaussian_mixture.py FOLDER

FOLDER holds index.json, a list of {file, name, rows, cols, seed}, and each file: float64, row by row. Every k from 1 to 7
is fitted with spherical, diagonal, tied and full covariances, with scikit-learn's defaults; the least BIC of all wins.
"""

import json
import sys
import warnings
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import scipy
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

SHAPES = ("spherical", "diag", "tied", "full")


def chosen(x):
    """The k of the least BIC. A fit that breaks down (columns that repeat few values) has none."""
    warnings.simplefilter("ignore", ConvergenceWarning)
    best = (np.inf, 1)
    for shape in SHAPES:
        for k in range(1, 8):
            try:
                fit = GaussianMixture(k, covariance_type=shape, random_state=1).fit(x)
            except ValueError:
                continue
            best = min(best, (fit.bic(x), k))
    return best[1]


def one(task):
    folder, entry = task
    x = np.fromfile(Path(folder) / entry["file"]).reshape(entry["rows"], entry["cols"])
    return entry["name"], entry["seed"], chosen(x), round(float(x[0, 0]), 6)


def main(folder, processes=1):
    entries = json.loads((Path(folder) / "index.json").read_text())
    with Pool(processes) as pool:
        results = []
        for result in pool.imap_unordered(one, [(folder, entry) for entry in entries], chunksize=4):
            results.append(result)
            if len(results) % 100 == 0:
                print(f"{len(results)} of {len(entries)}", file=sys.stderr, flush=True)
    results.sort(key=lambda result: (result[0], result[1]))
    out = {
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
        "chosen": {},
        "first": {},
    }
    for name, seed, k, first in results:
        out["chosen"][name] = out["chosen"].get(name, "") + str(k)
        if seed == 1:
            out["first"][name] = first
    Path(__file__).with_name("gaussian-mixture.json").write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1)
