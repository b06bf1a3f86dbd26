/** Speed of the whole system on the local edge, as ratios to the empty queue and to the spike. */
import { chainOfAdds, chordOfAdds, groupOfAdds, oneAdd } from "../canvases.ts";
import { type Detail, type Finding, atLeast, atMost, figure } from "../finding.ts";
import { type Turns, millisecondsOf, quantile, takeTurns } from "../measure.ts";
import type { Scale } from "../scale.ts";
import { askHealth, bodyOf, runCanvas, submit, watchToEnd } from "./lovage.ts";
import type { Edges } from "./serve.ts";
import { emptyQueue, hops, spikeChord } from "./spike.ts";

export interface Speed {
  readonly findings: readonly Finding[];
  readonly details: readonly Detail[];
}

type Compare = (edges: Edges, scale: Scale) => Promise<Speed>;

export async function measureSpeed(edges: Edges, scale: Scale): Promise<Speed> {
  const parts: Speed[] = [];

  for (const compare of [compareGroup, compareChord, compareGrowth, compareAdd, compareChain]) {
    parts.push(await compare(edges, scale));
  }

  return {
    findings: parts.flatMap(({ findings }) => findings),
    details: parts.flatMap(({ details }) => details),
  };
}

const compareGroup: Compare = async ({ lovage, spike }, { turns }) => {
  const size = 10_000;
  const body = bodyOf(groupOfAdds(size));
  const measured = await takeTurns(
    turns,
    () => emptyQueue(spike, size),
    async () => void (await runCanvas(lovage, body)),
  );
  const perSecond = (values: readonly number[]): string =>
    `${figure((size * 1000) / quantile(values, 0.5))} tasks/s`;

  return {
    findings: [
      atLeast(
        {
          what: "group of 10,000: tasks per second against the empty consumer",
          limit: 0.4,
          unit: "x",
        },
        measured.ratio,
      ),
    ],
    details: [
      ["group of 10,000 | empty consumer", perSecond(measured.second), perSecond(measured.first)],
    ],
  };
};

const compareChord: Compare = async ({ lovage, spike }, { turns }) => {
  const size = 5000;
  const body = bodyOf(chordOfAdds(size));
  const measured = await takeTurns(
    turns,
    async () => void (await runCanvas(lovage, body)),
    () => spikeChord(spike, size),
  );

  return {
    findings: [
      atMost({ what: "chord of 5,000 against the spike", limit: 2.2, unit: "x" }, measured.ratio),
    ],
    details: [["chord of 5,000 | spike", ...medians(measured)]],
  };
};

const compareGrowth: Compare = async ({ lovage }, { longTurns }) => {
  const [large, small] = [bodyOf(chordOfAdds(20_000)), bodyOf(chordOfAdds(5000))];
  const measured = await takeTurns(
    longTurns,
    async () => void (await runCanvas(lovage, large)),
    async () => void (await runCanvas(lovage, small)),
  );

  return {
    findings: [
      atMost(
        { what: "chord of 20,000 against one of 5,000", limit: 4.4, unit: "x" },
        measured.ratio,
      ),
    ],
    details: [["chord of 20,000 | chord of 5,000", ...medians(measured)]],
  };
};

const compareAdd: Compare = async ({ lovage, spike }, { shortTurns }) => {
  const body = bodyOf(oneAdd());
  const measured = await takeTurns(
    shortTurns,
    async () => watchToEnd(lovage, await submit(lovage, body)),
    () => hops(spike, 1),
  );
  const request: number[] = [];

  for (let turn = 0; turn < shortTurns; turn += 1) {
    request.push(await millisecondsOf(() => askHealth(lovage)));
  }

  return {
    findings: [
      atMost(
        {
          what: "one add: POST to result over WebSocket, against POST and one bare hop (p50)",
          limit: 3,
          unit: "x",
        },
        measured.ratio,
      ),
    ],
    details: [
      ["an empty request: p50 | p95", ms(quantile(request, 0.5)), ms(quantile(request, 0.95))],
      ["one add | one bare hop, p50", ...medians(measured)],
      [
        "one add | one bare hop, p95",
        ms(quantile(measured.first, 0.95)),
        ms(quantile(measured.second, 0.95)),
      ],
    ],
  };
};

const compareChain: Compare = async ({ lovage, spike }, { turns }) => {
  const length = 100;
  const body = bodyOf(chainOfAdds(length));
  const measured = await takeTurns(
    turns,
    async () => void (await runCanvas(lovage, body)),
    () => hops(spike, length),
  );
  const perStep = (values: readonly number[]): string => ms(quantile(values, 0.5) / length);

  return {
    findings: [
      atMost(
        { what: "chain of 100: one step against one bare hop", limit: 2, unit: "x" },
        measured.ratio,
      ),
    ],
    details: [["chain step | bare hop", perStep(measured.first), perStep(measured.second)]],
  };
};

function medians({ first, second }: Turns): [string, string] {
  return [ms(quantile(first, 0.5)), ms(quantile(second, 0.5))];
}

function ms(value: number): string {
  return `${figure(value)} ms`;
}
