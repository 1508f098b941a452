def availability_audit(older, newer, columns, roles):
    event = older[roles["event-time"][0]]
    audits = [older[name] - event for name in roles.get("feature-known-time", [])]
    audits += [event - older[name] for name in roles.get("label-known-time", [])]
    worst = None
    for leads in audits:
        leads = leads.dropna().dt.total_seconds()
        early = leads[leads > 1]
        if len(leads) == 0:
            continue
        found = {
            "share": len(early) / len(leads),
            "compared": len(leads),
            "early": len(early),
            "longest_lead_seconds": early.max() if len(early) > 0 else 0,
        }
        if worst is None or found["share"] > worst["share"]:
            worst = found
    return worst
