"""The Python stack's side of `npm run bench`: one task per line of standard input, one JSON line of output each.

Needs pandas, scikit-learn and scipy. Each task does what the same task of tasks.ts does, as their users would write it.
"""

import json
import sys
import time

try:
    import numpy as np
    import pandas as pd
    import scipy
    import sklearn
    from scipy.stats import chi2_contingency, false_discovery_control, spearmanr
    from sklearn.cluster import KMeans
    from sklearn.decomposition import PCA
    from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_samples, silhouette_score
    from sklearn.preprocessing import StandardScaler
except ImportError as error:
    print(json.dumps({"problem": str(error)}), flush=True)
    sys.exit(1)

folder, rows, cols = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
FILE = f"{folder}/customers.csv"
X = np.fromfile(f"{folder}/x.bin").reshape(rows, cols)
LABELS = np.fromfile(f"{folder}/labels.bin", dtype=np.int32)
FEW = min(rows, 5000)
LEVELS = ["None", "Low", "Medium", "High"]


def read():
    frame = pd.read_csv(FILE, keep_default_na=False, na_values=[""], low_memory=False)
    frame["Purchase_Amount"] = frame["Purchase_Amount"].str.strip().str.lstrip("$").str.replace(",", "").astype(float)
    for column in ["Time_of_Purchase", "Customer_Since"]:
        frame[column] = pd.to_datetime(frame[column], format="mixed")
    return frame.drop_duplicates()


FRAME = read()


def prepare():
    frame = FRAME.copy()
    for column in ["Age", "Income_Level", "Education_Level", "Location"]:
        typical = frame[column].median() if column == "Age" else frame[column].mode()[0]
        frame[column] = frame[column].fillna(typical)
    latest = frame["Time_of_Purchase"].max()
    frame["value"] = np.log1p(frame["Frequency_of_Purchase"] * frame["Purchase_Amount"])
    ordered = lambda column: pd.Categorical(frame[column], LEVELS, ordered=True).codes / 3
    frame["engagement"] = (
        0.4 * (frame["Brand_Loyalty"] - 1) / 4
        + 0.3 * ordered("Engagement_with_Ads")
        + 0.3 * ordered("Social_Media_Influence")
    )
    frame["recency"] = (latest - frame["Time_of_Purchase"]).dt.days
    frame["tenure"] = (latest - frame["Customer_Since"]).dt.days
    sensitive = pd.Categorical(frame["Discount_Sensitivity"], ["Not Sensitive", "Somewhat Sensitive", "Very Sensitive"])
    frame["discounts"] = (sensitive.codes / 2 + frame["Discount_Used"].astype(float)) / 2
    features = ["value", "engagement", "recency", "tenure", "discounts", "Customer_Satisfaction", "Return_Rate"]
    return StandardScaler().fit_transform(frame[features].fillna(0)).shape[1]


def kmeans():
    return KMeans(3, n_init=10, random_state=1).fit(X).inertia_


def scan():
    few = X[:FEW]
    best = KMeans(1, n_init=1).fit(few).inertia_
    for k in range(2, 9):
        fitted = KMeans(k, n_init=4, random_state=1).fit(few)
        silhouette_score(few, fitted.labels_)
        calinski_harabasz_score(few, fitted.labels_)
        davies_bouldin_score(few, fitted.labels_)
        best = fitted.inertia_
    return best


def silhouettes():
    return float(silhouette_samples(X[:FEW], LABELS[:FEW]).mean())


def components():
    return float(PCA(2).fit(X).explained_variance_ratio_.sum())


def stability():
    few = X[:FEW]
    base = KMeans(3, n_init=4, random_state=1).fit(few).labels_
    draws = np.random.default_rng(1)
    found = np.zeros(3)
    for resample in range(50):
        drawn = np.unique(draws.integers(0, len(few), len(few)))
        labels = KMeans(3, n_init=3, random_state=resample).fit(few[drawn]).labels_
        for k in range(3):
            own = base[drawn] == k
            found[k] += max((own & (labels == j)).sum() / (own | (labels == j)).sum() for j in range(3)) / 50
    return float(found.min())


def associations():
    frame = FRAME.head(20000)
    numeric = [
        frame[column] if frame[column].dtype.kind in "if" else pd.Categorical(frame[column]).codes
        for column in [
            "Age", "Income_Level", "Education_Level", "Purchase_Amount", "Frequency_of_Purchase", "Brand_Loyalty",
            "Product_Rating", "Time_Spent_on_Product_Research(hours)", "Social_Media_Influence",
            "Discount_Sensitivity", "Return_Rate", "Customer_Satisfaction", "Engagement_with_Ads", "Discount_Used",
            "Customer_Loyalty_Program_Member", "Time_to_Decision",
        ]
    ]  # fmt: skip
    text = [
        "Gender", "Marital_Status", "Occupation", "Location", "Purchase_Category", "Purchase_Channel",
        "Device_Used_for_Shopping", "Payment_Method", "Purchase_Intent", "Shipping_Preference",
    ]  # fmt: skip
    p = [spearmanr(numeric[i], numeric[j], nan_policy="omit").pvalue for i in range(16) for j in range(i)]
    p += [chi2_contingency(pd.crosstab(frame[text[i]], frame[text[j]]))[1] for i in range(10) for j in range(i)]
    return int((false_discovery_control(np.nan_to_num(p, nan=1.0)) <= 0.05).sum())


def summary():
    grouped = FRAME.groupby("Purchase_Channel")
    return float(grouped.agg({"Purchase_Amount": ["mean", "median"], "Frequency_of_Purchase": ["mean", "median"]}).iloc[0, 0])


versions = f"pandas {pd.__version__}, scikit-learn {sklearn.__version__}, scipy {scipy.__version__}"
print(json.dumps({"versions": f"Python {sys.version.split()[0]}, {versions}"}), flush=True)
for line in sys.stdin:
    task = globals()[line.strip()]
    start = time.perf_counter()
    value = task()
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "value": value if isinstance(value, (int, float)) else None}), flush=True)
