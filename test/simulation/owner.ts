/**
 * What the owner of a run does: submits it, perhaps thinks better of it, perhaps runs it again when it is over. What is not answered is asked
 * for again, as a client does that knows nothing of what became of its request.
 */
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import { RPC_VERSION } from "../../shared/wire/rpc.ts";
import { findRun } from "./checks/on-disk.ts";
import { finalWrongs, outcomeWrongs } from "./checks/outcomes.ts";
import { insist, passed, untilFinal } from "./client.ts";
import { type Again, type Revocation, type SimulatedRun, runIdOf } from "./simulated-run.ts";
import type { World } from "./world/world.ts";

/** Resolves with the run, under the id that it has been given, as soon as that is known. */
export async function own(run: SimulatedRun, world: World): Promise<SimulatedRun> {
  await passed(run.submitAfterMs, world);

  const owned = { ...run, id: await submit(run, world) };

  for (const revocation of run.revocations) {
    world.timeline.after(revocation.afterMs, () => void revoke(owned, revocation, world));
  }

  void follow(owned, world);

  return owned;
}

/** Looks at the run each time that it is over, if it will be run again or goes when its result expires. */
async function follow(run: SimulatedRun, world: World): Promise<void> {
  for (const again of run.retries) {
    await look(run, world);
    await passed(again.afterMs, world);
    await retry(run, again, world);
  }

  if (world.resultExpiresSeconds > 0) {
    await look(run, world);
  }
}

async function look(run: SimulatedRun, world: World): Promise<void> {
  const found = (await untilFinal(run.id, world)) ? findRun(run, world) : undefined;

  if (found !== undefined) {
    world.wrongs.push(...finalWrongs(found), ...outcomeWrongs(found, world));
  }
}

/** With a key each try is a new request, of which the system knows only by the key that it was made before. */
async function submit(run: SimulatedRun, world: World): Promise<string> {
  const { name, plan, isKeyed } = run;
  let tries = 0;

  world.tell(`${name} is submitted`);

  const reply = await insist(run.id, world, (backend) => {
    const id = isKeyed ? runIdOf(run, (tries += 1)) : run.id;
    const submitted = { id, name, planParts: encodePlan(plan), ...(isKeyed && { digest: name }) };

    return backend.submit({ v: RPC_VERSION, runs: [submitted] });
  });
  const stored = reply.kind === "stored" ? reply.runs[0] : undefined;

  if (stored === undefined) {
    world.wrongs.push(`${name} was not stored: ${JSON.stringify(reply)}`);
  }

  return stored?.runId ?? run.id;
}

async function revoke(
  { id, name }: SimulatedRun,
  { node, terminate }: Revocation,
  world: World,
): Promise<void> {
  world.tell(`${name} is revoked, ${node === null ? "all of it" : `node ${node}`}`);
  await insist(id, world, (backend) => backend.revoke(id, node, terminate));
}

async function retry(
  { id, name }: SimulatedRun,
  { node, edited, request }: Again,
  world: World,
): Promise<void> {
  const call = edited === null ? null : { text: JSON.stringify(edited), isWhole: false };
  const asked = { node, call, request, digest: JSON.stringify([node, call]) };

  world.tell(`${name} is run again, ${node === null ? "what failed" : `from node ${node}`}`);

  const reply = await insist(id, world, (backend) => backend.retry(id, asked));
  const isGone = reply === "unknown" && world.resultExpiresSeconds > 0;

  if (reply !== "retried" && !isGone && !(reply === "nothing" && node === null)) {
    world.wrongs.push(`${name} was not run again: ${reply}.`);
  }
}
