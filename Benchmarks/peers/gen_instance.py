#!/usr/bin/env python3
"""Generate a contact-centre rostering instance (a scheduling folder, see docs/formats.md).

usage: gen_instance.py OUTDIR --agents 100 --weeks 4 --interval 30 --hours 8-22|24x7 --seed 1
Only the standard library is used; the same arguments always give the same files.
"""
import argparse, csv, json, math, os, random
from datetime import date, timedelta

# presence minutes -> list of (break minutes, paid, earliest start offset, latest start offset), 15-min grid
SHIFT_KINDS = {
    "S4":   (240, [(15, 1, 75, 150)]),
    "S5":   (300, [(15, 1, 90, 195)]),
    "S6H":  (390, [(15, 1, 75, 120), (30, 0, 180, 225), (15, 1, 285, 315)]),
    "S7H":  (450, [(15, 1, 75, 135), (30, 0, 195, 255), (15, 1, 330, 375)]),
    "S8H":  (510, [(15, 1, 75, 135), (30, 0, 195, 285), (15, 1, 360, 435)]),
    "S9H":  (570, [(15, 1, 75, 150), (30, 0, 210, 315), (15, 1, 390, 495)]),
    "S10H": (630, [(15, 1, 75, 150), (30, 0, 225, 345), (15, 1, 435, 555)]),
}
# contract: weekly paid min, max, shift kinds, max days/week, share of staff
CONTRACTS = {
    "FT40":   (2340, 2400, ["S8H"], 5, 0.40),
    "FLEX38": (2160, 2400, ["S7H", "S8H", "S9H"], 5, 0.20),
    "FT4x10": (2400, 2400, ["S10H"], 4, 0.10),
    "PT30":   (1680, 1920, ["S6H", "S7H"], 5, 0.15),
    "PT20":   (960, 1320, ["S4", "S5"], 5, 0.15),
}
SKILLSETS = [("A", .45), ("B", .10), ("C", .05), ("A|B", .20), ("A|C", .10), ("A|B|C", .10)]
WD = [1.15, 1.05, 1.0, 1.0, 0.98, 0.62, 0.48]


def day_shape(minute, nonstop):
    h = minute / 60
    g = lambda m, s: math.exp(-0.5 * ((h - m) / s) ** 2)
    v = 0.25 + 0.95 * g(10.75, 1.9) + 0.8 * g(15.5, 2.2) + 0.35 * g(19.5, 1.5)
    if nonstop:
        v = 0.13 + v * (1 / (1 + math.exp(-(h - 7.2) * 2.2))) * (1 / (1 + math.exp((h - 22.5) * 2.0)))
    return v


def pick(rng, pairs):
    x, acc = rng.random(), 0.0
    for k, p in pairs:
        acc += p
        if x < acc:
            return k
    return pairs[-1][0]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("out"); ap.add_argument("--agents", type=int, default=100); ap.add_argument("--weeks", type=int, default=4)
    ap.add_argument("--interval", type=int, default=30); ap.add_argument("--hours", default="8-22"); ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--load", type=float, default=0.97, help="requirement as a share of contract capacity")
    a = ap.parse_args()
    rng = random.Random(a.seed)
    nonstop = a.hours == "24x7"
    o, c = (0, 1440) if nonstop else tuple(int(x) * 60 for x in a.hours.split("-"))
    start, days = date(2026, 3, 2), a.weeks * 7            # a Monday
    os.makedirs(a.out, exist_ok=True)
    W = lambda name, head, rows: csv.writer(open(os.path.join(a.out, name), "w", newline=""), lineterminator="\n").writerows([head] + rows)

    kinds, rows_s, rows_b = SHIFT_KINDS, [], []
    for k, (dur, brs) in kinds.items():
        paid = dur - sum(m for m, p, _, _ in brs if not p)
        last = 1440 - 30 if nonstop else c - dur
        rows_s.append([k, dur, paid, f"{o//60:02d}:{o%60:02d}", f"{last//60:02d}:{last%60:02d}", 30])
        for i, (m, p, e, l) in enumerate(brs):
            rows_b.append([k, i + 1, m, p, e, l])
    W("shift_kinds.csv", ["kind", "presence_min", "paid_min", "earliest_start", "latest_start", "start_step_min"], rows_s)
    W("breaks.csv", ["kind", "seq", "minutes", "paid", "earliest_offset_min", "latest_offset_min"], rows_b)
    W("contracts.csv", ["contract", "weekly_min_paid", "weekly_max_paid", "max_days_per_week", "kinds"],
      [[k, v[0], v[1], v[3], "|".join(v[2])] for k, v in CONTRACTS.items()])

    agents, avail, cap = [], [], 0.0
    plist = [(k, v[4]) for k, v in CONTRACTS.items()]
    for i in range(a.agents):
        con, sk = pick(rng, plist), pick(rng, SKILLSETS)
        aid = f"a{i+1:04d}"
        agents.append([aid, con, sk])
        mn, mx = CONTRACTS[con][0], CONTRACTS[con][1]
        weeks_cap = a.weeks
        daycredit = {"FT4x10": 600, "FT40": 480}.get(con, (mn + mx) // 10 // 15 * 15)
        if rng.random() < 0.06 * a.weeks / 1:                     # a leave block, credited towards the week's hours
            w = rng.randrange(a.weeks)
            n = rng.choice([1, 1, 2, 5]) if con != "FT4x10" else rng.choice([1, 2, 4])
            first = 0 if n >= 4 else rng.randrange(0, 5 - n)
            for d in range(first, first + n):
                avail.append([aid, (start + timedelta(days=w * 7 + d)).isoformat(), "00:00", "24:00", "leave", daycredit, 0])
            weeks_cap -= n * daycredit / ((mn + mx) / 2)
        if con in ("PT20", "PT30") and rng.random() < 0.35:       # students / parents: part of each weekday blocked
            late = rng.random() < 0.5
            for d in range(days):
                if (d % 7) < 5:
                    dt = (start + timedelta(days=d)).isoformat()
                    avail.append([aid, dt] + (["00:00", "15:00"] if late else ["16:00", "24:00"]) + ["unavailable", 0, 0])
        for d in range(days):                                      # soft wishes
            if rng.random() < 0.06:
                dt = (start + timedelta(days=d)).isoformat()
                r = rng.random()
                span = ["00:00", "24:00"] if r < .4 else (["00:00", "10:00"] if r < .7 else ["18:00", "24:00"])
                avail.append([aid, dt] + span + ["avoid", 0, rng.choice([1, 2, 3])])
        cap += (mn + mx) / 2 / 60 * weeks_cap * (1 - 0.055)        # productive hours net of paid breaks
    W("agents.csv", ["agent", "contract", "skills"], agents)
    W("availability.csv", ["agent", "date", "from", "to", "kind", "credit_min", "weight"], avail)

    shapes = {}
    for d in range(days):
        wd = WD[d % 7] * rng.uniform(0.96, 1.04)
        for m in range(o, c, a.interval):
            base = day_shape(m + a.interval / 2, nonstop) * wd * rng.uniform(0.97, 1.03)
            night = 1 if 8 * 60 <= m < 20 * 60 else 0.5
            shapes[d, m] = (0.62 * base, 0.24 * base * night * rng.uniform(.95, 1.05), 0.14 * base * rng.uniform(.95, 1.05))
    tot = sum(sum(v) for v in shapes.values()) * a.interval / 60
    f = cap * a.load / tot
    rows = []
    for (d, m), v in shapes.items():
        for s, x in zip("ABC", v):
            y = x * f
            rows.append([(start + timedelta(days=d)).isoformat(), f"{m//60:02d}:{m%60:02d}", s, int(y) + (1 if rng.random() < y - int(y) else 0)])
    W("requirements.csv", ["date", "time", "skill", "required"], rows)
    json.dump({
        "name": os.path.basename(os.path.normpath(a.out)), "seed": a.seed, "start_date": start.isoformat(), "days": days,
        "grid_minutes": 15, "interval_minutes": a.interval, "open": f"{o//60:02d}:00", "close": f"{c//60:02d}:00", "skills": ["A", "B", "C"],
        "rules": {"min_rest_minutes": 660, "max_consecutive_days": 6, "one_shift_per_day": True,
                  "min_free_weekends_per_4_weeks": 1, "weekly_hours": "contract", "min_gap_between_breaks_minutes": 30},
        "costs": {"under_agent_hour": 10, "under_excess_agent_hour": 30, "under_excess_from_share": 0.10, "over_agent_hour": 1,
                  "avoid_weight_unit": 1, "weekend_beyond_2_per_4_weeks": 4}}, open(os.path.join(a.out, "instance.json"), "w"), indent=1)


main()
