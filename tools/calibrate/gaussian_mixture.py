"""Write gaussian-mixture.json: the k chosen by the BIC of scikit-learn's GaussianMixture on each calibration data set.

    npm run calibrate -- --matrices FOLDER
    python tools/calibrate/gaussian_mixture.py FOLDER [PROCESSES]

FOLDER contains index.json, a list of {file, name, rows, cols, seed}, and these files: float64, row by row. Mixtures of
k = 1 to 7 are fitted with spherical, diagonal, tied and full covariances and scikit-learn's defaults; the lowest BIC
wins. Scenarios whose data did not change keep their entries in gaussian-mixture.json.
"""

import json
import sys
import warnings
from itertools import groupby
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import scipy
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

OUT = Path(__file__).with_name("gaussian-mixture.json")
SHAPES = ("spherical", "diag", "tied", "full")


def versions():
    return {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__}


def points(entry):
    return np.fromfile(entry["path"]).reshape(entry["rows"], entry["cols"])


def chosen(entry):
    """Return the k with the lowest BIC. Fits that fail (on columns with few distinct values) are skipped."""
    warnings.simplefilter("ignore", ConvergenceWarning)
    x = points(entry)
    best = (np.inf, 1)
    for shape in SHAPES:
        for k in range(1, 8):
            try:
                fit = GaussianMixture(k, covariance_type=shape, random_state=1).fit(x)
            except ValueError:
                continue
            best = min(best, (fit.bic(x), k))
    return str(best[1])


def scenarios(folder):
    """Group the index by name; return each name and its entries, by seed."""
    entries = json.loads((Path(folder) / "index.json").read_text())
    for entry in entries:
        entry["path"] = str(Path(folder) / entry["file"])
    entries.sort(key=lambda entry: (entry["name"], entry["seed"]))
    return [(name, list(own)) for name, own in groupby(entries, key=lambda entry: entry["name"])]


def main(folder, processes=1):
    out = json.loads(OUT.read_text()) if OUT.exists() else {}
    if out.get("versions") != versions():
        out = {"versions": versions(), "chosen": {}, "first": {}}
    with Pool(processes) as pool:
        for name, entries in scenarios(folder):
            first = round(float(points(entries[0])[0, 0]), 6)
            if out["first"].get(name) == first and len(out["chosen"][name]) == len(entries):
                continue
            out["chosen"][name] = "".join(pool.map(chosen, entries))
            out["first"][name] = first
            print(name, out["chosen"][name], file=sys.stderr, flush=True)
            OUT.write_text(json.dumps(out, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1)
