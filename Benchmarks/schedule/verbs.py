"""What a planner asks after the roster: a second one after an absence, and why there is none.

The absence's roster goes to the judge; the minimal sets are tested by a search of our own over one agent's week, which
shares no code with wfm.
"""
import csv
import datetime
import json
import shutil

# What makes a week impossible for an agent of each contract: (day, from, to, kind, credit minutes) of the records added.
DAY = ("00:00", "24:00")
PLANTS = {
    "FT40": [  # four days of eight hours are less than 39
        [(day, *DAY, "unavailable", 0) for day in (0, 1, 2)],
        [(day, *DAY, "leave", 1300) for day in (2, 4)],  # 2,600 credited minutes in a week of at most 2,400
    ],
    "FT4x10": [
        [(3, *DAY, "leave", 450)],  # no number of ten-hour days and 7:30 h makes 40
        [(day, *DAY, "unavailable", 0) for day in (0, 2, 4, 6)],
    ],
    "PT20": [  # only three hours between the two records of each day
        [(day, a, b, "unavailable", 0) for day in range(4) for a, b in (("00:00", "15:00"), ("18:00", "24:00"))],
    ],
}


def table(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def minutes(clock):
    return int(clock[:-3]) * 60 + int(clock[-2:])


def plant(folder, copy, wanted):
    """A copy of the folder with `wanted` agents whose week cannot be; their names."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    monday = datetime.date.fromisoformat(json.loads((copy / "instance.json").read_text())["start_date"])
    bound = {row["agent"] for row in table(copy / "availability.csv") if row["kind"] != "avoid"}
    done = []
    with open(copy / "availability.csv", "a", newline="") as file:
        for row in table(copy / "agents.csv"):
            kinds = PLANTS.get(row["contract"])
            if kinds is None or row["agent"] in bound or len(done) == wanted:
                continue
            for day, start, end, kind, credit in kinds[len(done) % len(kinds)]:
                file.write(f"{row['agent']},{monday + datetime.timedelta(day)},{start},{end},{kind},{credit},0\n")
            done.append(row["agent"])
    return done


class Week:
    """The first week of one agent, with any of its constraints left out."""

    def __init__(self, folder, agent):
        self.monday = datetime.date.fromisoformat(json.loads((folder / "instance.json").read_text())["start_date"])
        name = next(row["contract"] for row in table(folder / "agents.csv") if row["agent"] == agent)
        self.contract = next(row for row in table(folder / "contracts.csv") if row["contract"] == name)
        self.kinds = table(folder / "shift_kinds.csv")
        last = str(self.monday + datetime.timedelta(6))
        self.records = [row for row in table(folder / "availability.csv")
                        if row["agent"] == agent and row["kind"] != "avoid" and row["date"] <= last]

    def keys(self):
        return {"H1", "H4", "H5", "H7 least", "H7 most", "H8"} | {self.key(row) for row in self.records}

    @staticmethod
    def key(row):
        return f"{row['kind']} {row['date']} {row['from']}–{row['to']}"

    def cause(self, cause):
        """The constraint a line of wfm's explanation is about."""
        if cause["rule"] == "availability":
            return next(self.key(row) for row in self.records
                        if f"{row['kind']} of" in cause["what"] and f"{row['date']} {row['from']}–{row['to']}" in cause["what"])
        return {"H7": "H7 least" if "at least" in cause["what"] else "H7 most"}.get(cause["rule"], cause["rule"])

    def possible(self, kept):
        """Whether some week keeps the constraints of the set. A credit always helps a least sum."""
        low, high = int(self.contract["weekly_min_paid"]), int(self.contract["weekly_max_paid"])
        credit = sum(int(row["credit_min"]) for row in self.records)
        charged = sum(int(row["credit_min"]) for row in self.records if self.key(row) in kept)
        allowed = self.contract["kinds"].split("|")
        options = []
        for day in range(7):
            date = str(self.monday + datetime.timedelta(day))
            away = [(minutes(row["from"]), minutes(row["to"])) for row in self.records
                    if row["date"] == date and self.key(row) in kept]
            options.append({
                (start, start + int(kind["presence_min"]), int(kind["paid_min"]))
                for kind in self.kinds if "H1" not in kept or kind["kind"] in allowed
                for start in range(minutes(kind["earliest_start"]), minutes(kind["latest_start"]) + 1, int(kind["start_step_min"]))
                if all(start >= b or start + int(kind["presence_min"]) <= a for a, b in away)})
        states = {(-10000, 0, 0, 0)}  # end of the last shift, paid minutes, days, days in a row
        for day in range(7):
            after = set()
            for end, paid, days, row in states:
                after.add((end, paid, days, 0))
                for start, stop, worth in options[day]:
                    if ("H4" not in kept or day * 1440 + start - end >= 660) and ("H5" not in kept or row < 6):
                        after.add((day * 1440 + stop, paid + worth, days + 1, row + 1))
            states = after
        return any(
            ("H7 least" not in kept or paid + credit >= low) and ("H7 most" not in kept or paid + charged <= high)
            and ("H8" not in kept or days <= int(self.contract["max_days_per_week"]))
            for _, paid, days, _ in states)


def conflicts(measured, wfm, folder, scratch, row, limit=5):
    """Twenty planted conflicts; each printed set must be impossible, and possible without any one of its lines."""
    copy = scratch / f"{folder.name}-planted"
    agents = plant(folder, copy, 20)
    said = scratch / "conflicts.json"
    wall, cpu, _, code, errors = measured([wfm, "schedule", "explain", copy, "--format", "json", "--output", said, "--quiet"])
    sets = {}
    for cause in json.loads(said.read_text()):
        sets.setdefault((cause["agent"], cause["conflict"]), []).append(cause)
    minimal = 0
    for (agent, _), causes in sets.items():
        week = Week(copy, agent)
        core = {week.cause(cause) for cause in causes}
        minimal += not week.possible(core) and all(week.possible(core - {one}) for one in core)
    found = len({agent for agent, _ in sets} & set(agents))
    holds = found == len(agents) == 20 and minimal == len(sets) and wall <= limit
    row(f"{folder.name}: 20 planted conflicts explained", f"{found} agents, {minimal} of {len(sets)} sets minimal",
        f"{wall:.2f}", f"{cpu:.2f}", f"all minimal, ≤ {limit} s (aim 1 s)", "holds" if holds else "does not hold")


def replan(measured, verdict, wfm, folder, roster, scratch, row, limit=2):
    """The agent of the roster's first shift is ill that day: what changes, and what the judge says of the new roster."""
    shift = min(table(roster), key=lambda shift: (shift["start"], shift["agent"]))
    absences, new, changes = (scratch / f"{folder.name}-{name}.csv" for name in ("absences", "replanned", "changes"))
    absences.write_text(f"agent,date\n{shift['agent']},{shift['start'][:10]}\n")
    away = scratch / f"{folder.name}-absent"
    shutil.rmtree(away, ignore_errors=True)
    shutil.copytree(folder, away)
    wall, cpu, _, code, errors = measured(
        [wfm, "schedule", "replan", folder, roster, "--absences", absences, "--output", new, "--changes", changes,
         "--availability", away / "availability.csv", "--quiet"])
    broken = verdict(away, new)["violations"]
    changed = len(table(changes))
    holds = code == 0 and broken == 0 and wall <= limit and changed <= 5
    row(f"{folder.name}: re-plan after one absence", f"{changed} agent-days changed, {broken} rules broken",
        f"{wall:.2f}", f"{cpu:.2f}", f"≤ 5 agent-days, ≤ {limit} s (aim 0.3 s)", "holds" if holds else "does not hold")
