import numpy as np


def exposure(older, newer, columns, roles):
    item, time = roles["entity"][0], roles["event-time"][0]
    rows = older.dropna(subset=[item, time])
    # Rows of one moment lie in one round.
    earlier = rows[time].rank(method="min") - 1
    rounds = np.floor(earlier * 10 / len(rows)).astype(int)
    counts = rows.groupby([rounds.rename("round"), item]).size().unstack(fill_value=0).to_numpy(dtype=float)
    items = counts.shape[1]
    place = 2 * np.arange(1, items + 1) - items - 1
    gini = (np.sort(counts, axis=1) * place).sum(axis=1) / (items * counts.sum(axis=1))
    shares = counts / counts.sum(axis=1, keepdims=True)
    logarithms = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    entropy = -(shares * logarithms).sum(axis=1) / np.log(items)
    gaps = gini[None, :] - gini[:, None]
    later = np.triu(np.where(np.abs(gaps) > 1e-12, np.sign(gaps), 0), 1)
    before, now = gini[:3].mean(), gini[-3:].mean()
    found = {
        "items": items,
        "score": later.sum(),
        "before": before,
        "now": now,
        "change": now - before,
        "entropy_before": entropy[:3].mean(),
        "entropy_now": entropy[-3:].mean(),
    }
    return found | {f"gini_{i}": one for i, one in enumerate(gini, 1)}
