#!/usr/bin/env python3
"""Writes ets.json and theta.json beside itself: what statsforecast 2.1.1 makes of series of our own.

  OMP_NUM_THREADS=1 python make_ets_theta.py

The series come from a fixed seed; none is third-party data. For each series: the choice of AutoETS and AutoTheta, and
every single form with its parameters, initial states, log-likelihood, point forecasts and standard deviations.
"""
import json
import os
import warnings

import numpy as np
import statsforecast
from statsforecast.ets import _compute_pred_intervals, ets_f, forecast_ets
from statsforecast.theta import auto_theta, forecast_theta

warnings.filterwarnings("ignore")
assert statsforecast.__version__ == "2.1.1", statsforecast.__version__
here = os.path.dirname(os.path.abspath(__file__))
FORMS = [e + t + s for s in "NAM" for t in ("N", "A", "Ad") for e in "AM" if e + s != "AM"]
Z95 = 1.959963984540054


def series():
    g = np.random.default_rng(20250101)
    t = np.arange(400)
    level = 200 + np.cumsum(g.normal(0, 4, 400))
    yield "drifting", 1, level[:80] + g.normal(0, 8, 80)
    yield "rising", 1, 50 + 0.8 * t[:120] + g.normal(0, 5, 120)
    yield "saturating", 1, 300 * (1 - 0.9 ** (t[:60] + 1)) + 100 + g.normal(0, 4, 60)
    week = np.array([1.3, 1.15, 1.05, 1.0, 0.95, 0.8, 0.75])
    yield "weekly", 7, np.round(900 * np.exp(np.cumsum(g.normal(0, 0.02, 140))) * week[t[:140] % 7] * g.normal(1, 0.04, 140))
    year = 40 * np.sin(2 * np.pi * t / 12) + 15 * np.cos(4 * np.pi * t / 12)
    yield "monthly", 12, 500 + 1.5 * t[:96] + year[:96] + g.normal(0, 12, 96)
    yield "counts with zeros", 7, g.poisson(1.5 * week[t[:112] % 7]).astype(float)
    day = 60 + 50 * np.sin(2 * np.pi * (t - 7) / 24)
    yield "hourly", 24, day[:336] * g.normal(1, 0.08, 336) + np.cumsum(g.normal(0, 0.5, 336))
    yield "two and a half seasons", 12, 80 + year[:30] / 2 + g.normal(0, 3, 30)
    yield "millions", 7, 2e6 * week[t[:70] % 7] * g.normal(1, 0.03, 70) + 5e3 * t[:70]


def ets(y, m):
    h = max(10, 2 * m)
    out = {}
    for form in ["ZZZ"] + FORMS:
        if (m == 1 or len(y) <= m) and form[-1] in "AM":
            continue
        if y.min() <= 0 and (form[0] == "M" or form[-1] == "M"):
            continue
        model = form[0] + form[1] + form[-1]
        fit = ets_f(y, m, model=model, damped=None if form == "ZZZ" else "d" in form)
        if not np.isfinite(fit["aicc"]):
            continue
        f = forecast_ets(fit, h)
        row = {"method": fit.get("method", ""), "loglik": fit["loglik"], "aicc": fit["aicc"],
               "sigma2": fit["sigma2"], "mean": f["mean"].tolist()}
        if form != "ZZZ":
            par = fit["par"]
            row["smoothing"] = [0 if np.isnan(x) else float(x) for x in par[:4]]
            row["initial"] = fit["states"][0].tolist()
            if fit["components"][0] + fit["components"][2] != "MM":
                pi = _compute_pred_intervals(fit, f, h, [95])
                row["deviation"] = ((pi["hi-95"] - f["mean"]) / Z95).tolist()
        out[form] = row
    return out


def theta(y, m):
    h = max(10, 2 * m)
    out = {}
    for kind in [None, "STM", "OTM", "DSTM", "DOTM"]:
        fit = auto_theta(y, m, model=kind)
        f = forecast_theta(fit, h)
        out[kind or "auto"] = {
            "kind": fit["modeltype"], "squares": float(fit["mse"]), "alpha": float(fit["par"]["alpha"]),
            "theta": float(fit["par"]["theta"]), "initial": float(fit["par"]["initial_smoothed"]),
            "season": fit.get("decomposition_type", ""), "mean": f["mean"].tolist()}
    return out


def main():
    for name, make in (("ets", ets), ("theta", theta)):
        rows = [{"name": n, "seasonLength": m, "values": y.tolist(), "fits": make(y, m)} for n, m, y in series()]
        with open(os.path.join(here, name + ".json"), "w") as f:
            json.dump(rows, f, separators=(",", ":"))
            f.write("\n")


main()
