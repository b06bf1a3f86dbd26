/**
 * `npm run bench [-- --quick]`: the budgets, measured beside an empty consumer on the same local queue (the ceiling) and a minimal spike,
 * and the bill. Local and without tracing: where the platform runs it, queues take longer to deliver and deliver to many consumers.
 */
import { argv, exit } from "node:process";
import { parseArgs } from "node:util";

import { type BilledWork, printBill } from "./bill.ts";
import { type MeteredCosts, meterRuns } from "./edge/costs.ts";
import { serveEdges } from "./edge/serve.ts";
import { type Speed, measureSpeed } from "./edge/speed.ts";
import { type Finding, atMost, figure, printFindings } from "./finding.ts";
import { describeMachine } from "./machine.ts";
import { type GateCosts, measureGates } from "./object/gate.ts";
import { type RunMemory, measureMemory } from "./object/memory.ts";
import { measurePace } from "./object/pace.ts";
import { type DrivenCosts, driveCosts } from "./object/storage.ts";
import { FULL, QUICK, type Scale } from "./scale.ts";
import { printTable } from "./table.ts";

const { values } = parseArgs({ args: argv.slice(2), options: { quick: { type: "boolean" } } });

await bench(values.quick === true ? QUICK : FULL);
exit();

async function bench(scale: Scale): Promise<void> {
  console.log(describeMachine());
  console.log("Driving the result backend alone, outside workerd ...");
  const driven = await driveCosts();
  const gates = await measureGates();
  const pace = await measurePace();
  const memory = await measureMemory();

  console.log("Building the Worker and serving it beside the spike ...");
  const { speed, metered } = await onTheEdge(scale);

  printFindings(
    [...speed.findings, ...costFindings(driven, metered), memoryFinding(memory)],
    "median, and the middle half of the turns",
  );
  printTable("Medians on this machine", [
    ...speed.details,
    ...pace,
    [
      "heap of a run of 100,000 when sent | when final",
      `${figure(memory.sent)} MB`,
      `${figure(memory.final)} MB`,
    ],
  ]);
  printBill([...billedWorks(driven, metered), ...gateWorks(gates)]);
}

async function onTheEdge(scale: Scale): Promise<{ speed: Speed; metered: MeteredCosts }> {
  const edges = await serveEdges();

  try {
    console.log("Comparing, in turns ...");

    return {
      speed: await measureSpeed(edges, scale),
      metered: await meterRuns(edges, scale),
    };
  } finally {
    await edges.stop();
  }
}

/** Rows as counted around the object, alarms and checkpoints included; requests as the runs say themselves. */
function costFindings(driven: DrivenCosts, metered: MeteredCosts): readonly Finding[] {
  return [
    atMost(
      { what: "rows written per task: chord of 5,000 in order by 100", limit: 0.05, unit: "" },
      driven.chordInOrder.rowsWritten,
    ),
    atMost(
      { what: "rows written per task: chord of 5,000 shuffled by 10", limit: 0.15, unit: "" },
      driven.chordShuffled.rowsWritten,
    ),
    atMost(
      { what: "rows written per task: lone tasks one after another", limit: 2.1, unit: "" },
      driven.loneInTurn.rowsWritten,
    ),
    atMost(
      { what: "rows written per task: lone tasks in a burst", limit: 1.2, unit: "" },
      driven.loneInBurst.rowsWritten,
    ),
    atMost(
      { what: "DO requests per task: chord of 5,000", limit: 0.04, unit: "" },
      metered.chord.requests,
    ),
    atMost(
      {
        what: "DO requests per task: lone tasks in a burst, besides the submit",
        limit: 0.3,
        unit: "",
      },
      metered.loneInBurst.requests - 1,
    ),
  ];
}

function memoryFinding({ sent, final }: RunMemory): Finding {
  return atMost(
    { what: "heap of a run of 100,000 tasks, in Node", limit: 64, unit: " MB" },
    Math.max(sent, final),
  );
}

function billedWorks(driven: DrivenCosts, metered: MeteredCosts): readonly BilledWork[] {
  return [
    { what: "chord of 5,000 over HTTP", usage: metered.chord },
    { what: "lone tasks over HTTP, one after another", usage: metered.loneInTurn },
    { what: "lone tasks over HTTP, in a burst", usage: metered.loneInBurst },
    { what: "chord of 5,000, object alone, by 100", usage: driven.chordInOrder },
    { what: "chord of 5,000, object alone, shuffled by 10", usage: driven.chordShuffled },
    { what: "chord of 50,000, object alone, shuffled by 10", usage: driven.largeChordShuffled },
    { what: "lone tasks, object alone, one after another", usage: driven.loneInTurn },
    { what: "lone tasks, object alone, in a burst", usage: driven.loneInBurst },
  ];
}

/** What a limited queue costs on top. */
function gateWorks({ rate, slowRate, slots }: GateCosts): readonly BilledWork[] {
  return [
    { what: "the gate of a queue of 10/s, on top", usage: rate },
    { what: "the gate of a queue of 10/m, on top", usage: slowRate },
    { what: "the gate of a queue of 10 at once, on top", usage: slots },
  ];
}
