"""Runs commands on one thread and measures them."""
import os
import subprocess
import sys
import time
from dataclasses import dataclass

for name in ('OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'NUMBA_NUM_THREADS'):
    os.environ[name] = '1'


class Failed(Exception):
    """A command that did not end well, or a result that is not what was to be measured."""

    def __init__(self, text, said=''):
        super().__init__(text)
        self.said = said    # standard error of the command


@dataclass
class Usage:
    wall: float     # seconds
    cpu: float      # seconds, all threads
    mebibytes: float


def say(text):
    print(f'run-forecast: {text}', file=sys.stderr, flush=True)


def run(words, output=None):
    """Runs a command to its end; standard output is thrown away or goes to the file `output`."""
    target = open(output, 'wb') if output else open(os.devnull, 'wb')
    with target:
        start = time.perf_counter()
        child = subprocess.Popen([str(w) for w in words], stdout=target, stderr=subprocess.PIPE)
        errors = child.stderr.read().decode(errors='replace')
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise Failed(f'{" ".join(str(w) for w in words)[:300]}: exit {child.returncode}: {errors.strip()[-600:]}',
                     errors)
    return Usage(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
