import numpy as np
import pandas as pd

NULL_WORDS = ["null", "none", "nan", "na", "n/a", "#n/a", "nil", "undefined", "unknown", "?", "-"]
NUMBER = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+"
ORDER = ["null-kind", "sign", "fractions", "type-mix", "spelling", "keys", "volume", "categories", "range"]


def schema(older, newer, columns, roles):
    """The rules that the newer table breaks: (rule, column, share of rows), the gravest first."""
    found = []
    for name in older.columns:
        if name in roles.get("ignore", []) or name not in newer:
            continue
        a, b = older[name].dropna(), newer[name].dropna()
        if min(len(a), len(b)) < 100 or pd.api.types.is_datetime64_any_dtype(a):
            continue
        rules = number_rules if pd.api.types.is_numeric_dtype(a) else text_rules
        found += [(what, name, share) for what, share in rules(a, b)]
    keys = roles.get("key", [])
    if keys:
        before, now = (one.dropna(subset=keys).duplicated(keys).sum() / len(one) for one in (older, newer))
        if now - before > 0.005:
            found.append(("keys", ", ".join(keys), now))
    time = roles.get("event-time", [None])[0]
    if time is not None and pd.api.types.is_datetime64_any_dtype(older[time]):
        for rows, least in odd_days(older[time], newer[time]):
            found.append(("volume", time, min(1, abs(rows - least) / len(newer))))
    found.sort(key=lambda one: (ORDER.index(one[0]), -one[2]))
    # What lies outside its range or was never seen is told, and judged by checks of its own.
    broken = [share for what, _, share in found if what not in ("categories", "range")]
    figures = {"broken": len(broken), "told": len(found), "largest_share": max(broken, default=0)}
    for place, (what, name, share) in enumerate(found[:8], 1):
        figures[f"{place}. {what}, {name}"] = share
    return figures


def is_news(count, n, m):
    """Whether so many of n rows are news when none of m is like them: not by chance, and from 1 % of the rows."""
    if count == 0 or count < 0.01 * n:
        return False
    i = np.arange(count)
    return np.log((n - i) / (n + m - i)).sum() < np.log(1e-4)


def number_rules(a, b):
    profiles = []
    for one in (a, b):
        finite = one[np.isfinite(one)]
        counts = (len(one) - len(finite), (finite < 0).sum(), (finite != np.floor(finite)).sum())
        profiles.append((*counts, finite.nunique()))
    (infinite, negative, fraction, distinct), now = profiles
    n, m = len(b), len(a)
    if infinite == 0 and is_news(now[0], n, m):
        yield "null-kind", now[0] / n
    if negative == 0 and is_news(now[1], n, m):
        yield "sign", now[1] / n
    if fraction == 0 and distinct >= 10 and is_news(now[2], n, m):
        yield "fractions", now[2] / n
    if fraction >= 0.25 * m and now[2] == 0 and now[3] >= 10:
        yield "fractions", 1
    known, new = a[np.isfinite(a)], b[np.isfinite(b)]
    outside = (~new.between(known.min(), known.max())).sum()
    if outside >= 0.25 * n:
        yield "range", outside / n


def text_rules(a, b):
    a, b = a.astype(str), b.astype(str)
    n, m = len(b), len(a)
    plain = [one.str.strip().str.lower() for one in (a, b)]
    empty = [one == "" for one in plain]
    numeric = [one.str.fullmatch(NUMBER) for one in plain]
    words = [one.isin(NULL_WORDS) for one in plain]
    for before, now in (empty, words):
        if before.sum() == 0 and is_news(now.sum(), n, m):
            yield "null-kind", now.mean()
    mix = numeric[1].mean() - numeric[0].mean()
    if abs(mix) >= 0.25:
        yield "type-mix", abs(mix)
    strange = ~b.isin(a) & ~empty[1]
    respelt = strange & plain[1].isin(plain[0])
    if is_news(respelt.sum(), n, m):
        yield "spelling", respelt.mean()
    unseen = (strange & ~respelt).mean()
    if unseen - (a.value_counts() == 1).sum() / m >= 0.25:
        yield "categories", unseen


def odd_days(before, now):
    """The rows of each day with far fewer or more of them than its weekday had, and the fewest that it had."""
    rows = []
    for times in (before, now):
        counts = times.dropna().dt.floor("D").value_counts()
        rows.append(counts.reindex(pd.date_range(counts.index.min(), counts.index.max()), fill_value=0)[1:-1])
    if len(rows[0]) < 14 or rows[0].min() < 20:
        return
    usual = rows[0].groupby(rows[0].index.dayofweek).agg(["min", "max"])
    for day, count in rows[1].items():
        least, most = usual.loc[day.dayofweek]
        if count * 5 < least or count > 5 * most:
            yield count, least
