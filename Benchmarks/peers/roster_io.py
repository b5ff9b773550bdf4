"""Reads an instance directory (a scheduling folder, see docs/formats.md) into plain Python structures. Used by the baseline scripts only."""
import csv, json
from collections import defaultdict
from datetime import date, datetime, timedelta

def hm(s): h, m = s.split(":"); return int(h) * 60 + int(m)
def rd(p): return list(csv.DictReader(open(p, newline="")))

class Inst:
    def __init__(self, D):
        self.D = D; I = self.I = json.load(open(f"{D}/instance.json")); self.G = G = I["grid_minutes"]
        self.start = date.fromisoformat(I["start_date"]); self.days = I["days"]; self.P = 1440 // G; self.T = self.days * self.P
        self.skills = I["skills"]; self.C = I["costs"]
        self.kinds = {}
        for k in rd(f"{D}/shift_kinds.csv"):
            self.kinds[k["kind"]] = dict(dur=int(k["presence_min"]) // G, paid=int(k["paid_min"]),
                starts=[m // G for m in range(hm(k["earliest_start"]), hm(k["latest_start"]) + 1, int(k["start_step_min"]))], brk=[])
        for b in rd(f"{D}/breaks.csv"):
            self.kinds[b["kind"]]["brk"].append((int(b["minutes"]) // G, int(b["earliest_offset_min"]) // G, int(b["latest_offset_min"]) // G))
        self.con = {c["contract"]: dict(lo=int(c["weekly_min_paid"]), hi=int(c["weekly_max_paid"]), days=int(c["max_days_per_week"]), kinds=c["kinds"].split("|")) for c in rd(f"{D}/contracts.csv")}
        self.agents = [(a["agent"], a["contract"], a["skills"]) for a in rd(f"{D}/agents.csv")]
        self.block, self.credit, self.avoid = defaultdict(list), defaultdict(int), defaultdict(list)
        for v in rd(f"{D}/availability.csv"):
            d = (date.fromisoformat(v["date"]) - self.start).days
            x, y = (d * 1440 + hm(v["from"])) // G, (d * 1440 + hm(v["to"])) // G
            if v["kind"] == "avoid": self.avoid[v["agent"]].append((x, y, int(v["weight"])))
            else: self.block[v["agent"]].append((x, y)); self.credit[v["agent"], d // 7] += int(v["credit_min"])
        self.req = {s: [0] * self.T for s in self.skills}
        for r in rd(f"{D}/requirements.csv"):
            b = ((date.fromisoformat(r["date"]) - self.start).days * 1440 + hm(r["time"])) // G
            for x in range(b, b + I["interval_minutes"] // G): self.req[r["skill"]][x] = int(r["required"])
        self.tot = [sum(self.req[s][t] for s in self.skills) for t in range(self.T)]
        self.sets = sorted({a[2] for a in self.agents})
        self.setof = {k: set(k.split("|")) for k in self.sets}
        from itertools import combinations
        self.subsets = [set(c) for n in range(1, len(self.skills) + 1) for c in combinations(self.skills, n)]
        self.free = [-(-t * int(self.C["under_excess_from_share"] * 100) // 100) for t in self.tot]

    def options(self, a, d):
        """(kind, start slot) an agent may work on day d, availability respected"""
        aid, con, _ = a; out = []
        for k in self.con[con]["kinds"]:
            K = self.kinds[k]
            for s in K["starts"]:
                x = d * self.P + s; y = x + K["dur"]
                if not any(x < b1 and y > b0 for b0, b1 in self.block[aid]): out.append((k, s))
        return out

def write_roster(inst, path, rows):
    """rows: (agent id, kind, absolute start slot, [break offsets in slots])"""
    w = csv.writer(open(path, "w", newline=""), lineterminator="\n"); w.writerow(["agent", "kind", "start", "breaks"])
    for a, k, s, offs in sorted(rows, key=lambda r: (r[0], r[2])):
        t = datetime.combine(inst.start, datetime.min.time()) + timedelta(minutes=s * inst.G)
        w.writerow([a, k, t.isoformat(timespec="minutes"), "|".join(f"{o*inst.G}:{b[0]*inst.G}" for o, b in zip(offs, inst.kinds[k]["brk"]))])
