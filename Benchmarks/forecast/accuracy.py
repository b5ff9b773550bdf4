"""Errors and intervals of wfm's default choice against the peers' best, set by set."""
from protocol import (BANK5_SWA8, BANK_PEERS, BANK_PLANNER, COVERAGE, DATASETS, FEWEST_COVERED, INTERVAL_SCORE,
                      M4_OWA)
from processes import Failed, say
from rolling import Rolling
from table import Row, at_most, digits, failed, missing


def everything(bench, names, table):
    sets = {}
    for dataset in DATASETS:
        if dataset.name not in names:
            continue
        if not (bench.data / dataset.train).exists():
            table.skipped.append(dataset.name)
            say(f'{dataset.name}: skipped, {bench.data / dataset.train} is not there')
            continue
        comparators = ('svd-factors',) if dataset.name in ('bank', 'bankdaily') else ()
        try:
            sets[dataset.name] = Rolling(dataset, bench, comparators)
            for lead in dataset.leads:
                sets[dataset.name].score(lead.steps)
        except Failed as problem:
            say(f'{dataset.name}: failed: {problem}')
            table.section(f'{dataset.title}: failed', [failed(dataset.title)])
            sets.pop(dataset.name, None)
    table.section('Contact volumes: the bank, WAPE', bank(sets))
    table.section('Other sets: MASE', others(sets))
    table.section('M4 hourly', m4(sets))
    table.section('Intervals: share of the actuals inside', coverage(sets))
    table.section('Intervals: scores against the best peer that has intervals', interval_scores(sets))
    table.section('All sets: error of the best of each kind, and CPU a series and origin', overview(sets))


def bank(sets):
    rows = []
    for one in (sets[name] for name in ('bank', 'bankdaily') if name in sets):
        title = '30 min' if one.dataset.name == 'bank' else '30 min, 60 daily origins'
        for lead in one.dataset.leads:
            ours = one.score(lead.steps)['wfm']['WAPE']
            value, name = one.peers(lead.steps, 'WAPE')[0]
            rows.append(at_most(f'{title}, {lead.title}: best statsforecast model', ours, value, name,
                                *BANK_PEERS[lead.title], unit=' %', places=2))
        for lead in one.dataset.leads:
            ours = one.score(lead.steps)['wfm']['WAPE']
            value, name = one.planner(lead.steps, 'WAPE')[0]
            rows.append(at_most(f'{title}, {lead.title}: best of the means of 1…16 weeks'
                                f'{" and the SVD model" if one.comparators else ""}', ours, value, name,
                                *BANK_PLANNER[lead.title], unit=' %', places=2))
            rows += [at_most(f'{title}, {lead.title}: {model}', ours, one.score(lead.steps)[model]['WAPE'], model,
                             unit=' %', places=2)
                     for model in one.comparators if model != name and 'WAPE' in one.score(lead.steps)[model]]
        if not one.comparators:
            rows.append(missing(f'{title}: SVD model `svd-factors`', 'not available in this build'))
    if 'bank5' in sets:
        one = sets['bank5']
        for lead in one.dataset.leads:
            scores = one.score(lead.steps)
            rows.append(at_most(f'5 min, {lead.title}: SWA8', scores['wfm']['WAPE'], scores['SWA8']['WAPE'], 'SWA8',
                                *BANK5_SWA8[lead.title], unit=' %', places=2))
            value, name = min(one.peers(lead.steps, 'WAPE')[0], one.planner(lead.steps, 'WAPE')[0])
            rows.append(at_most(f'5 min, {lead.title}: best of all', scores['wfm']['WAPE'], value, name, unit=' %',
                                places=2))
    return rows


def others(sets):
    rows, ratios = [], []
    for one in sets.values():
        if one.dataset.name in ('bank', 'bankdaily', 'bank5', 'm4'):
            continue
        for lead in one.dataset.leads:
            value, name = one.peers(lead.steps, 'MASE')[0]
            ours = one.score(lead.steps)['wfm']['MASE']
            row = at_most(f'{one.dataset.title}: {lead.title}', ours, value, name, lead.must, lead.aim, places=3)
            if row.met is False and ours <= value:
                row.note = '**missed**, but not above 1.00'
            rows.append(row)
            if lead.must:
                ratios.append(ours / value)
    if len(ratios) > 1:
        mean = sum(ratios) / len(ratios)
        rows.append(Row('Judged sets: worst and mean ratio', ratio=f'{max(ratios):.3f}, {mean:.3f}'))
    return rows


def m4(sets):
    if 'm4' not in sets:
        return []
    one = sets['m4']
    steps = one.dataset.leads[0].steps
    ours = one.score(steps)['wfm']
    value, name = one.peers(steps, 'OWA')[0]
    must, aim = M4_OWA
    return [
        Row(f'OWA, {one.windows} series, 48 steps (best peer {name})', f'{ours["OWA"]:.3f}', f'{value:.3f} ({name})',
            f'{ours["OWA"] / value:.3f}', f'≤ {must:g}', f'≤ {aim:g}', ours['OWA'] <= must, ours['OWA'] <= aim),
        at_most('MASE', ours['MASE'], *one.peers(steps, 'MASE')[0], places=3),
        at_most('sMAPE', ours['sMAPE'], *one.peers(steps, 'sMAPE')[0], unit=' %', places=2),
    ]


def coverage(sets):
    rows = []
    for one in sets.values():
        for lead, count, inside in one.coverage():
            low80, high80 = COVERAGE[80]
            low95, high95 = COVERAGE[95]
            met = low80 <= inside[80] <= high80 and low95 <= inside[95] <= high95
            judged = count >= FEWEST_COVERED
            rows.append(Row(f'{one.dataset.title}, {lead} ({count} rows)', f'{inside[80]:.1f} / {inside[95]:.1f} %',
                            must=f'{low80}–{high80} / {low95}–{high95} %', met=met if judged else None,
                            note='' if judged else 'too few rows to judge'))
    return rows


def interval_scores(sets):
    rows = []
    for one in sets.values():
        for lead in one.dataset.leads:
            ours = one.score(lead.steps)['wfm']
            for measure, title in (('MSIS', 'MSIS'), ('sCRPS', 'scaled CRPS')):
                # A CRPS of the middle alone is no score of intervals: only models with both count.
                models = {m for _, m in one.peers(lead.steps, 'MSIS')}
                ranked = [r for r in one.peers(lead.steps, measure) if r[1] in models]
                if ranked:
                    value, name = ranked[0]
                    rows.append(at_most(f'{one.dataset.title}, {lead.title}: {title}', ours[measure], value, name,
                                        *INTERVAL_SCORE))
    return rows


def overview(sets):
    rows = []
    for one in sets.values():
        milliseconds = one.usage.cpu * 1e3 / one.windows
        peers = {n: model['cpu_seconds_per_window'] * 1e3 for n, model in one.timing['models'].items()}
        for lead in one.dataset.leads:
            scores = one.score(lead.steps)
            value, name = one.peers(lead.steps, 'WAPE')[0]
            best = f'{value:.2f} % ({name})'
            planner = one.planner(lead.steps, 'WAPE')
            if planner:
                best += f', {planner[0][0]:.2f} % ({planner[0][1]})'
            ours = scores['wfm']['WAPE']
            rows.append(Row(f'{one.dataset.title}, {lead.title}: WAPE', f'{ours:.2f} %', best,
                            f'{ours / min(value, *[p[0] for p in planner[:1]], value):.3f}'))
        slowest = sorted(peers.items(), key=lambda p: p[1])[-3:]
        rows.append(Row(f'{one.dataset.title}: CPU, {one.windows} windows', f'{digits(milliseconds)} ms',
                        ', '.join(f'{name} {digits(value)}' for name, value in slowest) + ' ms',
                        f'{digits(sum(peers.values()) / milliseconds)} × faster than all'))
    return rows
