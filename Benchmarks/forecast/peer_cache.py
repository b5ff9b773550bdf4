"""Peers' forecasts and timings, kept under results/peers by what they depend on: arguments, data and versions."""
import datetime
import hashlib
import importlib.metadata
import json
import sys
from pathlib import Path

from processes import run, say


class Peers:
    def __init__(self, scripts, folder, data, fresh):
        self.scripts, self.folder, self.data, self.fresh = Path(scripts), Path(folder), Path(data), fresh
        self.folder.mkdir(parents=True, exist_ok=True)
        self.from_cache = []    # dates of the results that this run did not make
        self.done = set()

    def path(self, dataset):
        """Where the forecasts of a set are kept; the timings lie beside them."""
        digest = hashlib.sha256()
        for word in dataset.peer_arguments():
            digest.update(word.encode() + b'\0')
        for file in (dataset.train, dataset.test):
            if file:
                digest.update((self.data / file).read_bytes())
        for package in ('statsforecast', 'coreforecast', 'numpy'):
            digest.update(f'{package} {importlib.metadata.version(package)}'.encode())
        return self.folder / f'{dataset.name}-{digest.hexdigest()[:12]}.csv'

    def run(self, dataset):
        """Forecast file and timings of a set; run when nothing is kept, or once a run when fresh ones are wanted."""
        out = self.path(dataset)
        timing = out.with_suffix('.json')
        made = out in self.done
        if not made and (self.fresh or not (out.exists() and timing.exists())):
            say(f'{dataset.name}: running {", ".join(dataset.models)} (statsforecast); minutes')
            words = [sys.executable, self.scripts / 'forecast_statsforecast.py', '--train', self.data / dataset.train]
            if dataset.test:
                words += ['--test', self.data / dataset.test]
            # Under another name until it is whole, so that an interrupted run leaves nothing that looks finished.
            part, part_timing = out.with_suffix('.part.csv'), out.with_suffix('.part.json')
            run(words + dataset.peer_arguments() + ['--out', part, '--timing', part_timing])
            part.replace(out)
            part_timing.replace(timing)
        elif not made:
            self.from_cache.append(datetime.date.fromtimestamp(out.stat().st_mtime))
        self.done.add(out)
        return out, json.loads(timing.read_text())
