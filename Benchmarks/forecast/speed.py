"""The same model on the same data on one thread: CPU a series inside each process, files and compilation left out."""
import json
import shutil
import sys
import tempfile

import pandas as pd

from processes import Failed, run, say
from protocol import speed_cases
from rolling import read
from table import Row, digits, faster, limit, missing


def models(bench, table, quick):
    rows = []
    for case in speed_cases(short_series(bench), quick):
        dataset = case.dataset
        if not (bench.data / dataset.train).exists():
            table.skipped.append(f'speed on {dataset.train}')
            continue
        peers_file, peers = bench.peers.run(dataset)
        out, timing = bench.scratch / f'speed-{dataset.name}.csv', bench.scratch / f'speed-{dataset.name}.json'
        say(f'{dataset.title}: {", ".join(case.factors)}')
        train = bench.data / dataset.train
        if dataset.test:
            future = ['--test', bench.data / dataset.test, '--max-series', dataset.max_series]
        elif dataset.name == 'short':
            train, future = bench.scratch / 'short-train.csv', ['--test', bench.scratch / 'short-test.csv']
        else:
            cutoffs = sorted(read(peers_file).cutoff.unique())
            future = ['--cutoffs', ','.join(pd.Timestamp(c).strftime('%Y-%m-%dT%H:%M:%S') for c in cutoffs)]
        run([bench.tool, 'models', '--train', train, '--seasons', ','.join(map(str, dataset.seasons)), '--horizon',
             dataset.horizon, '--models', ','.join(case.factors), '--rounds', bench.rounds, '--out', out, '--timing',
             timing, *future])
        ours = json.loads(timing.read_text())
        quality = errors(bench, dataset, peers_file, out)
        for model, (must, aim) in case.factors.items():
            mine, theirs = ours['models'][model], peers['models'][model]
            if ours['windows'] != peers['windows']:
                raise Failed(f'{dataset.title}: {ours["windows"]} windows, the peers {peers["windows"]}')
            failed = mine['failed'] + theirs['failed']
            what = f'{model}, {dataset.title}, {ours["windows"]} fits (MASE {quality[f"wfm-{model}"]}, ' \
                   f'peer {quality[model]}{f"; {failed} failed" if failed else ""})'
            rows.append(faster(what, mine['cpu_seconds_per_window'] * 1e3, theirs['cpu_seconds_per_window'] * 1e3,
                               must, aim))
    table.section('Speed: CPU a series of the same model, one thread, against statsforecast', rows)


def errors(bench, dataset, peers_file, ours):
    """MASE by model, as text: equal work is shown by equal errors."""
    out = bench.scratch / f'speed-{dataset.name}-score.json'
    train = bench.data / dataset.train
    run([sys.executable, bench.scripts / 'forecast_score.py', '--actuals',
         bench.data / dataset.test if dataset.test else train, '--insample', train, '--forecast', peers_file, ours,
         '--season', dataset.seasons[0], '--json', out])
    rows = {r['model']: r.get('MASE') for r in json.loads(out.read_text())}
    return {m: '—' if v is None else f'{v:.3f}' for m, v in rows.items()}


SHORT_SOURCES = ('nyc_ems_hourly.csv', 'pedestrian_hourly.csv', 'emergency_ecc_2025_30min.csv',
                 'travel_daily_calls.csv')
SHORT_DAYS = 182


def short_series(bench):
    """Daily totals of half a year and less, made of the reference series; the path of the file, or None."""
    parts = []
    for name in SHORT_SOURCES:
        if not (bench.data / name).exists():
            return None
        frame = pd.read_csv(bench.data / name, dtype={'unique_id': str}, usecols=['unique_id', 'ds', 'y'])
        frame['ds'] = pd.to_datetime(frame.ds).dt.normalize()
        days = frame.groupby(['unique_id', 'ds'], as_index=False).y.sum()
        parts.append(days.groupby('unique_id').tail(SHORT_DAYS))
    short = pd.concat(parts)
    short['ds'] = short.ds.dt.strftime('%Y-%m-%dT%H:%M:%S')
    path = bench.scratch / 'short.csv'
    short.to_csv(path, index=False)
    # The same split as one rolling origin a horizon before the end makes.
    last = short.groupby('unique_id').cumcount(ascending=False) < 28
    short[~last].to_csv(bench.scratch / 'short-train.csv', index=False)
    short[last].to_csv(bench.scratch / 'short-test.csv', index=False)
    return path


def default_model(bench, table):
    out = bench.scratch / 'default-model.json'
    say('default model: six months of half hours')
    run([bench.tool, 'default-model', '--rounds', max(9, bench.rounds)], output=out)
    rows = []
    for result in json.loads(out.read_text()):
        times = sorted(result['milliseconds'])
        row = limit(f'Six months of half hours, {result["title"]}: fit, a week\'s forecast and intervals, CPU '
                    f'({result["model"]})', times[len(times) // 2], 2, 0.5, ' ms')
        row.ours += f' ({times[0]:.2f}–{times[-1]:.2f})'
        rows.append(row)
    table.section('Speed: the default choice as a library call', rows)


def bulk(bench, table, series):
    """Many series in one file, both cores; the files go as soon as they are measured."""
    need = series * 8736 * 45
    if shutil.disk_usage(bench.scratch).free < need:
        why = f'skipped: needs {need / 1e9:.0f} GB of disk'
        table.section('Speed: many series', [missing(f'{series:,} series', why)])
        return
    with tempfile.TemporaryDirectory(dir=bench.scratch) as folder:
        file = f'{folder}/series.csv'
        say(f'{series:,} series: writing, then wfm forecast')
        run([bench.tool, 'write-series', '--series', series, '--out', file])
        usage = run([bench.wfm, 'forecast', file, '--long', '--horizon', '7d', '--threads', '2', '--quiet',
                     '--output', f'{folder}/out.csv'])
        with open(f'{folder}/out.csv', 'rb') as result:
            written = sum(block.count(b'\n') for block in iter(lambda: result.read(1 << 20), b'')) - 1
    if written != series * 336:
        raise Failed(f'{series} series: {written} rows came out instead of {series * 336}')
    full = series == 10_000
    title = f'{series:,} series × 26 weeks of half hours, a week ahead with intervals, CSV in and out, 2 threads'
    row = limit(f'{title}: wall', usage.wall, 30, 10, ' s')
    if not full:
        row.met, row.must, row.aim, row.reached_aim = None, '', '', False
        row.note = f'10,000 would take {usage.wall * 10_000 / series:.0f} s at this rate'
    table.section('Speed: many series', [
        row, Row('the same: CPU', f'{digits(usage.cpu)} s'),
        Row('the same: peak memory', f'{digits(usage.mebibytes)} MiB')])
