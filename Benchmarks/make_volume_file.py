#!/usr/bin/env python3
"""Writes a large file of series in long form (unique_id,ds,y) for the benchmark of bulk forecasting.

    python3 make_volume_file.py --series 10000 --weeks 26 --hours 24x7 --output /var/tmp/volume.csv

Half hours on the wall clock from Monday 2025-01-06. Every series has its own level (1 to 200 contacts a half hour at the
mean), weekday pattern, hour pattern, slow drift and day-to-day level; the counts are Poisson. `--hours open` writes
Monday to Friday, 07:00 to 21:00, only. The same options write the same bytes. 10,000 series of 26 weeks are 87 million
rows and 2.6 GB (24x7), or 36 million rows and 1.1 GB (open): write them outside the repository.
"""
import argparse
import datetime

import numpy as np


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=10_000)
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--hours", choices=["24x7", "open"], default="24x7")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", required=True)
    options = parser.parse_args()

    first = datetime.datetime(2025, 1, 6)
    days = options.weeks * 7
    stamps, slot_of_day, day_of_row = [], [], []
    for day in range(days):
        for slot in range(48):
            if options.hours == "open" and (day % 7 >= 5 or not 14 <= slot < 42):
                continue
            stamps.append("," + (first + datetime.timedelta(days=day, minutes=30 * slot)).isoformat() + ",")
            slot_of_day.append(slot)
            day_of_row.append(day)
    slot_of_day, day_of_row = np.array(slot_of_day), np.array(day_of_row)
    hours = (slot_of_day + 0.5) / 2
    numbers = [f"{value}\n" for value in range(20_000)]

    with open(options.output, "w", buffering=1 << 22) as file:
        file.write("unique_id,ds,y\n")
        for index in range(options.series):
            random = np.random.default_rng([options.seed, index])
            level = np.exp(random.uniform(np.log(1), np.log(200)))
            weekday = np.exp(random.normal(0, 0.12, 7) - 0.5 * (np.arange(7) >= 5))
            peaks = random.uniform(9, 11), random.uniform(14, 17)
            profile = 0.05 + np.exp(-((hours - peaks[0]) / 2.5) ** 2) + 0.8 * np.exp(-((hours - peaks[1]) / 3) ** 2)
            drift = np.exp(np.cumsum(random.normal(0, 0.006, days)) + random.normal(0, 0.05, days))
            mean = level * (profile / profile.mean()) * weekday[day_of_row % 7] * drift[day_of_row]
            counts = np.minimum(random.poisson(mean), len(numbers) - 1)
            name = f"q{index:05d}"
            file.write("".join([name + stamp + numbers[y] for stamp, y in zip(stamps, counts.tolist())]))


if __name__ == "__main__":
    main()
