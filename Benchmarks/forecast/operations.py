"""Handle times and the intraday update: what wfm forecasts, scored against not doing it."""
import numpy as np
import pandas as pd

from processes import Failed, run, say
from rolling import percent_inside, read
from table import Row, at_most, missing

BANK, EMERGENCY = 'anonbank_199902_30min.csv', 'emergency_ecc_2025_30min.csv'
# file, series, title, ratio to reach, aim
HANDLE_TIMES = [
    (BANK, 'anonbank_ALL', 'bank ALL', 0.92, 0.88),
    (BANK, 'anonbank_PS', 'bank PS', 0.97, 0.94),
    (EMERGENCY, 'ecc_ALL', 'emergency centre', 1.00, 0.97),
]
# Queues that borrow the shape of the total, as wfm forecast lets a queue borrow from all of its channel.
PRIOR = {'anonbank_PS': 'anonbank_ALL'}
WEEK = 336
BIAS = 3


def handle_times(bench, table):
    rows = []
    for file, series, title, must, aim in HANDLE_TIMES:
        if not (bench.data / file).exists():
            table.skipped.append(f'handle times of {title}')
            continue
        # A whole week after each: two or eight weeks in a row, and every day, because two weeks are few.
        weekly = [WEEK * k for k in range(2 if file == BANK else 8, 0, -1)]
        daily = [48 * k for k in range(18 if file == BANK else 56, 6, -1)]
        for origins, back in (('weekly', weekly), ('daily', daily)):
            out = bench.scratch / f'handle-times-{series}-{origins}.csv'
            say(f'handle times: {title}, {origins} origins')
            run([bench.tool, 'handle-times', '--file', bench.data / file, '--series', series, '--slots-back',
                 ','.join(map(str, back)), '--horizon', WEEK, '--output', out]
                + (['--prior', PRIOR[series]] if series in PRIOR else []))
            ours, mean, bias = handle_time_errors(read(out), read(bench.data / file), series)
            label = f'{title}, {len(back)} {origins} origins'
            rows.append(at_most(f'{label}: AHT of a week, weighted WAPE, global mean', ours, mean, 'mean', must, aim,
                                ' %', 2))
            rows.append(Row(f'{label}: workload bias', f'{bias:+.2f} %', must=f'within ±{BIAS} %',
                            met=abs(bias) <= BIAS))
    table.section('Handle times, one week ahead', rows)


def handle_time_errors(forecast, actual, series):
    """Volume-weighted WAPE (%) of the forecast and of the mean of all that was known, and the workload's bias (%)."""
    actual = actual[actual.unique_id == series].groupby('ds', as_index=False)[['answered', 'handle_seconds']].sum()
    rows = forecast.merge(actual, on='ds')
    rows = rows[rows.answered > 0]
    if not np.isfinite(rows.aht).all():
        raise Failed(f'{series}: no handle time for {(~np.isfinite(rows.aht)).sum()} slots with contacts')
    means = {c: (k.handle_seconds.sum() / k.answered.sum())
             for c in rows.cutoff.unique() for k in [actual[actual.ds <= c]]}
    seconds = rows.handle_seconds
    error = (rows.aht * rows.answered - seconds).abs().sum()
    simple = (rows.cutoff.map(means) * rows.answered - seconds).abs().sum()
    total = seconds.sum()
    return 100 * error / total, 100 * simple / total, 100 * (rows.aht * rows.answered - seconds).sum() / total


INTRADAY = [(9, 0.95, 0.90), (11, 0.92, 0.87), (14, 0.92, 0.85)]


def intraday(bench, table):
    rows = []
    try:
        run([bench.wfm, 'intraday', '--help'])
    except Failed:
        table.section('Intraday update', [
            missing(f'bank, rest of the day at {hour}:00', 'not available in this build') for hour, _, _ in INTRADAY])
        return
    for file, title, judged in (('bank_calls_30min.csv', 'bank', True), (EMERGENCY, 'emergency centre', False)):
        if not (bench.data / file).exists():
            table.skipped.append(f'intraday update, {title}')
            continue
        actual = read(bench.data / file)[['unique_id', 'ds', 'y']].dropna()
        for days in (80, 40):
            for hour, must, aim in INTRADAY:
                say(f'intraday: {title} at {hour}:00, {days} days')
                out = bench.scratch / f'intraday-{title.split()[0]}-{hour}-{days}.csv'
                run([bench.wfm, 'intraday', bench.data / file, '--long', '--now-time', f'{hour:02}:00', '--days',
                     str(days), '--model', 'default', '--threads', '1', '--quiet', '--output', out])
                rows.append(rest_of_day(f'{title}, last {days} days, rest of the day at {hour}:00: WAPE', read(out),
                                        actual, hour, *((must, aim) if judged else (None, None))))
                rows.append(rest_inside('the same: inside the 80 / 95 % intervals', read(out), actual))
    table.section('Intraday update', rows)


def rest_of_day(what, forecast, actual, hour, must, aim):
    rows = forecast.merge(actual, on=['unique_id', 'ds'])
    if (pd.DatetimeIndex(rows.ds).hour < hour).any():
        raise Failed(f'{what}: rows before {hour}:00')
    error = lambda column: 100 * (rows[column] - rows.y).abs().sum() / rows.y.sum()
    return at_most(what, error('update'), error('no-update'), 'no update', must, aim, ' %', 2)


def rest_inside(what, forecast, actual):
    rows = forecast.merge(actual, on=['unique_id', 'ds'])
    return Row(what, f'{percent_inside(rows, "update", 80):.1f} / {percent_inside(rows, "update", 95):.1f} %')
