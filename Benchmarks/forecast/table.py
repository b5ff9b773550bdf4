"""Rows of the table: what was measured, what must hold and whether it does."""
from dataclasses import dataclass


def digits(value):
    """Three digits or so."""
    if value is None:
        return '—'
    size = abs(value)
    return f'{value:.0f}' if size >= 100 else f'{value:.1f}' if size >= 10 else f'{value:.2f}' if size >= 1 \
        else f'{value:.3f}'


@dataclass
class Row:
    what: str
    ours: str = '—'
    peer: str = '—'
    ratio: str = '—'
    must: str = ''
    aim: str = ''
    met: bool | None = None     # None: shown, not judged
    reached_aim: bool = False
    note: str = ''

    @property
    def verdict(self):
        if self.note:
            return self.note
        if self.met is None:
            return ''
        return ('met, aim too' if self.reached_aim else 'met') if self.met else '**missed**'

    def markdown(self):
        cells = (self.what, self.ours, self.peer, self.ratio, self.must, self.aim, self.verdict)
        return f'| {" | ".join(cells)} |'


def at_most(what, ours, peer, name, must=None, aim=None, unit='', places=None):
    """A row whose ratio, ours to the peer's, must not exceed `must`."""
    ratio = ours / peer if peer else float('nan')
    text = (lambda v: f'{v:.{places}f}') if places is not None else digits
    return Row(what, f'{text(ours)}{unit}', f'{text(peer)}{unit} ({name})', f'{ratio:.3f}',
               f'≤ {must:.2f}' if must else '', f'≤ {aim:.2f}' if aim else '',
               None if must is None else ratio <= must, bool(aim) and ratio <= aim)


def faster(what, ours, peer, must, aim, unit=' ms'):
    """A row of times whose factor, the peer's to ours, must be at least `must`."""
    factor = peer / ours if ours else float('inf')
    return Row(what, f'{digits(ours)}{unit}', f'{digits(peer)}{unit}', f'{digits(factor)} × faster', f'≥ {must} ×',
               f'≥ {aim} ×', factor >= must, factor >= aim)


def limit(what, ours, must, aim, unit):
    """A row that must not exceed a fixed limit."""
    return Row(what, f'{digits(ours)}{unit}', must=f'≤ {must:g}{unit}', aim=f'≤ {aim:g}{unit}', met=ours <= must,
               reached_aim=ours <= aim)


def missing(what, why):
    return Row(what, note=why)


def failed(what):
    """A row that counts as missed."""
    return Row(what, met=False, note='**failed**, see the log')


class Table:
    """Prints every section as soon as it is measured, and counts the verdicts."""
    HEAD = '| What | wfm | Peer | Ratio | Must | Aim | |\n|---|---|---|---|---|---|---|'

    def __init__(self, file):
        self.rows, self.file, self.skipped = [], file, []

    def write(self, text):
        print(text, flush=True)
        print(text, file=self.file, flush=True)

    def section(self, title, rows):
        if not rows:
            return
        self.rows += rows
        self.write(f'### {title}\n\n{self.HEAD}')
        for row in rows:
            self.write(row.markdown())
        self.write('')

    def summary(self):
        judged = [r for r in self.rows if r.met is not None]
        return f'{sum(r.met for r in judged)} of {len(judged)} judged rows met, ' \
               f'{sum(r.reached_aim for r in judged)} reach the aim'
