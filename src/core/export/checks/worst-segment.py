import math
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.stats import fisher_exact, norm

NOT_PEOPLE = ["label", "score", "decision", "key", "label-known-time", "ignore"]


def worst_segment(older, newer, columns, roles, support=0.05, ratio=1.5, alpha=0.01):
    label = roles["label"][0]
    has_newer = newer is not None and newer[label].nunique() == 2
    table = newer if has_newer else older
    score = next((name for name in roles.get("score", []) if name in table), None)
    if score is not None and not table[score].dropna().between(0, 1).all():
        score = None
    kept = table.dropna(subset=[label] if score is None else [label, score])
    y = kept[label].to_numpy()
    everything, positives = len(y), y.sum()
    least = max(30, math.ceil(support * everything))
    if score is None:
        expected = np.full(everything, positives / everything)
        variance = expected * (1 - expected)
    else:
        # The score, scaled to be right overall, so that one that is off everywhere names no one.
        expected = kept[score].to_numpy() * (positives / kept[score].sum())
        capped = np.minimum(expected, 1)
        variance = np.maximum(1e-9, capped * (1 - capped))

    people = {name for role in NOT_PEOPLE for name in roles.get(role, [])}
    tested = [name for name in columns if name not in people]
    fine = [(name, groups_of(kept[name], 10)) for name in tested]
    coarse = [(name, groups_of(kept[name], 4)) for name in tested]
    fine, coarse = ([one for one in side if len(np.unique(one[1])) > 1] for side in (fine, coarse))
    cuts = [((name,), codes) for name, codes in fine]
    cuts += [((a, b), first * 32 + second) for (a, first), (b, second) in combinations(coarse, 2)]
    found = []
    for names, codes in cuts:
        rows, hits, e, v = (np.bincount(codes, one) for one in (np.ones(everything), y, expected, variance))
        for cell in np.flatnonzero((rows >= least) & (everything - rows >= least)):
            spread = v[cell] * (1 - v[cell] / variance.sum())
            if spread > 0:
                z = (hits[cell] - e[cell]) / math.sqrt(spread)
                found.append({"names": names, "rows": rows[cell], "hits": hits[cell], "e": e[cell], "z": z})

    design = design_effect(table, label, roles)
    for one in found:
        rest_rows, rest_hits = everything - one["rows"], positives - one["hits"]
        if score is None:
            relative = divided(one["hits"] / one["rows"], rest_hits / rest_rows)
            a, m = effective(one["hits"], one["rows"], design)
            b, n = effective(rest_hits, rest_rows, design)
            p = fisher_exact([[a, m - a], [b, n - b]]).pvalue
        else:
            relative = divided(one["hits"] / one["e"], rest_hits / (positives - one["e"]))
            p = 2 * norm.sf(abs(one["z"]) / math.sqrt(design))
        one["ratio"], one["p"] = relative, min(1, p * len(found))
        one["rings"] = one["z"] > 0 and relative >= ratio and one["p"] <= alpha
        one["excess"] = one["hits"] - one["e"]
        one["rest_rate"] = rest_hits / rest_rows

    # A pair stands only where it exceeds each of its columns' own segments; then the largest excess of those that ring.
    alone = {}
    for one in found:
        if len(one["names"]) == 1 and one["rings"]:
            alone[one["names"][0]] = max(alone.get(one["names"][0], 0), one["excess"])
    own = [
        one
        for one in found
        if len(one["names"]) == 1 or all(one["excess"] > 1.05 * alone.get(name, 0) for name in one["names"])
    ]
    size = lambda one: one["excess"] if one["rings"] else one["z"]
    worst = min(own, key=lambda one: (not one["rings"], -size(one), len(one["names"]), -one["rows"]))
    return {
        "z": worst["z"],
        "ratio": worst["ratio"],
        "p_value": worst["p"],
        "columns": len(worst["names"]),
        "rows": worst["rows"],
        "observed": worst["hits"],
        "expected": worst["e"],
        "rate": worst["hits"] / worst["rows"],
        "rest_rate": worst["rest_rate"],
        "tested": len(found),
        "design_effect": design,
    }


def divided(a, b):
    return a / b if b > 0 else np.inf


def groups_of(column, limit, most=20):
    """The commonest categories, or ranges of a number of about equal count; missing is a group of its own."""
    if not pd.api.types.is_numeric_dtype(column):
        codes, names = pd.factorize(column)
        sizes = np.bincount(codes[codes >= 0], minlength=len(names))
        place = np.full(len(names) + 1, most)
        for group, code in enumerate(np.argsort(-sizes, kind="stable")[:most]):
            place[code] = group
        place[-1] = most + 1
        return place[codes]
    values = np.sort(column.dropna())
    ends = np.unique(values)
    if len(ends) > limit:
        places = [math.ceil(k * len(values) / limit) - 1 for k in range(1, limit + 1)]
        ends = np.unique(values[places])
    return np.where(column.isna(), len(ends), np.searchsorted(ends, column.fillna(0)).clip(max=len(ends) - 1))


def design_effect(table, label, roles):
    """How much larger the variance of the rate is because rows of one entity share their fate (Rao and Scott)."""
    entity = next((name for name in roles.get("entity", []) if name in table), None)
    if entity is None:
        return 1
    rows = table.dropna(subset=[label, entity])
    rate = rows[label].mean()
    sums = (rows[label] - rate).groupby(rows[entity]).sum()
    if len(sums) < 30 or not 0 < rate < 1:
        return 1
    return max(1, (sums**2).sum() / (len(rows) * rate * (1 - rate)))


def effective(hits, rows, design):
    if design == 1:
        return int(hits), int(rows)
    fewer = max(1, math.floor(rows / design + 0.5))
    return min(fewer, math.floor(hits / design + 0.5)), fewer
