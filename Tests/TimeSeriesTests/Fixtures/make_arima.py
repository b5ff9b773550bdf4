#!/usr/bin/env python3
"""Makes arima-series.csv, arima-python.csv, arima-python-automatic.csv and arima-likelihood.csv.

    python make_arima.py && Rscript make_arima.R      (statsforecast 2.1.1, statsmodels 0.15.0; R forecast 8.20)

The series are synthetic, made here from fixed seeds. arima-series.csv: name, season, values (a row named
`<series>:x1` is a regressor, twelve values longer than its series). The other files are explained by their headers.
"""
import csv, os, warnings
import numpy as np
from scipy.stats import norm
from statsforecast.arima import Arima, auto_arima_f, forecast_arima
from statsmodels.tsa.statespace.sarimax import SARIMAX

warnings.filterwarnings("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
STEPS = 12


def simulate(seed, n, ar=(), ma=(), sar=(), sma=(), d=0, D=0, s=1, sigma=1.0, mean=0.0, drift=0.0):
    rng = np.random.default_rng(seed)
    phi, theta = np.r_[1, -np.array(ar)], np.r_[1, np.array(ma)]
    Phi, Theta = np.zeros(s * len(sar) + 1), np.zeros(s * len(sma) + 1)
    Phi[0] = Theta[0] = 1
    for i, c in enumerate(sar): Phi[s * (i + 1)] = -c
    for i, c in enumerate(sma): Theta[s * (i + 1)] = c
    a, b = np.convolve(phi, Phi), np.convolve(theta, Theta)
    burn = 300
    e = rng.normal(0, sigma, n + burn)
    w = np.zeros(n + burn)
    for t in range(n + burn):
        w[t] = sum(b[j] * e[t - j] for j in range(min(len(b), t + 1))) - sum(a[j] * w[t - j] for j in range(1, min(len(a), t + 1)))
    w = w[burn:] + drift
    for _ in range(d): w = np.cumsum(w)
    for _ in range(D):
        for t in range(s, n): w[t] += w[t - s]
    return np.round(w + mean, 4)


def calls(seed, weeks, level):
    rng = np.random.default_rng(seed)
    week = np.array([1.3, 1.1, 1.0, 1.0, 0.9, 0.4, 0.3])
    slow = np.cumsum(rng.normal(0, 0.01, 7 * weeks))
    return rng.poisson(level * np.tile(week, weeks) * np.exp(slow)).astype(float)


SERIES = {
    "ar1": (1, simulate(1, 120, ar=[0.7], mean=10)),
    "ma1": (1, simulate(2, 80, ma=[0.6], mean=5)),
    "arma": (1, simulate(3, 150, ar=[1.2, -0.4], ma=[0.5])),
    "walk": (1, simulate(4, 100, d=1, drift=0.4)),
    "trend": (1, simulate(5, 90, ma=[-0.5], d=1, drift=1.5, sigma=2)),
    "airline": (12, simulate(6, 120, ma=[-0.4], sma=[-0.6], d=1, D=1, s=12, mean=100)),
    "weekly": (7, simulate(7, 140, ar=[0.5], sar=[0.6], s=7, mean=50, sigma=3)),
    "quarter": (4, simulate(8, 60, ar=[0.6], sma=[0.5], D=1, s=4, mean=200, sigma=5)),
    "calls": (7, calls(9, 22, 300)),
    "hours": (24, simulate(10, 192, ar=[0.8], sma=[-0.5], D=1, s=24, mean=400, sigma=10)),
    "short": (1, simulate(11, 14, ar=[0.5], mean=20)),
}
rng = np.random.default_rng(12)
x = np.round(rng.normal(0, 1, 140 + STEPS), 4)
SERIES["driven"] = (7, np.round(simulate(13, 140, ar=[0.6], sma=[0.4], s=7, mean=30) + 2.5 * x[:140], 4))
REGRESSORS = {"driven": x}

# series: p d q P D Q constant
FITS = {
    "ar1": [(1, 0, 0, 0, 0, 0, 1), (2, 0, 1, 0, 0, 0, 1)],
    "ma1": [(0, 0, 1, 0, 0, 0, 1), (0, 0, 2, 0, 0, 0, 0)],
    "arma": [(2, 0, 1, 0, 0, 0, 0), (3, 0, 0, 0, 0, 0, 1), (1, 1, 2, 0, 0, 0, 0)],
    "walk": [(0, 1, 0, 0, 0, 0, 1), (1, 1, 1, 0, 0, 0, 1)],
    "trend": [(0, 1, 1, 0, 0, 0, 1), (0, 2, 2, 0, 0, 0, 0)],
    "airline": [(0, 1, 1, 0, 1, 1, 0), (2, 1, 0, 1, 1, 0, 0), (1, 1, 1, 1, 1, 1, 0)],
    "weekly": [(1, 0, 0, 1, 0, 0, 1), (1, 0, 1, 1, 0, 1, 1), (0, 0, 1, 2, 0, 0, 1)],
    "quarter": [(1, 0, 0, 0, 1, 1, 0), (1, 0, 0, 0, 1, 1, 1), (1, 0, 2, 0, 1, 2, 0)],
    "calls": [(1, 0, 1, 0, 1, 1, 0), (0, 1, 1, 1, 0, 1, 0)],
    "hours": [(1, 0, 0, 0, 1, 1, 0), (1, 0, 0, 2, 1, 0, 0)],
    "short": [(1, 0, 0, 0, 0, 0, 1)],
    "driven": [(1, 0, 0, 0, 0, 1, 1)],
}
# Coefficients at which statsmodels tells the likelihood of the differenced series: order, phi, theta, Phi, Theta.
LIKELIHOODS = [
    ("ar1", (1, 0, 0, 0, 0, 0), [0.99], [], [], []),
    ("arma", (2, 0, 1, 0, 0, 0), [1.5, -0.7], [0.9], [], []),
    ("arma", (1, 0, 3, 0, 0, 0), [-0.4], [0.2, -0.3, 0.5], [], []),
    ("airline", (0, 1, 1, 0, 1, 1), [], [-0.9], [], [-0.95]),
    ("airline", (2, 1, 1, 1, 1, 1), [0.3, -0.2], [0.4], [-0.5], [0.7]),
    ("weekly", (1, 0, 2, 2, 0, 1), [0.9], [0.3, 0.2], [0.5, 0.3], [-0.6]),
    ("weekly", (0, 0, 0, 1, 0, 0), [], [], [0.97], []),
    ("quarter", (3, 0, 0, 0, 1, 2), [0.4, 0.1, -0.2], [], [], [0.5, 0.3]),
    ("hours", (1, 0, 1, 2, 1, 1), [0.8], [-0.3], [-0.4, -0.2], [-0.5]),
]


def write(name, header, rows):
    with open(os.path.join(HERE, name), "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def fit(name, order):
    season, y = SERIES[name]
    p, d, q, P, D, Q, constant = order
    xreg = REGRESSORS[name][: len(y)].reshape(-1, 1) if name in REGRESSORS else None
    m = Arima(y, order=(p, d, q), seasonal={"order": (P, D, Q), "period": season}, xreg=xreg, include_mean=bool(constant and d + D == 0),
              include_drift=bool(constant and d + D == 1), method="CSS-ML")
    future = REGRESSORS[name][len(y):].reshape(-1, 1) if name in REGRESSORS else None
    return m, forecast_arima(m, h=STEPS, level=(95,), xreg=future)


def main():
    with open(os.path.join(HERE, "arima-series.csv"), "w") as f:
        for name, (season, y) in SERIES.items():
            f.write(",".join([name, str(season)] + [repr(float(v)) for v in y]) + "\n")
        for name, values in REGRESSORS.items():
            f.write(",".join([name + ":x1", "1"] + [repr(float(v)) for v in values]) + "\n")
    rows, z = [], norm.ppf(0.975)
    for name, orders in FITS.items():
        for order in orders:
            try:
                m, forecast = fit(name, order)
            except ValueError as error:
                print(name, order, error)
                continue
            mean, upper = np.asarray(forecast["mean"]), np.asarray(forecast["upper"]["95%"])
            head = ["statsforecast", name, *order]
            rows.append([*head, "loglik", 0, m["loglik"]])
            rows.append([*head, "sigma2", 0, m["sigma2"]])
            for i, value in enumerate(m["coef"].values()): rows.append([*head, "coef", i, value])
            for h in range(STEPS):
                rows.append([*head, "mean", h, mean[h]])
                rows.append([*head, "se", h, (upper[h] - mean[h]) / z])
    header = ["peer", "series", "p", "d", "q", "P", "D", "Q", "constant"]
    write("arima-python.csv", header + ["what", "index", "value"], rows)

    rows = []
    for name, (season, y) in SERIES.items():
        # A season of 24 takes the tests' debug build too long to search.
        if name in REGRESSORS or name == "hours": continue
        m = auto_arima_f(y, period=season, approximation=False)
        p, q, P, Q, _, d, D = m["arma"]
        constant = int("drift" in m["coef"] or "intercept" in m["coef"])
        rows.append(["statsforecast", name, p, d, q, P, D, Q, constant, m["loglik"], m["aicc"]])
        print(rows[-1])
    write("arima-python-automatic.csv", header + ["loglik", "aicc"], rows)

    rows = []
    for name, order, phi, theta, Phi, Theta in LIKELIHOODS:
        season, y = SERIES[name]
        p, d, q, P, D, Q = order
        m = SARIMAX(y, order=(p, d, q), seasonal_order=(P, D, Q, season if P + D + Q else 0), simple_differencing=True, concentrate_scale=True)
        rows.append([name, *order, *(" ".join(map(str, c)) for c in (phi, theta, Phi, Theta)), m.loglike(np.r_[phi, theta, Phi, Theta])])
    write("arima-likelihood.csv", ["series", "p", "d", "q", "P", "D", "Q", "phi", "theta", "Phi", "Theta", "loglik"], rows)


if __name__ == "__main__":
    main()
