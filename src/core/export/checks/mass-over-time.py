import numpy as np
import pandas as pd

MINUTE, HOUR, DAY = 60, 3600, 86400
UNITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY, 28 * DAY]
LENGTHS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256]
LEAST_ROWS = 20


def mass_over_time(older, newer, columns, roles, difference=0.1, odds=2, history_days=7):
    rows = older if newer is None else pd.concat([older, newer], ignore_index=True)
    values = rows[columns[0]].to_numpy()
    time = rows[roles["event-time"][0]]
    is_time = pd.api.types.is_datetime64_any_dtype(time)
    # Whole milliseconds first, so that no row falls on the wrong side of a border.
    times = (time - pd.Timestamp(0)) / pd.Timedelta(milliseconds=1) / 1000 if is_time else time
    times = times.to_numpy(dtype=float)
    masses = masses_of(rows[columns[0]])
    cases = []
    for is_hit in [np.isnan(values) if np.isnan(mass) else values == mass for mass in masses]:
        for bin_of, count, circular in views_of(times, is_time, rows, roles, history_days):
            inside_bins = bin_of >= 0
            n = np.bincount(bin_of[inside_bins], minlength=count).astype(float)
            hits = np.bincount(bin_of[inside_bins & is_hit], minlength=count).astype(float)
            stretch = scan(n, hits, circular)
            if stretch is None:
                continue
            z, stretch_rows, stretch_hits = stretch
            inside = stretch_hits / stretch_rows
            outside = (hits.sum() - stretch_hits) / (n.sum() - stretch_rows)
            rise = inside * (1 - outside) >= odds * outside * (1 - inside)
            cases.append(
                {
                    "is_large": inside - outside >= difference and rise,
                    "masses": len(masses),
                    "z": z,
                    "share_inside": inside,
                    "share_outside": outside,
                    "rows_inside": stretch_rows,
                    "hits_inside": stretch_hits,
                    "dispersion": dispersion(n, hits, circular),
                    "bins": count,
                }
            )
    if not cases:
        return {"masses": 0}
    first = max(cases, key=lambda one: (one["is_large"], one["z"]))
    del first["is_large"]
    return first


def views_of(times, is_time, rows, roles, history_days):
    """The rows in bins of time, and in hours of the day: those whose entity was seen in the last days, or all."""
    everyone = np.ones(len(times), dtype=bool)
    groups = [everyone]
    entity = next((name for name in roles.get("entity", []) if name in rows), None)
    if entity is not None:
        who = pd.DataFrame({"entity": rows[entity], "time": times}).dropna()
        who = who.sort_values("time", kind="stable")
        gap = who.groupby("entity")["time"].diff()
        seen = np.zeros(len(times), dtype=bool)
        seen[gap.index[gap <= (history_days * DAY if is_time else np.inf)]] = True
        groups.insert(0, seen)
    for use in groups:
        used = use & ~np.isnan(times)
        if used.sum() < 100:
            continue
        views = [time_bins(times, used) if is_time else None]
        if views[0] is None:
            views = [order_bins(times, used)]
        if is_time:
            hours = np.where(used, times % DAY // HOUR, -1).astype(int)
            if len(np.unique(hours[used])) >= 6 and len(np.unique(times[used] // DAY)) >= 3:
                views.append((hours, 24, True))
        return views
    return []


def time_bins(times, used):
    first, last = times[used].min(), times[used].max()
    for unit in UNITS:
        start = first // unit * unit
        count = int((last - start) // unit) + 1
        if count > 512 or used.sum() / count < 10:
            continue
        if count < 8:
            return None
        return np.where(used, (times - start) // unit, -1).astype(int), count, False
    return None


def order_bins(times, used):
    order = np.flatnonzero(used)
    order = order[np.argsort(times[order], kind="stable")]
    count = min(512, len(order) // 20)
    bins = np.full(len(times), -1)
    bins[order] = np.minimum(count - 1, np.arange(len(order)) // (len(order) / count)).astype(int)
    return bins, count, False


def scan(rows, hits, circular):
    """The stretch of bins with the largest excess of hits in standard deviations: its z, its rows and its hits."""
    everything, marked = rows.sum(), hits.sum()
    if marked == 0 or marked == everything:
        return None
    share = marked / everything
    count = len(rows)
    twice = 2 if circular else 1
    row_totals = np.concatenate([[0], np.cumsum(np.tile(rows, twice))])
    hit_totals = np.concatenate([[0], np.cumsum(np.tile(hits, twice))])

    def stretch_of(start, size):
        n = row_totals[start + size] - row_totals[start]
        found = hit_totals[start + size] - hit_totals[start]
        spread = np.sqrt(n * share * (1 - share) * (everything - n) / max(1, everything - 1))
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(spread > 0, (found - n * share) / spread, 0), n, found

    best = None
    for size in LENGTHS:
        if size > count / 2:
            break
        starts = np.arange(count if circular else count - size + 1)
        z, n, _ = stretch_of(starts, size)
        z[(n < LEAST_ROWS) | (n > everything / 2)] = -np.inf
        if np.isfinite(z.max()) and (best is None or z.max() > best[0]):
            best = (z.max(), int(starts[z.argmax()]), size)
    if best is None:
        return None
    _, start, size = best
    # On a circle the second time round, so that the start can still move back.
    if circular and start + size <= count:
        start += count
    now = stretch_of(start, size)
    moved = True
    while moved:
        moved = False
        for shift, growth in [(0, 1), (-1, 1), (0, -1), (1, -1)]:
            to_start, to_size = start + shift, size + growth
            if not (1 <= to_size <= count / 2 and to_start >= 0 and to_start + to_size <= twice * count):
                continue
            then = stretch_of(to_start, to_size)
            if then[0] > now[0] and then[1] >= LEAST_ROWS:
                start, size, now, moved = to_start, to_size, then, True
    return now


def dispersion(rows, hits, circular):
    """How many times more the hits vary from bin to bin than those of independent rows, by medians; at least 1."""
    largest = 1
    for together in [1] if circular else [1, 4, 12]:
        whole = len(rows) // together * together
        n, h = (one[:whole].reshape(-1, together).sum(axis=1) for one in (rows, hits))
        n, h = n[n > 0], h[n > 0]
        if len(n) < 12:
            continue
        share = np.median(h / n)
        if 0 < share < 1:
            squares = (h - n * share) ** 2 / (n * share * (1 - share))
            largest = max(largest, np.median(squares) / 0.4549364231195724)
    return largest


def masses_of(values):
    """The values that are far commoner than their neighbourhood, the commonest first; missing is the last."""
    distinct, counts = np.unique(values.dropna(), return_counts=True)
    last = len(distinct) - 1
    found = []
    for k in range(len(distinct) if last > 0 else 0):
        neighbours = max(counts[k - 1] if k > 0 else 0, counts[k + 1] if k < last else 0)
        out_of_line = (
            last > 1
            and counts[k] >= max(20, 0.005 * len(values), 3 * neighbours)
            and counts[k] >= 10 * neighbourhood(counts, k)
        )
        if out_of_line or (counts[k] >= 5 and is_sentinel(distinct, counts, k)):
            found.append(k)
    found = sorted(found, key=lambda k: (-counts[k], distinct[k]))[:8]
    missing = values.isna().sum()
    return [distinct[k] for k in found] + ([np.nan] if 0 < missing < len(values) else [])


def neighbourhood(counts, k):
    near = np.sort(np.concatenate([counts[max(0, k - 10) : k], counts[k + 1 : k + 11]]))
    median = near[len(near) // 2]
    if len(counts) >= 4 and k in (0, len(counts) - 1):
        step = 1 if k == 0 else -1
        # At an end, no more than the step between the next two foretells.
        median = min(median, counts[k + step] ** 2 / counts[k + 2 * step])
    return max(1, median)


def is_sentinel(distinct, counts, k):
    value, last = distinct[k], len(distinct) - 1
    digits = f"{abs(value):.0f}" if value == np.floor(value) else ""
    nines = digits != "" and set(digits) == {"9"}
    if k == 0 and value < 0:
        return last > 1 and distinct[1] >= 0 and (value == -1 or nines)
    if k != last or value <= 0:
        return False
    if not (nines and len(digits) > 1) and value not in (65535, 2147483647, 4294967295):
        return False
    rest = np.repeat(distinct[:-1], counts[:-1])
    spread = rest[int(0.95 * (len(rest) - 1))] - rest[int(0.05 * (len(rest) - 1))]
    return value - distinct[last - 1] >= max(10, spread)
