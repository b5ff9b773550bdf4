#!/usr/bin/env python3
"""Every forecasting figure of Benchmarks/README.md, against peers, on the reference data; see ../run-forecast."""
import argparse
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import accuracy
import operations
import speed
from peer_cache import Peers
from processes import Failed, say
from protocol import DATASETS, SETS
from table import Table, failed

PARTS = ('accuracy', 'aht', 'intraday', 'models', 'default', 'bulk')


@dataclass
class Bench:
    """Where everything is."""
    data: Path          # reference series
    wfm: Path           # the program
    tool: Path          # wfm-bench
    scripts: Path       # the peers' runner and the scorer
    scratch: Path
    peers: Peers
    rounds: int


def chosen(text, known, option):
    names = [n for n in text.split(',') if n]
    for name in names:
        if name not in known:
            sys.exit(f'run-forecast: error: {option}: unknown "{name}"; known: {", ".join(known)}')
    return names


def main():
    home = Path(__file__).resolve().parent.parent
    root = home.parent
    ap = argparse.ArgumentParser(prog='run-forecast', description=__doc__)
    ap.add_argument('--sets', default=None, help=f'comma-separated: {",".join(SETS)} (all)')
    ap.add_argument('--parts', default=','.join(PARTS), help=f'comma-separated: {",".join(PARTS)} (all)')
    ap.add_argument('--peers', choices=['cached', 'fresh'], default='cached',
                    help='cached: reuse what earlier runs kept under results/peers; fresh: run all of them again')
    ap.add_argument('--quick', action='store_true', help='small sets, 8 M4 series for the speeds, 100 series in bulk')
    ap.add_argument('--series', type=int, help='series of the bulk row (10000)')
    ap.add_argument('--wfm', type=Path, default=root / '.build/release/wfm', help='another build of wfm to measure')
    ap.add_argument('--rounds', type=int, default=5, help='timed runs of each classical model of ours (5)')
    a = ap.parse_args()
    quick_sets = [d.name for d in DATASETS if d.in_quick]
    sets = chosen(a.sets, SETS, '--sets') if a.sets else quick_sets if a.quick else SETS
    parts = chosen(a.parts, PARTS, '--parts')
    reference = Path(os.environ.get('WFM_REFERENCE', root.parent / 'shared'))
    if not reference.is_absolute():
        reference = root / reference
    data = reference / 'data' / 'forecasting'
    results = home / 'results'
    scratch = results / 'forecast'
    scratch.mkdir(parents=True, exist_ok=True)
    peers = Peers(home / 'peers', results / 'peers', data, a.peers == 'fresh')
    bench = Bench(data, a.wfm, home / '.build/release/wfm-bench', home / 'peers', scratch, peers,
                  a.rounds)
    with open(results / 'forecast.md', 'w') as file:
        table = Table(file)
        if not data.is_dir():
            say(f'no reference data at {data}: only the rows on synthetic series are measured; '
                'WFM_REFERENCE names the folder that has data/forecasting')
            parts = [p for p in parts if p in ('default', 'bulk')]
        steps = {
            'accuracy': lambda: accuracy.everything(bench, sets, table),
            'aht': lambda: operations.handle_times(bench, table),
            'intraday': lambda: operations.intraday(bench, table),
            'models': lambda: speed.models(bench, table, a.quick),
            'default': lambda: speed.default_model(bench, table),
            'bulk': lambda: speed.bulk(bench, table, a.series or (100 if a.quick else 10_000)),
        }
        for part in PARTS:
            if part in parts:
                try:
                    steps[part]()
                except Failed as problem:
                    say(f'{part}: failed: {problem}')
                    table.section(f'{part}: failed', [failed(part)])
        cached = ''
        if peers.from_cache:
            cached = f'; peers of {len(peers.from_cache)} of {len(peers.done)} runs kept since {min(peers.from_cache)}'
        elif peers.done:
            cached = '; all peers ran now'
        skipped = f' Skipped, no data: {", ".join(table.skipped)}.' if table.skipped else ''
        table.write(f'{table.summary()}{cached}. {os.cpu_count()} cores {platform.machine()}, Python '
                    f'{platform.python_version()}.{skipped}')


if __name__ == '__main__':
    main()
