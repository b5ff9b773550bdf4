#!/usr/bin/env python3
"""Times `wfm import` on a generated log beside its peers, checks that all write the same bytes, prints Markdown.

    Benchmarks/run-import                        # 10 million rows: 1.7 GB, made once, and six minutes
    Benchmarks/run-import --rows 1000000 --rounds 5 --peers duckdb,polars
"""
import argparse, filecmp, os, pathlib, statistics, subprocess, sys, time

HERE = pathlib.Path(__file__).parent
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--wfm", required=True)
parser.add_argument("--scratch", type=pathlib.Path, required=True)
parser.add_argument("--rows", type=int, default=10_000_000)
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--warm-ups", type=int, default=1)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--peers", default="duckdb", help="duckdb,polars")
options = parser.parse_args()
peers = options.peers.split(",")


def say(text):
    print("run-import: " + text, file=sys.stderr)


def generate(name, rows, *more):
    path = options.scratch / name
    if not path.exists():
        say("writing %s" % path)
        temporary = str(path) + ".part"
        subprocess.run([sys.executable, HERE / "peers/generate_interactions.py", "--rows", str(rows), "--out", temporary,
                        *more], check=True)
        for written in options.scratch.glob(name + ".part*"):
            written.rename(str(written).replace(".part", ""))
    return path


def measure(command):
    """Wall and CPU seconds and peak MiB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("run-import: error: %s failed" % " ".join(str(word) for word in command))
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def wfm(log, name, fcr=False):
    out = options.scratch / name
    command = [options.wfm, "import", log, "--interval", "900", "--columns", "reference", "--epoch", "--threads",
               options.threads, "--quiet", "--output", "%s-intervals.csv" % out, "--rejects", "%s-rejects.csv" % out]
    return command + (["--fcr", "7d", "%s-fcr.csv" % out] if fcr else [])


def peer(which, log, name, fcr=False):
    out = options.scratch / name
    command = [sys.executable, HERE / "peers/import_log.py", which, log, "%s-intervals.csv" % out, "--threads", options.threads]
    return command + (["--fcr", "%s-fcr.csv" % out] if fcr else [])


def check(ours, theirs, kind):
    a, b = (options.scratch / ("%s-%s.csv" % (name, kind)) for name in (ours, theirs))
    if not filecmp.cmp(a, b, shallow=False):
        sys.exit("run-import: error: %s and %s differ: the times would mean nothing" % (a, b))


def middle(runs, index):
    values = [run[index] for run in runs]
    return statistics.median(values)


def shown(runs):
    return "%.2f s | %.2f (%.2f–%.2f) s | %.0f MiB" % (
        middle(runs, 0), middle(runs, 1), min(r[1] for r in runs), max(r[1] for r in runs), middle(runs, 2))


log = generate("log-%d.csv" % options.rows, options.rows)
size = log.stat().st_size
print("%d rows, %d bytes, %d threads, %d rounds in turn; load before: %.1f\n" % (
    options.rows, size, options.threads, options.rounds, os.getloadavg()[0]))
print("| What | wall | CPU | peak memory | peer's CPU ÷ ours |\n|---|---|---|---|---|")
count = [measure(["wc", "-l", log]) for _ in range(options.rounds)]
print("| `wc -l` | %s | — |" % shown(count))
for fcr, what in ((False, "intervals"), (True, "intervals and 7-day FCR")):
    kind = "fcr" if fcr else "plain"
    commands = {"wfm": wfm(log, "wfm-" + kind, fcr)}
    for which in peers:
        commands[which] = peer(which, log, "%s-%s" % (which, kind), fcr)
    runs = {name: [] for name in commands}
    for turn in range(options.warm_ups + options.rounds):
        for name, command in commands.items():
            run = measure(command)
            if turn >= options.warm_ups:
                runs[name].append(run)
    for which in peers:
        check("wfm-" + kind, "%s-%s" % (which, kind), "intervals")
        if fcr:
            check("wfm-" + kind, "%s-%s" % (which, kind), "fcr")
    ours = middle(runs["wfm"], 1)
    print("| %s: wfm | %s | %.0f MB a CPU second |" % (what, shown(runs["wfm"]), size / ours / 1e6))
    for which in peers:
        print("| %s: %s | %s | %.1f |" % (what, which, shown(runs[which]), middle(runs[which], 1) / ours))

# A log with every kind of defect and with corrections: the peer gets what is left when those lines are gone.
dirty = generate("dirty-%d.csv" % (options.rows // 10), options.rows // 10, "--dirty", "0.001", "--duplicates", "0.002")
clean = options.scratch / "clean.csv"
defects = {int(line.split(",")[0]) for line in pathlib.Path(str(dirty) + ".defects.csv").read_text().splitlines()[1:]}
lines = dirty.read_bytes().splitlines(keepends=True)
last = {line.split(b",", 1)[0]: number for number, line in enumerate(lines, 1) if number not in defects}
clean.write_bytes(b"".join(
    line for number, line in enumerate(lines, 1) if number not in defects and last[line.split(b",", 1)[0]] == number))
measure(wfm(dirty, "wfm-dirty", True))
measure(peer("duckdb", clean, "duckdb-dirty", True))
check("wfm-dirty", "duckdb-dirty", "intervals")
check("wfm-dirty", "duckdb-dirty", "fcr")
rejects = len((options.scratch / "wfm-dirty-rejects.csv").read_bytes().splitlines()) - 1
print("\nDefective log of %d rows: the same bytes as DuckDB on its sound rows; %d of %d defects refused." % (
    len(lines) - 1, rejects, len(defects)))
