"""The roster benchmark: folders from peers/gen_instance.py, rosters by wfm and by the peers, all judged by peers/check_roster.py.

usage: run-schedule [--only NAME,…] [--peers] [--peer-seconds 60] [--seed 1] [--wfm ../.build/release/wfm]
"""
import argparse
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from . import verbs

HERE = Path(__file__).resolve().parent.parent
SCRATCH = HERE / "results" / "schedule"

# name: arguments of gen_instance.py, [(wall seconds, largest cost allowed or None, "must" or "aim")]
MEASURED = {
    "cc500-8to22-30m": ("--agents 500 --weeks 1 --interval 30 --hours 8-22 --seed 3", [(5, 775, "must"), (30, 690, "aim")]),
    "cc2000-24x7-30m": ("--agents 2000 --weeks 1 --interval 30 --hours 24x7 --seed 4", [(15, 940, "must"), (60, 800, "aim")]),
    "cc100-8to22-30m": ("--agents 100 --weeks 4 --interval 30 --hours 8-22 --seed 1", [(10, 1040, "must"), (60, 950, "aim")]),
    "cc100-24x7-15m": ("--agents 100 --weeks 4 --interval 15 --hours 24x7 --seed 2", [(10, 776, "must"), (60, 700, "aim")]),
    # Others from the same generator, so that nobody tunes to four folders.
    "cc8-8to22-15m": ("--agents 8 --weeks 1 --interval 15 --hours 8-22 --seed 12", [(5, None, "")]),
    "cc20-8to22-30m": ("--agents 20 --weeks 4 --interval 30 --hours 8-22 --seed 11", [(5, None, "")]),
    "cc250-24x7-15m": ("--agents 250 --weeks 2 --interval 15 --hours 24x7 --seed 13", [(10, None, "")]),
    "cc1000-7to23-30m": ("--agents 1000 --weeks 1 --interval 30 --hours 7-23 --seed 14", [(10, None, "")]),
}


# Folders whose roster is also polished, for the gap to the certified bound: seconds of search and of polish.
POLISHED = {"cc500-8to22-30m": (5, 85), "cc1000-7to23-30m": (10, 110)}
# Largest gap of the coverage cost to the certified bound, in percent.
LARGEST_GAP = 5


def measured(command):
    """Wall and CPU seconds, peak memory in MiB, exit code and standard error of a command."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode, errors


def verdict(folder, roster):
    """What the judge says."""
    done = subprocess.run(
        [sys.executable, HERE / "peers" / "check_roster.py", folder, roster, "--json"], capture_output=True, text=True)
    return json.loads(done.stdout)


def generate(wfm, folder, roster, *options):
    result = measured([wfm, "schedule", "generate", folder, "--format", "compact", "--output", roster, "--quiet", *options])
    if result[3] != 0:
        sys.exit(f"wfm failed on {folder}: {result[4]}")
    return result


def bound(wfm, folder):
    """The certified lower bound of the cost, as wfm states it; None without the solver library."""
    command = [wfm, "schedule", "generate", folder, "--iterations", "0", "--bound", "--output", SCRATCH / "bound.csv"]
    found = re.search(r"no roster costs less than ([0-9.]+)", measured(command)[4])
    return float(found.group(1)) if found else None


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def judged(folder, roster, limit, sort, lower, wall, cpu, memory, who):
    said = verdict(folder, roster)
    coverage = said["cost_under"] + said["cost_over"]
    holds = "" if limit is None else ("holds" if said["violations"] == 0 and said["cost_total"] <= limit else "does not hold")
    row(folder.name, who, f"{wall:.1f}", f"{cpu:.1f}", f"{memory:.0f}", said["violations"], said["cost_total"],
        said["under_agent_hours"], coverage, "—" if lower is None else lower, f"≤ {limit} ({sort})" if limit else "", holds)


def peers(folder, seconds, lower):
    for who, extra in (("plain CP-SAT", []), ("two-phase", ["--target"])):
        roster = SCRATCH / f"{folder.name}-peer.csv"
        roster.unlink(missing_ok=True)
        wall, cpu, memory, _, errors = measured(
            [sys.executable, HERE / "peers" / "baseline_cpsat.py", folder, roster, "--time", str(seconds), "--workers", "2", *extra])
        if roster.exists():
            judged(folder, roster, None, "", lower, wall, cpu, memory, who)
        else:
            row(folder.name, who, f"{wall:.1f}", f"{cpu:.1f}", f"{memory:.0f}", "no roster", "", "", "", "", "", "")


def same_bytes(wfm, folder, seed):
    """Whether one and two threads write the same roster, and moves a CPU second."""
    files, cpus = [], []
    for threads in ("1", "2"):
        files.append(SCRATCH / f"{folder.name}-{threads}.csv")
        cpus.append(generate(wfm, folder, files[-1], "--iterations", "5000000", "--threads", threads, "--seed", seed)[1])
    none = generate(wfm, folder, SCRATCH / "none.csv", "--iterations", "0", "--threads", "1")[1]
    equal = files[0].read_bytes() == files[1].read_bytes()
    print(f"\n`{folder.name}`, 2 × 5,000,000 moves: one and two threads write {'the same bytes' if equal else 'DIFFERENT BYTES'}; "
          f"{10 / (cpus[0] - none):.1f} million moves a CPU second.")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--peer-seconds", type=int, default=60)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--wfm", default=str(HERE.parent / ".build" / "release" / "wfm"))
    options = parser.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    row("Folder", "by", "wall s", "CPU s", "MiB", "broken rules", "cost", "hours short", "coverage cost", "certified bound", "limit", "")
    row(*["---"] * 12)
    wanted = options.only.split(",") if options.only else list(MEASURED)
    for name in wanted:
        arguments, budgets = MEASURED[name]
        folder = SCRATCH / name
        subprocess.run([sys.executable, HERE / "peers" / "gen_instance.py", folder, *arguments.split()], check=True)
        lower = bound(options.wfm, folder)
        for seconds, limit, sort in budgets:
            roster = SCRATCH / f"{name}-{seconds}s.csv"
            wall, cpu, memory, _, _ = generate(
                options.wfm, folder, roster, "--time", str(seconds), "--threads", "2", "--seed", options.seed)
            judged(folder, roster, limit, sort, lower, wall, cpu, memory, "wfm")
        if name in POLISHED:
            seconds, polish = POLISHED[name]
            roster = SCRATCH / f"{name}-polished.csv"
            wall, cpu, memory, _, _ = generate(
                options.wfm, folder, roster, "--time", str(seconds), "--polish", str(polish), "--threads", "2",
                "--seed", options.seed)
            judged(folder, roster, None, "", lower, wall, cpu, memory, "wfm, polished")
            if lower:
                said = verdict(folder, roster)
                gap = 100 * ((said["cost_under"] + said["cost_over"]) / lower - 1)
                state = "holds" if said["violations"] == 0 and gap <= LARGEST_GAP else "does not hold"
                row(folder.name, "gap of the coverage cost", *[""] * 8, f"{gap:.2f} % ≤ {LARGEST_GAP} % (must)", state)
        if options.peers:
            peers(folder, options.peer_seconds, lower)
    if "cc500-8to22-30m" in wanted:
        folder = SCRATCH / "cc500-8to22-30m"
        same_bytes(options.wfm, folder, options.seed)
        print()
        row("What", "result", "wall s", "CPU s", "limit", "")
        row(*["---"] * 6)
        verbs.replan(measured, verdict, options.wfm, folder, SCRATCH / f"{folder.name}-5s.csv", SCRATCH, row)
        verbs.conflicts(measured, options.wfm, folder, SCRATCH, row)


main()
