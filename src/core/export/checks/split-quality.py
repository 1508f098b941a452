import numpy as np
import pandas as pd
from scipy.stats import norm, rankdata

TRAINING = ["train", "training", "reference", "ref", "dev"]


def split_quality(older, newer, columns, roles, least=10):
    rows = trusted_rows(older, roles)
    rows = rows[rows[columns[0]].notna()]
    names = rows[columns[0]].astype(str)
    names = names.mask(names.str.strip().str.lower().isin(TRAINING), "training")
    found = {}
    for name, part in rows.groupby(names):
        labels = part[roles["label"][0]].to_numpy()
        if min(labels.sum(), (1 - labels).sum()) >= least:
            owners = part[roles["entity"][0]] if "entity" in roles else None
            found[name] = ranking_quality(part[roles["score"][0]].to_numpy(), labels, owners)
    figures = {"rows of training": (names == "training").sum()}
    auc, low, high = found["training"]
    for name, (own, own_low, own_high) in found.items():
        figures |= {f"auc of {name}": own, f"low of {name}": own_low, f"high of {name}": own_high}
        if name != "training":
            fall = auc - own
            figures[f"fall to {name}"] = fall
            figures[f"low of fall to {name}"] = fall - np.hypot(auc - low, own_high - own)
            figures[f"high of fall to {name}"] = fall + np.hypot(high - auc, own - own_low)
    return figures


def ranking_quality(scores, labels, owners):
    """ROC AUC with DeLong's interval, wider where the rows of one owner are alike (Obuchowski 1997)."""
    hit = labels == 1
    positives, negatives = hit.sum(), (~hit).sum()
    ranks = rankdata(scores)
    own = np.zeros(len(labels))
    own[hit] = (ranks[hit] - rankdata(scores[hit])) / negatives
    own[~hit] = 1 - (ranks[~hit] - rankdata(scores[~hit])) / positives
    auc = own[hit].mean()
    rest = own - auc
    if auc in (0, 1):
        low, high = wilson_interval(auc * min(positives, negatives), min(positives, negatives))
    else:
        variance = sum((rest[side] ** 2).sum() / (side.sum() - 1) / side.sum() for side in (hit, ~hit))
        half = norm.ppf(0.975) * np.sqrt(variance) / (auc * (1 - auc))
        logit = np.log(auc / (1 - auc))
        low, high = 1 / (1 + np.exp(half - logit)), 1 / (1 + np.exp(-half - logit))
    rest = rest / np.where(hit, positives, negatives)
    independent = (rest**2).sum()
    if owners is None or independent == 0:
        return auc, low, high
    nobody = owners.isna().to_numpy()
    sums = np.concatenate([by_owner(rest[~nobody], owners[~nobody]), rest[nobody]])
    widening = np.sqrt(max(1, (sums**2).sum() / independent)) if len(sums) >= 30 else 1
    return auc, max(0, auc - widening * (auc - low)), min(1, auc + widening * (high - auc))


def by_owner(values, owners):
    return np.bincount(pd.factorize(owners)[0], values)
