"""Our forecasts from the peers' own cutoffs, beside the planner's means, scored on the same rows by one script."""
import json
import sys

import numpy as np
import pandas as pd

from processes import Failed, run, say

KEYS = ['unique_id', 'ds', 'cutoff']
WEEKS = range(1, 17)


def read(path):
    frame = pd.read_csv(path, dtype={'unique_id': str})
    for column in ('ds', 'cutoff'):
        if column in frame:
            frame[column] = pd.to_datetime(frame[column])
    return frame


def mean_name(weeks):
    return f'mean of {weeks} weeks' if weeks > 1 else 'last week'


def planner_means(history, wanted):
    """The mean of the last k values of the same slot of the week that were known at the cutoff, k = 1…16, as a
    planner takes it: days without a row are passed over. `wanted` has the keys of the rows."""
    parts = []
    history = history.dropna(subset=['y']).groupby(['unique_id', 'ds'], as_index=False).y.sum()
    slot = lambda times: times.dt.dayofweek * 1440 + times.dt.hour * 60 + times.dt.minute
    known = {u: g.assign(slot=slot(g.ds)) for u, g in history.groupby('unique_id')}
    for (u, cutoff), rows in wanted.groupby(['unique_id', 'cutoff']):
        past = known[u][known[u].ds <= cutoff].sort_values('ds', ascending=False)
        past = past.assign(back=past.groupby('slot').cumcount())
        latest = past[past.back < max(WEEKS)].pivot(index='slot', columns='back', values='y')
        means = latest.reindex(columns=range(max(WEEKS))).T.expanding().mean().T
        means.columns = [mean_name(k) for k in WEEKS]
        picked = means.reindex(slot(rows.ds))
        picked.index = rows.index
        parts.append(pd.concat([rows[KEYS], picked], axis=1))
    return pd.concat(parts)


def percent_inside(rows, model, level):
    """Share of the actuals inside a model's interval."""
    return 100 * ((rows.y >= rows[f'{model}-lo-{level}']) & (rows.y <= rows[f'{model}-hi-{level}'])).mean()


def requested_cutoffs(rows, cutoffs, span):
    """The cutoff that was asked for, row by row: one on a closed day may come back as the last open slot before it, and
    then the rows tell which it was, because they lie after it and end within the horizon."""
    found = pd.Series(pd.NaT, index=rows.index)
    for u, given in rows.groupby('unique_id', sort=False):
        # Blocks of one forecast each, in the order of the file.
        starts = (given.cutoff != given.cutoff.shift()) | (given.ds <= given.ds.shift())
        unused = list(cutoffs.get(u, ()))
        for _, block in given.groupby(starts.cumsum()):
            fits = [c for c in unused if block.cutoff.iloc[0] <= c < block.ds.iloc[0] and block.ds.iloc[-1] <= c + span]
            if fits:
                found.loc[block.index] = fits[0]
                unused.remove(fits[0])
    return found


class Rolling:
    """One set: the peers' forecasts, ours and the planner's means."""

    def __init__(self, dataset, bench, comparators=()):
        self.dataset, self.bench = dataset, bench
        peers_file, self.timing = bench.peers.run(dataset)
        self.peers_file = peers_file
        peers = read(peers_file)
        self.train, self.actuals = bench.data / dataset.train, bench.data / (dataset.test or dataset.train)
        say(f'{dataset.name}: wfm forecast')
        own, self.usage = self.forecast(peers, ())
        self.windows = peers.groupby(['unique_id', 'cutoff']).ngroups
        if dataset.windows:
            means = planner_means(read(self.train), peers[KEYS])
            own = own.merge(means, on=KEYS, how='right')
        else:
            own = peers[KEYS].merge(own, on=KEYS, how='left')
        self.comparators = []
        for model in comparators:
            try:
                extra, _ = self.forecast(peers, (model,))
            except Failed as problem:
                if model not in problem.said:
                    raise
                say(f'{dataset.name}: wfm has no model {model} yet')
                continue
            own = own.merge(extra[KEYS + [c for c in extra if c.startswith(model)]], on=KEYS, how='left')
            self.comparators.append(model)
        self.own = own
        self.own_file = bench.scratch / f'{dataset.name}-wfm.csv'
        text = own.copy()
        for column in ('ds', 'cutoff'):
            text[column] = text[column].dt.strftime('%Y-%m-%dT%H:%M:%S')
        text.to_csv(self.own_file, index=False)
        self.scores = {}

    def forecast(self, peers, models):
        """`wfm forecast` from the peers' cutoffs; its rows and what it cost."""
        dataset, bench = self.dataset, self.bench
        cutoffs = {u: sorted(g.unique()) for u, g in peers.groupby('unique_id').cutoff}
        if dataset.windows and len({tuple(c) for c in cutoffs.values()}) != 1:
            raise Failed(f'{dataset.name}: the peers have other cutoffs for other series')
        series = self.input(peers)
        out = bench.scratch / f'{dataset.name}-raw.csv'
        words = [bench.wfm, 'forecast', series, '--long', '--threads', '1', '--quiet', '--output', out,
                 '--horizon', f'{dataset.days}d' if dataset.days else dataset.horizon]
        if dataset.windows:
            stamps = [pd.Timestamp(c).strftime('%Y-%m-%dT%H:%M:%S') for c in next(iter(cutoffs.values()))]
            words += ['--cutoffs', ','.join(stamps)]
        if models:
            words += ['--models', ','.join(models)]
        usage = run(words)
        rows = read(out)
        if dataset.windows:
            rows['cutoff'] = requested_cutoffs(rows, cutoffs, pd.Timedelta(days=dataset.days))
        return rows, usage

    def input(self, peers):
        """The columns and series that the peers see, and no others."""
        frame = pd.read_csv(self.train, dtype=str)
        ids = set(peers.unique_id)
        if list(frame.columns) == list(self.dataset.columns) and set(frame.unique_id) == ids:
            return self.train
        path = self.bench.scratch / f'{self.dataset.name}-input.csv'
        frame[frame.unique_id.isin(ids)][list(self.dataset.columns)].to_csv(path, index=False)
        return path

    def score(self, steps):
        """Scores by model over the first `steps` rows after each cutoff."""
        if steps not in self.scores:
            dataset = self.dataset
            out = self.bench.scratch / f'{dataset.name}-{steps}.json'
            season = 24 if dataset.test else dataset.week
            run([sys.executable, self.bench.scripts / 'forecast_score.py', '--actuals', self.actuals,
                 '--insample', self.train, '--forecast', self.peers_file, self.own_file, '--season', season,
                 '--max-steps', steps, '--json', out])
            rows = {r['model']: r for r in json.loads(out.read_text())}
            if rows['wfm'].get('missing'):
                raise Failed(f'{dataset.name}: wfm left out {rows["wfm"]["missing"]:.0f} scored rows')
            self.scores[steps] = rows
        return self.scores[steps]

    def peers(self, steps, measure):
        """The statsforecast models that have the measure, best first."""
        return self.ranked(steps, measure, self.dataset.models)

    def ranked(self, steps, measure, models):
        rows = self.score(steps)
        found = [(rows[m][measure], m) for m in models if m in rows and rows[m].get(measure) is not None]
        return sorted(found)

    def planner(self, steps, measure):
        """The planner's means and our own comparators, best first."""
        return self.ranked(steps, measure, [mean_name(k) for k in WEEKS] + self.comparators)

    def coverage(self):
        """Share of the actuals inside wfm's intervals by lead: [(lead, rows, {level: percent})]."""
        actual = read(self.actuals)[['unique_id', 'ds', 'y']].dropna()
        actual = actual.groupby(['unique_id', 'ds'], as_index=False).y.sum()
        rows = self.own.merge(actual, on=['unique_id', 'ds']).sort_values(KEYS)
        step = rows.groupby(['unique_id', 'cutoff']).cumcount()
        day, week = self.dataset.day, self.dataset.week
        groups = [('day 1', 0, day), ('rest of week 1', day, week), ('weeks 2–4', week, 4 * week)]
        found = []
        for title, first, end in groups:
            part = rows[(step >= first) & (step < end)]
            if len(part):
                found.append((title, len(part), {level: percent_inside(part, 'wfm', level) for level in (80, 95)}))
        return found
