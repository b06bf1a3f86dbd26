/**
 * The tables of a `ResultBackend` (docs/architecture.md tells why they are what they are). Integer or `without rowid` keys and no
 * secondary index, since each index touched is one more row written.
 */
import type { Sql } from "./sql.ts";

const TABLES = [
  // What happened, one row per RPC that changed anything, in a ring of LOG_SLOTS slots: replaced, never deleted.
  "create table if not exists log (slot integer primary key, seq integer not null, entry text not null)",
  // The static half of a run, written once at submit. Part 0 is its head.
  "create table if not exists plan (run text, part integer, body text not null, primary key (run, part)) without rowid",
  // The dynamic half, NODES_PER_PART nodes from node `first` on, written at checkpoints.
  "create table if not exists state (run text, first integer, body text not null, primary key (run, first)) without rowid",
  // What lists need of a run that has a plan of its own, and when it ended: 0 while it goes on. What is looked for stands before the body, so
  // that a search does not read bodies.
  "create table if not exists run (id text primary key, finished_at integer not null, body text not null) without rowid",
  // Lone tasks whole, up to 256 in a part, by the 16 seconds in which they were submitted, and when the last of them ended.
  "create table if not exists lone (bucket integer, part integer, finished_at integer not null, body text not null, primary key (bucket, part)) without rowid",
  // When a run must be back in memory that left it to wait for its time, and how many of its tasks wait in which queue.
  "create table if not exists timer (at integer, run text, delayed text not null default '[]', primary key (at, run)) without rowid",
  // Large values and log lines of one report together.
  "create table if not exists pack (owner text, n integer, data blob, lines text, primary key (owner, n)) without rowid",
  // What callers find runs by: ids they chose, idempotency keys. It goes with the run that keeps it.
  "create table if not exists key (key text primary key, keeper text not null, body text not null) without rowid",
  // Dead letters, newest last, each whole: they outlive their run.
  "create table if not exists dead (id text, part integer, body text not null, primary key (id, part)) without rowid",
  // Schema version, the newest checkpoint, what was not final then.
  "create table if not exists meta (name text primary key, body text not null) without rowid",
];

export function createTables(sql: Sql): void {
  for (const table of TABLES) {
    sql.all(table);
  }

  if (sql.all("select 1 from pragma_table_info('timer') where name = 'delayed'").length === 0) {
    sql.all("alter table timer add column delayed text not null default '[]'");
  }
}
