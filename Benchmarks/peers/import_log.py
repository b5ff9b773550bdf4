#!/usr/bin/env python3
"""Interval history, and first-contact resolution, of an interaction log by a peer of `wfm import`.

    import_log.py duckdb log.csv intervals.csv [--fcr fcr.csv] --threads 2
    import_log.py polars log.csv intervals.csv [--fcr fcr.csv] --threads 2

Columns are typed beforehand, so that no peer has to guess. With --fcr DuckDB reads the file once into a table.
"""
import argparse, os, pathlib, string

COLUMNS = dict(
    interaction_id="VARCHAR", customer_id="VARCHAR", channel="VARCHAR", queue="VARCHAR", direction="VARCHAR",
    created_at="TIMESTAMPTZ", answered_at="TIMESTAMPTZ", ended_at="TIMESTAMPTZ", wait_s="INTEGER", talk_s="INTEGER",
    hold_s="INTEGER", wrap_s="INTEGER", agent_id="VARCHAR", disposition="VARCHAR", reason="VARCHAR", resolved="INTEGER",
    transferred="INTEGER", revenue="DECIMAL(12,2)")
WEEK = 7 * 86400


def query(name, **variables):
    return string.Template(pathlib.Path(__file__).with_name(name).read_text()).safe_substitute(**variables)


def duckdb_import(options):
    import duckdb

    connection = duckdb.connect(config={"threads": options.threads, "preserve_insertion_order": "false"})
    connection.sql("SET TimeZone='UTC'")
    source = "read_csv('%s', header=true, delim=',', quote='\"', columns=%s)" % (options.log, COLUMNS)
    if options.fcr:
        used = "queue,channel,direction,created_at,answered_at,wait_s,talk_s,hold_s,wrap_s,customer_id,reason,interaction_id"
        connection.sql("CREATE TEMP TABLE interactions AS SELECT %s FROM %s" % (used, source))
    else:
        connection.sql("CREATE VIEW interactions AS FROM " + source)
    connection.execute(query("reference_intervals.sql", OUT_INTERVALS=options.output))
    if options.fcr:
        connection.execute(query("reference_fcr.sql", OUT_FCR=options.fcr))


def polars_import(options):
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)
    import polars as pl

    schema = {name: (pl.Int32 if kind == "INTEGER" else pl.String) for name, kind in COLUMNS.items()}
    rows = pl.scan_csv(options.log, schema=schema).filter(pl.col("direction") == "inbound").with_columns(
        pl.col("created_at").str.to_datetime("%Y-%m-%dT%H:%M:%S%z", time_zone="UTC").dt.epoch("s").alias("t"),
        pl.col("answered_at").is_not_null().alias("ok"))
    rows.group_by("queue", "channel", (pl.col("t") // 900 * 900).alias("interval_start")).agg(
        pl.len().alias("offered"), pl.col("ok").sum().alias("answered"), (~pl.col("ok")).sum().alias("abandoned"),
        (pl.col("ok") & (pl.col("wait_s") <= 20)).sum().alias("answered_20s"),
        pl.when("ok").then(pl.col("talk_s") + pl.col("hold_s") + pl.col("wrap_s")).otherwise(0).cast(pl.Int64).sum()
        .alias("handle_s"),
        pl.col("customer_id").n_unique().alias("customers")).sort("queue", "channel", "interval_start").collect(
            engine="streaming").write_csv(options.output)
    if not options.fcr:
        return
    keys = ["customer_id", "reason", "t", "interaction_id"]
    table = rows.select(*keys, "queue", "ok").collect(engine="streaming").sort(keys)
    last = table["t"].max() - WEEK
    same = (pl.col("customer_id") == pl.col("customer_id").shift(-1)) & (pl.col("reason") == pl.col("reason").shift(-1))
    repeated = (same & (pl.col("t").shift(-1) - pl.col("t") <= WEEK)).fill_null(False)
    table.with_columns(repeated.alias("repeated")).filter(pl.col("ok") & (pl.col("t") <= last)).group_by("queue").agg(
        pl.len().alias("eligible"), (~pl.col("repeated")).sum().alias("first_contact")).sort("queue").write_csv(options.fcr)


parser = argparse.ArgumentParser()
parser.add_argument("peer", choices=["duckdb", "polars"])
parser.add_argument("log")
parser.add_argument("output")
parser.add_argument("--fcr")
parser.add_argument("--threads", type=int, default=1)
arguments = parser.parse_args()
{"duckdb": duckdb_import, "polars": polars_import}[arguments.peer](arguments)
