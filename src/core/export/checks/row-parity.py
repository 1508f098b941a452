import numpy as np
import pandas as pd


def row_parity(older, newer, columns, roles):
    keys, name = roles["key"], columns[0]
    once = [one.dropna(subset=keys).drop_duplicates(keys, keep=False) for one in (older, newer)]
    numbers = (range(len(one)) for one in once)
    first, second = (one[keys].assign(place=place) for one, place in zip(once, numbers))
    pairs = first.merge(second, on=keys, suffixes=("", "_newer"))
    a = once[0][name].iloc[pairs["place"].to_numpy()].reset_index(drop=True)
    b = once[1][name].iloc[pairs["place_newer"].to_numpy()].reset_index(drop=True)
    equal = (a == b) | (a.isna() & b.isna())
    if pd.api.types.is_datetime64_any_dtype(a):
        equal |= (a - b).abs() < pd.Timedelta(milliseconds=1)
    elif pd.api.types.is_numeric_dtype(a) and pd.api.types.is_numeric_dtype(b):
        gap = (a - b).abs()
        size = np.maximum(a.abs(), b.abs())
        equal |= np.isfinite(gap) & ((gap <= 1e-10) | (gap <= 1e-7 * size))
    return {
        "equal_share": equal.mean(),
        "pairs": len(pairs),
        "different": (~equal).sum(),
        "unusable_rows": len(older) + len(newer) - len(once[0]) - len(once[1]),
    }
