#!/usr/bin/env python3
"""Writes stl.json, mstl.json and ces.json: what statsmodels and statsforecast make of our own synthetic series.

  pip install statsforecast==2.1.1 statsmodels    # OMP_NUM_THREADS=1
  python make_mstl_ces.py
"""
import json
import os

import numpy as np
from statsforecast.ces import auto_ces, cesmodel, forecast_ces
from statsforecast.models import MSTL, AutoCES, AutoETS
from statsforecast.mstl import mstl
from statsmodels.tsa.seasonal import MSTL as StatsmodelsMSTL
from statsmodels.tsa.seasonal import STL

HERE = os.path.dirname(os.path.abspath(__file__))


def numbers(values):
    return [float(v) for v in np.asarray(values, dtype=float)]


def series(name, n, periods, level, slope, noise, seed, outliers=0):
    """Level, slope, a few harmonics a period and noise, rounded so that the file stays small."""
    r = np.random.default_rng(seed)
    t = np.arange(n)
    y = level + slope * t
    for p in periods:
        for k in (1, 2):
            y = y + level * 0.2 / k * r.standard_normal() * np.sin(2 * np.pi * k * t / p + 6 * r.random())
    y = y + noise * np.cumsum(r.standard_normal(n)) * 0.2 + noise * r.standard_normal(n)
    for i in r.integers(0, n, outliers):
        y[i] += level * r.choice([-1, 1.5])
    return dict(name=name, values=numbers(np.round(y, 3)))


def write(name, cases):
    with open(os.path.join(HERE, name), "w") as f:
        json.dump(cases, f, indent=None, separators=(",", ":"))
        f.write("\n")


def stl_cases():
    week = series("week", 100, [7], 50, 0.1, 2, 1)["values"]
    month = series("month", 145, [12], 100, -0.2, 5, 2, outliers=6)["values"]
    short = series("short", 29, [12], 20, 0.0, 1, 3)["values"]
    day = series("day", 211, [24], 40, 0.05, 3, 4, outliers=3)["values"]
    options = [
        (week, dict(period=7), {}),
        (week, dict(period=7, seasonal=13, seasonal_deg=0), {}),
        (week, dict(period=7, trend=201, low_pass=9), {}),
        (month, dict(period=12, robust=True), {}),
        (month, dict(period=12, seasonal=35, trend_deg=0, low_pass_deg=0, robust=True), dict(inner_iter=1, outer_iter=3)),
        (month, dict(period=12, seasonal=11, seasonal_jump=2, trend_jump=3, low_pass_jump=5), {}),
        (month, dict(period=12, seasonal=7, seasonal_jump=3, trend_jump=4, low_pass_jump=2, robust=True), {}),
        (short, dict(period=12), {}),
        (short, dict(period=12, robust=True), dict(inner_iter=2, outer_iter=2)),
        (short, dict(period=2, seasonal=3), {}),
        (day, dict(period=24, seasonal=11, seasonal_deg=0), dict(inner_iter=3)),
        (day, dict(period=24, trend_jump=7), {}),
    ]
    cases = []
    for y, stl, fit in options:
        model = STL(np.array(y), **stl)
        r = model.fit(**fit)
        c = model.config
        robust = stl.get("robust", False)
        cases.append(dict(
            values=y, period=c["period"],
            lengths=[c["seasonal"], c["trend"], c["low_pass"]],
            degrees=[c["seasonal_deg"], c["trend_deg"], c["low_pass_deg"]],
            jumps=[c["seasonal_jump"], c["trend_jump"], c["low_pass_jump"]],
            usualLengths="trend" not in stl and "low_pass" not in stl, robust=robust,
            inner=fit.get("inner_iter", 2 if robust else 5), outer=fit.get("outer_iter", 15 if robust else 0),
            seasonal=numbers(r.seasonal), trend=numbers(r.trend), weights=numbers(r.weights)))
    return cases


def mstl_cases():
    cases = []
    for y, periods in [
        (series("hours", 200, [6, 24], 60, 0.05, 3, 11)["values"], [6, 24]),
        (series("three", 260, [4, 12, 36], 30, 0.0, 2, 12, outliers=4)["values"], [4, 12, 36]),
        (series("one", 90, [7], 30, 0.2, 2, 13)["values"], [7]),
    ]:
        a = np.array(y)
        d = mstl(a, list(periods))
        columns = [c for c in d.columns if c.startswith("seasonal")]
        case = dict(values=y, periods=periods, trend=numbers(d["trend"]), remainder=numbers(d["remainder"]),
                    seasonal=[numbers(d[c]) for c in columns])
        s = StatsmodelsMSTL(a, periods=tuple(periods), windows=tuple(2 * i + 7 for i in range(len(periods))),
                            stl_kwargs=dict(robust=True)).fit()
        seasonal = s.seasonal if s.seasonal.ndim == 2 else s.seasonal[:, None]
        case["robust"] = dict(trend=numbers(s.trend), seasonal=[numbers(c) for c in seasonal.T])
        for name, model in [("ces", AutoCES(season_length=1, model="N")), ("ets", AutoETS(model="ZZN"))]:
            r = MSTL(season_length=periods, trend_forecaster=model).forecast(y=a, h=40)
            case[name] = numbers(r["mean"])
        cases.append(case)
    return cases


def ces_cases():
    cases = []
    for y, m in [
        (series("week", 120, [7], 100, 0.3, 6, 21)["values"], 7),
        (series("month", 150, [12], 500, -0.5, 12, 22)["values"], 12),
        (series("day", 240, [24], 80, 0.0, 3, 23)["values"], 24),
        (series("odd", 64, [5], 10, 0.1, 2, 24)["values"], 5),
    ]:
        a = np.array(y)
        fits = []
        for kind, name in [("N", "none"), ("S", "simple"), ("P", "partial"), ("F", "full")]:
            r = cesmodel(a, m, kind, None, None, None, None, 3)
            p = {k: (1.0 if np.isnan(v) else float(v)) for k, v in r["par"].items()}
            fits.append(dict(
                kind=name, parameters=[p["alpha_0"], p["alpha_1"], p["beta_0"], p["beta_1"]],
                logLikelihood=float(r["loglik"]), aic=float(r["aic"]), aicc=float(r["aicc"]), bic=float(r["bic"]),
                sigma2=float(r["sigma2"]), fitted=numbers(r["fitted"]),
                mean=numbers(forecast_ces(r, 2 * m + 3)["mean"])))
        best = auto_ces(a, m, "Z")
        cases.append(dict(values=y, seasonLength=m, fits=fits, chosen={"N": "none", "S": "simple", "P": "partial", "F": "full"}[best["seasontype"]]))
    return cases


if __name__ == "__main__":
    write("stl.json", stl_cases())
    write("mstl.json", mstl_cases())
    write("ces.json", ces_cases())
