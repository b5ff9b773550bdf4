"""Runs wfm on the public rostering benchmarks of the reference folder and prints a Markdown table.

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

# Static instances: scenario, history, weeks; known = best published cost with all weeks known.
INRC2 = [
    ("n005w4", 0, [1, 2, 3, 3], 1470),
    ("n030w4", 1, [6, 2, 9, 1], 1670),
    ("n050w8", 1, [1, 7, 8, 5, 7, 4, 1, 8], None),
    ("n060w4", 1, [6, 1, 1, 5], None),
    ("n080w8", 1, [4, 4, 9, 9, 3, 6, 0, 5], None),
    ("n100w4", 0, [1, 1, 0, 8], None),
]


def run(arguments):
    """CPU seconds, wall seconds and standard output; stops the benchmark when wfm fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.time()
    done = subprocess.run([str(WFM), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"wfm {' '.join(map(str, arguments))}\n{done.stdout}{done.stderr}")
    return after.ru_utime - before.ru_utime, time.time() - start, done.stdout + done.stderr


def cost(text):
    return float(re.search(r"^cost ([0-9.]+)", text, re.M).group(1))


def gap(found, best):
    return "—" if best is None else f"{(found - best) / best * 100:.2f} %"


def seconds_for(number, wanted):
    """The budgets the instances are known by: a minute for the small ones, ten for the others."""
    return wanted or (60 if number <= 8 else 600)


def curtois_qu(options, scratch):
    with open(DATA / "nrp/BEST_KNOWN.csv", newline="") as file:
        known = {row["instance"]: int(row["best_known_solution"]) for row in csv.DictReader(file)}
    print("| Curtois–Qu | best known | wfm | gap | proven bound | wall s | CPU s |\n|---|---|---|---|---|---|---|")
    paths = sorted((DATA / "nrp").glob("Instance*.txt"), key=lambda path: int(path.stem[8:]))
    for path in paths:
        number = int(path.stem[8:])
        if options.only and number not in options.only:
            continue
        solution = scratch / f"{path.stem}.xml"
        cpu, wall, said = run(
            ["schedule", "solve", path, "--time", seconds_for(number, options.seconds), "--seed", options.seed,
             "--threads", options.threads, "--progress", "none", "--output", solution])
        bound = re.search(r"no roster costs less than (\d+)", said)
        found = cost(run(["schedule", "validate", path, "--solution", solution])[2])
        best = known.get(path.stem)
        print(f"| {path.stem} | {best or '—'} | {found:.0f} | {gap(found, best)} | "
              f"{bound.group(1) if bound else '—'} | {wall:.0f} | {cpu:.0f} |", flush=True)


def shift_design(options, scratch):
    print("| Shift design | cost | shifts | shortage min | surplus min | wall s | CPU s |\n|---|---|---|---|---|---|---|")
    for path in sorted((DATA / "shift-design").glob("*.txt"), key=lambda path: int(re.sub(r"\D", "", path.stem))):
        if options.only and int(re.sub(r"\D", "", path.stem)) not in options.only:
            continue
        solution = scratch / f"{path.stem}.csv"
        cpu, wall, _ = run(
            ["schedule", "solve", path, "--time", options.seconds or 2, "--seed", options.seed, "--threads",
             options.threads, "--progress", "none", "--output", solution])
        text = run(["schedule", "validate", path, "--solution", solution])[2]
        shifts, short, over = re.search(r"(\d+) shifts, shortage (\d+) min, surplus (\d+) min", text).groups()
        print(f"| {path.stem} | {cost(text):.0f} | {shifts} | {short} | {over} | {wall:.1f} | {cpu:.1f} |", flush=True)


def inrc2(options, scratch):
    print("| INRC-II | weeks known | best published | wfm | gap | wall s | CPU s |\n|---|---|---|---|---|---|---|")
    for name, history, weeks, best in INRC2:
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
            reference = None if stages else best
            print(f"| {label} | {'one by one' if stages else 'all'} | {reference or '—'} | {found:.0f} | "
                  f"{gap(found, reference)} | {wall:.0f} | {cpu:.0f} |", flush=True)


def main():
    parts = {"curtois-qu": curtois_qu, "shift-design": shift_design, "inrc2": inrc2}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(parts) + "; all when omitted")
    parser.add_argument("--seconds", type=float, help="budget of every instance")
    parser.add_argument("--only", type=lambda text: {int(part) for part in text.split(",")}, help="numbers, as 1,3")
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
