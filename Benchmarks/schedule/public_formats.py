"""Runs wfm on the public rostering benchmarks and prints Markdown tables.

Costs are those of `wfm schedule validate`, which shares no code with the search; seconds are CPU seconds of the child.
"""

import argparse
import csv
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
WFM = HERE.parent.parent / ".build/release/wfm"
REFERENCE = pathlib.Path(os.environ.get("WFM_REFERENCE", HERE.parent.parent.parent / "shared"))
DATA = REFERENCE / "data/scheduling"

# Instances: scenario, history, weeks; best published cost with all weeks known; best cost of the competition's
# finalists, week by week, over the data set's two instances (validated by the organisers; which of the two has which
# is not known to us).
INRC2 = [
    ("n005w4", 0, [1, 2, 3, 3], 1470, "1695 (example)"),
    ("n030w4", 1, [6, 2, 9, 1], 1670, "1755–1935"),
    ("n050w8", 1, [1, 7, 8, 5, 7, 4, 1, 8], None, "5410–5435"),
    ("n060w4", 1, [6, 1, 1, 5], None, "2815–2950"),
    ("n080w8", 1, [4, 4, 9, 9, 3, 6, 0, 5], None, "4995–5030"),
    ("n100w4", 0, [1, 1, 0, 8], None, "1445–2100"),
]

# What every design of a "RandomExample" costs at least: bounds of the integer program over heads of (shift, day) by
# HiGHS 1.16, one thread, 60 s. 1, 3, 5, 25 and 29 are optima. 1 to 5 are of the literature's set 1, 27 and 29 of set 2,
# 21 to 25 of set 3, which has no design without shortage or surplus.
SHIFT_DESIGN_BOUNDS = {1: 480, 3: 600, 5: 480, 21: 5724, 23: 8102, 25: 13020, 27: 165, 29: 1140}


def run(arguments, allowed=(0,)):
    """CPU seconds, wall seconds and output; stops the benchmark when wfm ends with a status that is not `allowed`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.time()
    done = subprocess.run([str(WFM), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in allowed:
        sys.exit(f"wfm {' '.join(map(str, arguments))}\n{done.stdout}{done.stderr}")
    return after.ru_utime - before.ru_utime, time.time() - start, done.stdout + done.stderr


def cost(text):
    return float(re.search(r"^cost ([0-9.]+)", text, re.M).group(1))


def gap(found, best):
    return "—" if best is None else f"{(found - best) / best * 100:.2f} %"


def seconds_for(number, wanted):
    """The budgets the instances are known by: a minute for the small ones, ten for the others."""
    return wanted or (60 if number <= 8 else 600)


def curtois_qu_instances(options):
    """Instances of the reference folder and of --instances, by number; all 24 are on schedulingbenchmarks.org."""
    paths = {}
    for folder in [DATA / "nrp", *([options.instances] if options.instances else [])]:
        for path in folder.glob("Instance*.txt"):
            paths[int(path.stem[8:])] = path
    return sorted(paths.items())


def curtois_qu(options, scratch):
    """Best known costs: the reference data's BEST_KNOWN.csv (odd) and schedulingbenchmarks.org (even; 20, 22 and 24 as
    remembered, to be looked up before they are quoted); best published within ten minutes: Turhan & Bilgen and the
    three methods they compare with (their table in github.com/ORProjects/NRP)."""
    with open(HERE / "curtois_qu_known.csv", newline="") as file:
        known = {int(row["instance"]): row for row in csv.DictReader(file)}
    print("| Curtois–Qu | best known | published in 10 min | wfm | gap | proven bound | broken rules | wall s | CPU s |")
    print("|---|---|---|---|---|---|---|---|---|")
    for number, path in curtois_qu_instances(options):
        if options.only and number not in options.only:
            continue
        solution = scratch / f"{path.stem}.xml"
        cpu, wall, said = run(
            ["schedule", "solve", path, "--time", seconds_for(number, options.seconds), "--seed", options.seed,
             "--threads", options.threads, "--progress", "none", "--output", solution])
        bound = re.search(r"no roster costs less than (\d+)", said)
        judged = run(["schedule", "validate", path, "--solution", solution], allowed=(0, 65))[2]
        found = cost(judged)
        broken = re.search(r"^violations (\d+)", judged, re.M).group(1)
        row = known.get(number, {})
        best = int(row["best_known"]) if row.get("best_known") else None
        print(f"| {number} | {best or '—'} | {row.get('best_published_in_10_minutes') or '—'} | {found:.0f} | "
              f"{gap(found, best)} | {bound.group(1) if bound else '—'} | {broken} | {wall:.0f} | {cpu:.0f} |",
              flush=True)


def shift_design(options, scratch):
    print("| Shift design | proven at least | wfm | gap | shifts | shortage min | surplus min | wall s | CPU s |\n"
          "|---|---|---|---|---|---|---|---|---|")
    for path in sorted((DATA / "shift-design").glob("*.txt"), key=lambda path: int(re.sub(r"\D", "", path.stem))):
        number = int(re.sub(r"\D", "", path.stem))
        if options.only and number not in options.only:
            continue
        solution = scratch / f"{path.stem}.csv"
        cpu, wall, _ = run(
            ["schedule", "solve", path, "--time", options.seconds or 2, "--seed", options.seed, "--threads",
             options.threads, "--progress", "none", "--output", solution])
        text = run(["schedule", "validate", path, "--solution", solution])[2]
        shifts, short, over = re.search(r"(\d+) shifts, shortage (\d+) min, surplus (\d+) min", text).groups()
        bound = SHIFT_DESIGN_BOUNDS.get(number)
        print(f"| {path.stem} | {bound or '—'} | {cost(text):.0f} | {gap(cost(text), bound)} | {shifts} | {short} | "
              f"{over} | {wall:.1f} | {cpu:.1f} |", flush=True)


def inrc2(options, scratch):
    print("| INRC-II | weeks known | best published | wfm | gap | wall s | CPU s |\n|---|---|---|---|---|---|---|")
    for name, history, weeks, best, finalists in INRC2:
        folder = DATA / "inrc2" / name
        if not folder.exists():
            continue
        files = [folder / f"Sc-{name}.txt", "--history", folder / f"H0-{name}-{history}.txt"]
        for week in weeks:
            files += ["--week", folder / f"WD-{name}-{week}.txt"]
        for stages in (False, True):
            out = scratch / f"{name}-{stages}"
            out.mkdir()
            cpu, wall, _ = run(
                ["schedule", "solve", *files, "--time", options.seconds or 60, "--seed", options.seed, "--threads",
                 options.threads, "--progress", "none", "--output", out] + (["--stages"] if stages else []))
            solutions = [item for week in range(len(weeks)) for item in ("--solution", out / f"sol-week{week}.txt")]
            found = cost(run(["schedule", "validate", *files, *solutions])[2])
            label = f"{name}_{history}_{'-'.join(map(str, weeks))}"
            reference = finalists if stages else best
            print(f"| {label} | {'one by one' if stages else 'all'} | {reference or '—'} | {found:.0f} | "
                  f"{gap(found, None if stages else best)} | {wall:.0f} | {cpu:.0f} |", flush=True)


def main():
    parts = {"curtois-qu": curtois_qu, "shift-design": shift_design, "inrc2": inrc2}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(parts) + "; all when omitted")
    parser.add_argument("--seconds", type=float, help="budget of every instance")
    parser.add_argument("--only", type=lambda text: {int(part) for part in text.split(",")}, help="numbers, as 1,3")
    parser.add_argument(
        "--instances", type=pathlib.Path, help="Curtois–Qu: a folder with further instances (Instance2.txt, …)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    unknown = set(options.parts) - set(parts)
    if unknown:
        parser.error(f"unknown part {', '.join(sorted(unknown))}; known: {', '.join(parts)}")
    if not DATA.exists():
        sys.exit(f"no reference data in {DATA}; name its folder with WFM_REFERENCE")
    with tempfile.TemporaryDirectory() as scratch:
        for part in options.parts or parts:
            (pathlib.Path(scratch) / part).mkdir()
            parts[part](options, pathlib.Path(scratch) / part)
            print()


main()
