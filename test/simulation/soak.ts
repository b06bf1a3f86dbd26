/**
 * `npm run soak [-- MINUTES]`: tries worlds that no test has tried, for 10 minutes or as long as it is told, until one fails.
 * `npm run soak -- --seed SEED`: tries that one, and tells its story in the smallest form that still fails.
 */
import { argv, exit } from "node:process";
import { parseArgs } from "node:util";

import { trySeed } from "./seeds.ts";

const DEFAULT_MINUTES = "10";
const TELL_EVERY_MS = 10_000;

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  options: { seed: { type: "string" } },
  allowPositionals: true,
});

if (values.seed === undefined) {
  const [minutes = DEFAULT_MINUTES] = positionals;

  await soak(Number(minutes) * 60_000);
} else {
  const { failure } = await trySeed(Number(values.seed));

  end(failure, `Seed ${values.seed} passes.`);
}

async function soak(ms: number): Promise<void> {
  const startedAt = performance.now();
  const total = { worlds: 0, canvases: 0, executions: 0, faults: 0 };
  let toldAt = startedAt;

  for (
    let seed = Math.floor(Math.random() * 2 ** 31);
    performance.now() - startedAt < ms;
    seed += 1
  ) {
    const { failure, ...counts } = await trySeed(seed);

    total.worlds += 1;
    total.canvases += counts.canvases;
    total.executions += counts.executions;
    total.faults += counts.faults;

    if (failure !== null) {
      end(failure, "");
    }

    if (performance.now() - toldAt > TELL_EVERY_MS) {
      toldAt = performance.now();
      console.log(JSON.stringify({ seed, ...total }));
    }
  }

  end(null, `All pass: ${JSON.stringify(total)}`);
}

function end(failure: string | null, success: string): never {
  console.log(failure ?? success);
  exit(failure === null ? 0 : 1);
}
