#!/usr/bin/env python3
"""Interval history of an interaction log by DuckDB: the peer of `wfm import --columns reference`.

    import_duckdb.py interactions.csv intervals.csv --threads 2

Rows that do not parse are skipped and identical rows count once, as in wfm; --keep-duplicates counts every row.
"""
import argparse, pathlib, string
import duckdb

COLUMNS = dict(
    interaction_id="VARCHAR", customer_id="VARCHAR", channel="VARCHAR", queue="VARCHAR", direction="VARCHAR",
    created_at="TIMESTAMPTZ", answered_at="TIMESTAMPTZ", ended_at="TIMESTAMPTZ", wait_s="INTEGER", talk_s="INTEGER",
    hold_s="INTEGER", wrap_s="INTEGER", agent_id="VARCHAR", disposition="VARCHAR", reason="VARCHAR", resolved="INTEGER",
    transferred="INTEGER", revenue="DECIMAL(12,2)")

parser = argparse.ArgumentParser()
parser.add_argument("log")
parser.add_argument("output")
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--keep-duplicates", action="store_true")
options = parser.parse_args()
connection = duckdb.connect(config={"threads": options.threads, "preserve_insertion_order": "false"})
connection.sql("SET TimeZone='UTC'")
connection.sql(
    "CREATE VIEW interactions AS SELECT %s * FROM read_csv('%s', header=true, delim=',', quote='\"', columns=%s, "
    "ignore_errors=true)" % ("" if options.keep_duplicates else "DISTINCT", options.log, COLUMNS))
query = pathlib.Path(__file__).with_name("reference_intervals.sql").read_text()
connection.execute(string.Template(query).safe_substitute(OUT_INTERVALS=options.output))
