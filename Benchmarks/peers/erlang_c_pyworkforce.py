#!/usr/bin/env python3
"""CPU seconds a call of pyworkforce's minimum agents under Erlang C, one JSON object on standard output.

    erlang_c_pyworkforce.py 10 100 500        offered loads in Erlang; 80 % within 20 s, handle time 180 s
"""
import json, sys, time
from pyworkforce.queuing import ErlangC

def agents(load):
    # `interval` and `aht` are minutes: transactions in 30 minutes that make the load with a handle time of 3 minutes.
    return ErlangC(transactions=load * 10, asa=20 / 60, aht=3, interval=30, shrinkage=0.0).required_positions(
        service_level=0.8, max_occupancy=1.0)["raw_positions"]

results = {}
for text in sys.argv[1:]:
    load = float(text)
    answer, calls, start = agents(load), 0, time.thread_time()      # the first call warms up
    while calls < 3 or time.thread_time() - start < 0.3:
        agents(load)
        calls += 1
    results[text] = {"agents": answer, "cpu_seconds": (time.thread_time() - start) / calls}
print(json.dumps(results))
