#!/usr/bin/env python3
"""Independent checker and scorer of a roster of a scheduling folder (see docs/formats.md).

usage: check_roster.py INSTANCE_DIR ROSTER.csv [--json]
exit status 0: every hard rule holds; 1: violations; 2: unreadable input.
Standard library only; shares no code with any solver.
"""
import csv, json, sys, os
from datetime import date, datetime, timedelta
from itertools import combinations
from collections import defaultdict

def hm(s): h, m = s.split(":"); return int(h) * 60 + int(m)
def rd(p): return list(csv.DictReader(open(p, newline="")))

def main():
    if len(sys.argv) < 3: print(__doc__); return 2
    D, R = sys.argv[1], sys.argv[2]
    I = json.load(open(f"{D}/instance.json")); G = I["grid_minutes"]; start = date.fromisoformat(I["start_date"]); days = I["days"]
    day = lambda s: (date.fromisoformat(s) - start).days
    kinds = {k["kind"]: k for k in rd(f"{D}/shift_kinds.csv")}
    brk = defaultdict(list)
    for b in rd(f"{D}/breaks.csv"): brk[b["kind"]].append(tuple(int(b[x]) for x in ("minutes", "paid", "earliest_offset_min", "latest_offset_min")))
    con = {c["contract"]: c for c in rd(f"{D}/contracts.csv")}
    ag = {a["agent"]: a for a in rd(f"{D}/agents.csv")}
    block, credit, avoid = defaultdict(list), defaultdict(int), defaultdict(list)
    for v in rd(f"{D}/availability.csv"):
        d = day(v["date"]); a0, a1 = d * 1440 + hm(v["from"]), d * 1440 + hm(v["to"])
        if v["kind"] in ("leave", "unavailable"): block[v["agent"]].append((a0, a1)); credit[v["agent"], d // 7] += int(v["credit_min"])
        else: avoid[v["agent"]].append((a0, a1, int(v["weight"])))
    bad = []
    def viol(rule, who, msg): bad.append((rule, who, msg))
    by, T = defaultdict(list), days * 1440 // G
    duty = defaultdict(lambda: [0] * T)                      # skill set -> on-duty head count per slot
    paidtot = 0
    for i, r in enumerate(rd(R), 2):
        a, k = r["agent"], r["kind"]
        if a not in ag or k not in kinds: viol("H0", a, f"line {i}: unknown agent or shift kind {k}"); continue
        t = datetime.fromisoformat(r["start"]); d = (t.date() - start).days; m = t.hour * 60 + t.minute
        K = kinds[k]; dur = int(K["presence_min"])
        if not 0 <= d < days: viol("H0", a, f"line {i}: outside the horizon"); continue
        if k not in con[ag[a]["contract"]]["kinds"].split("|"): viol("H1", a, f"{r['start']}: {k} not in contract {ag[a]['contract']}")
        if not hm(K["earliest_start"]) <= m <= hm(K["latest_start"]) or (m - hm(K["earliest_start"])) % int(K["start_step_min"]): viol("H1", a, f"{r['start']}: start not allowed for {k}")
        bs = sorted(tuple(int(x) for x in b.split(":")) for b in r["breaks"].split("|") if b)
        want = brk[k]
        if len(bs) != len(want) or any(b[1] != w[0] or not w[2] <= b[0] <= w[3] or b[0] % G for b, w in zip(bs, want)): viol("H2", a, f"{r['start']}: breaks {r['breaks']} break the {k} template")
        for x, y in zip(bs, bs[1:]):
            if y[0] - x[0] - x[1] < I["rules"]["min_gap_between_breaks_minutes"]: viol("H2", a, f"{r['start']}: breaks too close")
        s = d * 1440 + m; e = s + dur
        for b0, b1 in block[a]:
            if s < b1 and e > b0: viol("H6", a, f"{r['start']}: not available")
        by[a].append((s, e, d, int(K["paid_min"]))); paidtot += int(K["paid_min"])
        off = set()
        for b in bs: off.update(range((s + b[0]) // G, (s + b[0] + b[1]) // G))
        row = duty[ag[a]["skills"]]
        for x in range(s // G, e // G):
            if x < T and x not in off: row[x] += 1
    avoidcost, wkcost, wkends = 0, 0, {}
    for a, info in ag.items():
        L = sorted(by[a]); c = con[info["contract"]]
        ds = [x[2] for x in L]
        if len(set(ds)) != len(ds): viol("H3", a, "two shifts on one day")
        for x, y in zip(L, L[1:]):
            if y[0] - x[1] < I["rules"]["min_rest_minutes"]: viol("H4", a, f"rest {(y[0]-x[1])/60:.2f} h before day {y[2]}")
        run, S = 0, set(ds)
        for d in range(days):
            run = run + 1 if d in S else 0
            if run == I["rules"]["max_consecutive_days"] + 1: viol("H5", a, f"more than {run-1} consecutive days at day {d}")
        for w in range(days // 7):
            p = sum(x[3] for x in L if x[2] // 7 == w) + credit[a, w]
            if not int(c["weekly_min_paid"]) <= p <= int(c["weekly_max_paid"]): viol("H7", a, f"week {w}: {p} paid minutes, contract {c['weekly_min_paid']}..{c['weekly_max_paid']}")
            if sum(1 for d in S if d // 7 == w) > int(c["max_days_per_week"]): viol("H8", a, f"week {w}: too many days")
        wk = sum(1 for w in range(days // 7) if (7 * w + 5) in S or (7 * w + 6) in S); wkends[a] = wk
        if days >= 28:
            if days // 7 - wk < I["rules"]["min_free_weekends_per_4_weeks"] * (days // 28): viol("H9", a, "no free weekend")
            wkcost += max(0, wk - 2 * (days // 28)) * I["costs"]["weekend_beyond_2_per_4_weeks"]
        for b0, b1, w in avoid[a]:
            if any(s < b1 and e > b0 for s, e, _, _ in L): avoidcost += w * I["costs"]["avoid_weight_unit"]
    req = defaultdict(lambda: [0] * T)
    for r in rd(f"{D}/requirements.csv"):
        b = (day(r["date"]) * 1440 + hm(r["time"])) // G
        for x in range(b, b + I["interval_minutes"] // G): req[r["skill"]][x] = int(r["required"])
    subsets = [set(c) for n in range(1, len(I["skills"]) + 1) for c in combinations(I["skills"], n)]
    sets = {k: set(k.split("|")) for k in duty}
    C = I["costs"]; H = G / 60; under = over = ucost = 0.0; worst = 0; short_slots = req_slots = 0
    for t in range(T):
        tot = sum(req[s][t] for s in I["skills"]); on = sum(duty[k][t] for k in duty)
        if tot == 0 and on == 0: continue
        u = max(0, max(sum(req[s][t] for s in S) - sum(duty[k][t] for k in duty if sets[k] & S) for S in subsets))
        o = on - tot + u
        free = -(-tot * int(C["under_excess_from_share"] * 100) // 100)      # ceil
        ucost += H * (C["under_agent_hour"] * u + (C["under_excess_agent_hour"] - C["under_agent_hour"]) * max(0, u - free))
        under += u * H; over += o * H; worst = max(worst, u / tot if tot else 0); req_slots += tot > 0; short_slots += u > free
    wv = [wkends[a] for a in ag if con[ag[a]["contract"]]["max_days_per_week"] == "5"] or [0]
    mean = sum(wv) / len(wv)
    out = {"instance": I["name"], "feasible": not bad, "violations": len(bad), "shifts": sum(len(v) for v in by.values()), "paid_hours": round(paidtot / 60, 1),
           "required_hours": round(sum(sum(v) for v in req.values()) * H, 1), "under_agent_hours": round(under, 2), "over_agent_hours": round(over, 2),
           "slots_short_by_more_than_10pct": short_slots, "worst_shortfall_share": round(worst, 3),
           "cost_under": round(ucost, 2), "cost_over": round(over * C["over_agent_hour"], 2), "cost_avoid": avoidcost, "cost_weekend": wkcost,
           "cost_total": round(ucost + over * C["over_agent_hour"] + avoidcost + wkcost, 2),
           "weekends_min_mean_max": [min(wv), round(mean, 2), max(wv)], "weekend_std": round((sum((x - mean) ** 2 for x in wv) / len(wv)) ** .5, 3)}
    if "--json" in sys.argv: out["details"] = [f"{r} {w}: {m}" for r, w, m in bad]
    print(json.dumps(out, indent=1))
    if bad and "--json" not in sys.argv:
        for r, w, m in bad[:20]: print(f"{r} {w}: {m}", file=sys.stderr)
    return 1 if bad else 0

try: sys.exit(main())
except (OSError, KeyError, ValueError) as ex: print(f"unreadable input: {ex!r}", file=sys.stderr); sys.exit(2)
