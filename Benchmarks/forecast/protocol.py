"""The sets of the forecasting table: where each lies, how the peers run on it and what must hold."""
from dataclasses import dataclass, field

AVERAGES = ('SeasonalNaive', 'SWA4', 'SWA8', 'SeasExpSm')


@dataclass(frozen=True)
class Lead:
    """A scored horizon: the first `steps` rows after each cutoff."""
    title: str
    steps: int
    must: float | None = None       # MASE, ratio to the best peer
    aim: float | None = None


@dataclass(frozen=True)
class Dataset:
    name: str
    title: str
    train: str
    seasons: tuple                  # in observations, shortest first
    horizon: int                    # observations of the peers
    models: tuple
    windows: int = 0                # rolling origins; 0 = forecast after the end, `test` names the future
    step: int = 0
    test: str | None = None
    fill: str = 'none'
    max_series: int | None = None
    days: int = 0                   # horizon of wfm, the same span in days; 0 = `horizon` rows
    leads: tuple = ()
    columns: tuple = ('unique_id', 'ds', 'y')   # what wfm may read of the file: as much as the peers
    in_quick: bool = False

    @property
    def day(self):
        """Observations of a day."""
        return 1 if self.seasons == (7,) else self.seasons[0]

    @property
    def week(self):
        return self.seasons[-1]

    def peer_arguments(self):
        """Arguments of forecast_statsforecast.py besides its files; they key the cache."""
        words = ['--fill', self.fill, '--season', *map(str, self.seasons), '--h', str(self.horizon)]
        if self.windows:
            words += ['--n-windows', str(self.windows), '--step', str(self.step)]
        if self.max_series:
            words += ['--max-series', str(self.max_series)]
        return words + ['--models', ','.join(self.models)]




BANK = dict(fill='template', in_quick=True)

DATASETS = [
    Dataset('bank', 'Bank, 30 min', 'bank_calls_30min.csv', (28, 140), 560,
            AVERAGES + ('MSTL', 'AutoETS', 'AutoCES', 'DOT', 'AutoTheta'), windows=8, step=140, days=28, **BANK,
            leads=(Lead('1 day', 28), Lead('1 week', 140), Lead('4 weeks', 560))),
    # Eight weekly origins are eight Mondays; a day ahead is judged by every day as well.
    Dataset('bankdaily', 'Bank, 30 min, 60 daily origins', 'bank_calls_30min.csv', (28, 140), 28,
            ('SWA4', 'SWA8', 'SeasExpSm', 'MSTL'), windows=60, step=28, days=5, fill='template',
            leads=(Lead('1 day', 28),)),
    Dataset('bank5', 'Bank, 5 min', 'bank_calls_5min.csv', (169, 845), 845, AVERAGES + ('MSTL',),
            windows=8, step=845, days=7, fill='template', leads=(Lead('1 day', 169), Lead('1 week', 845))),
    # DOT is left out where histories have 34,000 or 16,000 values: it did not end within 20 minutes.
    Dataset('ems', 'NYC EMS, hourly', 'nyc_ems_hourly.csv', (24, 168), 168, AVERAGES + ('MSTL',),
            windows=8, step=168, days=7, leads=(Lead('1 day', 24), Lead('1 week', 168, 0.97, 0.93))),
    Dataset('ems4w', 'NYC EMS, hourly, 4 weeks', 'nyc_ems_hourly.csv', (24, 168), 672,
            ('SeasonalNaive', 'SWA4', 'SWA8', 'MSTL'), windows=8, step=672, days=28,
            leads=(Lead('1 week', 168), Lead('4 weeks', 672, 0.97, 0.93))),
    Dataset('ecc', 'Emergency centre, 30 min', 'emergency_ecc_2025_30min.csv', (48, 336), 336,
            AVERAGES + ('MSTL', 'DOT'), windows=6, step=336, days=7,
            leads=(Lead('1 day', 48), Lead('1 week', 336, 0.97, 0.93))),
    Dataset('pedestrian', 'Pedestrians, hourly', 'pedestrian_hourly.csv', (24, 168), 168, AVERAGES + ('MSTL',),
            windows=8, step=168, days=7, fill='template',
            leads=(Lead('1 day', 24), Lead('1 week', 168, 0.97, 0.93))),
    Dataset('travel', 'Travel, daily', 'travel_daily_calls.csv', (7,), 28,
            AVERAGES + ('MSTL', 'AutoETS', 'AutoCES', 'DOT', 'AutoTheta', 'AutoARIMA'), windows=8, step=28, days=28,
            leads=(Lead('1 week', 7), Lead('4 weeks', 28, 0.97, 0.93)), in_quick=True),
    Dataset('taylor', 'Electricity demand (Taylor), 30 min', 'taylor_30min.csv', (48, 336), 336,
            AVERAGES + ('MSTL', 'AutoETS', 'DOT'), windows=4, step=336, days=7,
            leads=(Lead('1 day', 48), Lead('1 week', 336))),
    Dataset('phone', 'Emergency phone lines, hourly', 'emergency_phone_2025_60min.csv', (24, 168), 168,
            AVERAGES + ('MSTL', 'AutoETS', 'AutoCES', 'DOT'), windows=2, step=168, days=7,
            leads=(Lead('1 day', 24), Lead('1 week', 168)), in_quick=True),
    Dataset('anonbank', 'Anonymous bank, 30 min', 'anonbank_199902_30min.csv', (48, 336), 336,
            ('SeasonalNaive', 'SeasExpSm', 'MSTL', 'DOT'), windows=2, step=336, days=7,
            leads=(Lead('1 day', 48), Lead('1 week', 336))),
    Dataset('m4', 'M4 hourly', 'm4_hourly_train.csv', (24, 168), 48, ('SeasonalNaive', 'SWA4', 'MSTL', 'DOT'),
            test='m4_hourly_test.csv', leads=(Lead('2 days', 48),)),
]
SETS = [d.name for d in DATASETS]

# Ratios of WAPE that the bank must reach, by lead: to the best statsforecast model, and to the best of the planner's
# means of 1…16 weeks and the SVD model.
BANK_PEERS = {'1 day': (0.88, 0.82), '1 week': (0.85, 0.80), '4 weeks': (0.91, 0.86)}
BANK_PLANNER = {'1 day': (0.88, 0.82), '1 week': (0.89, 0.82), '4 weeks': (0.96, 0.90)}
BANK5_SWA8 = {'1 day': (0.84, 0.80), '1 week': (0.87, 0.82)}
M4_OWA = (0.55, 0.45)
INTERVAL_SCORE = (0.88, 0.80)
COVERAGE = {80: (77, 83), 95: (93, 97)}
# Fewer rows than this do not tell 77 % from 83 %: the standard error of a share of 80 % is four points.
FEWEST_COVERED = 100

# The same model on the same data, one thread: data, its seasons, and the least factor for each model.
ETS_CLASS, THETA_CLASS = (5, 20), (3, 10)


@dataclass(frozen=True)
class SpeedCase:
    dataset: Dataset
    factors: dict = field(default_factory=dict)


M4_SERIES = 40


def m4_speed(models, count):
    return Dataset('m4speed', f'{count} M4 hourly series, season 24', 'm4_hourly_train.csv', (24, 168), 48, models,
                   test='m4_hourly_test.csv', max_series=count)


def speed_cases(short_file, quick):
    travel = next(d for d in DATASETS if d.name == 'travel')
    count = 8 if quick else M4_SERIES
    short = Dataset('short', 'daily totals of half a year and less, season 7', str(short_file), (7,), 28,
                    ('AutoARIMA',), windows=1, step=28)
    cases = [
        SpeedCase(m4_speed(('SeasonalNaive', 'SWA4', 'MSTL', 'DOT', 'AutoETS', 'AutoCES'), count),
                  {'AutoETS': ETS_CLASS, 'AutoCES': ETS_CLASS, 'MSTL': ETS_CLASS, 'DOT': THETA_CLASS}),
        SpeedCase(m4_speed(('AutoTheta',), count), {'AutoTheta': THETA_CLASS}),
        SpeedCase(travel, {'AutoETS': ETS_CLASS, 'AutoCES': ETS_CLASS, 'MSTL': ETS_CLASS, 'AutoARIMA': ETS_CLASS,
                           'AutoTheta': THETA_CLASS, 'DOT': THETA_CLASS}),
    ]
    if short_file:
        cases.append(SpeedCase(short, {'AutoARIMA': ETS_CLASS}))
    return cases
