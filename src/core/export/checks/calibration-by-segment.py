import pandas as pd


def calibration_by_segment(older, newer, columns, roles):
    label, score = roles["label"][0], roles["score"][0]
    windows = [one.dropna(subset=[label, score]) for one in (older, newer) if one is not None]
    names = segments_of([one[columns[0]] for one in (older, newer) if one is not None])
    tallies = [
        one.groupby(names(one[columns[0]])).agg(
            rows=(label, "size"), observed=(label, "sum"), expected=(score, "sum")
        )
        for one in windows
    ]
    # The newer window is judged where both outcomes occur in it.
    has_newer = newer is not None and newer[label].nunique() == 2
    now = tallies[1] if has_newer else tallies[0]
    before = tallies[0] if has_newer and older[label].nunique() == 2 else None
    judged = now[(now["rows"] >= max(30, 0.01 * now["rows"].sum())) & (now["expected"] > 0)]
    figures = {
        "segments": len(judged),
        "ratio of all": now["observed"].sum() / now["expected"].sum(),
    }
    order = judged.assign(is_name=~judged.index.isin(["all others", "missing"]), name=judged.index)
    order = order.sort_values(["rows", "is_name", "name"], ascending=[False, False, True])
    for name in order.index[:12]:
        figures[f"rows of {name}"] = now["rows"][name]
        figures[f"ratio of {name}"] = now["observed"][name] / now["expected"][name]
        if before is not None and name in before.index and before["expected"][name] > 0:
            figures[f"ratio before of {name}"] = before["observed"][name] / before["expected"][name]
    return figures


def segments_of(windows, most=60):
    """Gives values their segment's name: the commonest categories of all windows keep theirs."""
    sizes = pd.concat(windows).value_counts().rename_axis("value").reset_index(name="rows")
    sizes = sizes.sort_values(["rows", "value"], ascending=[False, True])
    kept = set(sizes["value"][:most])

    def name(value):
        if pd.isna(value):
            return "missing"
        if value not in kept:
            return "all others"
        return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)

    return lambda values: values.map(name, na_action=None)
