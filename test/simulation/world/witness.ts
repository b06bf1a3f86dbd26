/**
 * Watches acknowledgements. A message may be acknowledged only when nothing depends on it any more: what became of its task is on
 * record, another message was sent in its place, or the backend refused it.
 */
import type { TaskMessage } from "../../../shared/wire/message.ts";
import type { ClaimReply, ClaimRequest } from "../../../shared/wire/rpc.ts";
import type { TakeReply, TakeRequest } from "../../../shared/wire/runner-rpc.ts";
import type { Disk } from "./disk.ts";
import type { Life } from "./life.ts";
import { factsIn, isEnd, tasksOf } from "./logged-facts.ts";
import { messageIn } from "./releases.ts";
import type { Answered } from "./world-ports.ts";

/** What the log of one object says of its tasks, as far as it was read. */
interface Read {
  entries: number;
  /** The attempt that each task is at, where it is not the first. */
  readonly attempts: Map<string, number>;
  /** Of these nothing is expected of the message of their attempt. */
  readonly settled: Set<string>;
}

export class Witness {
  readonly #refused = new WeakMap<Life, Set<string>>();
  readonly #read = new Map<Disk, Read>();

  /** An object answered. */
  answered(life: Life, { method, values, reply }: Answered): void {
    if (method === "claim") {
      const [{ items }] = values as [ClaimRequest];
      const { grants } = reply as ClaimReply;

      items
        .filter((_item, index) => grants[index]?.kind !== "run")
        .forEach((item) => this.#refusedBy(life).add(attemptOf(item)));
    }

    if (method === "take") {
      const [{ tasks }] = values as [TakeRequest];
      const { taken } = reply as TakeReply;

      // A runner has them now.
      tasks.slice(0, taken).forEach(({ message }) => this.#refusedBy(life).add(attemptOf(message)));
    }

    if (method === "call" && reply === null) {
      const [run, node] = values as [string, number];

      this.#refusedBy(life).add(`${run}.${node}`);
    }
  }

  /** Whether the message may be acknowledged by the code of `life`; `disk` is that of the object which keeps its run. */
  mayAcknowledge(life: Life, body: unknown, disk: Disk): boolean {
    const message = messageIn(body);
    const task = `${message.run}.${message.node}`;
    const refused = this.#refusedBy(life);
    const { attempts, settled } = this.#readOn(disk);

    return (
      refused.has(task) ||
      refused.has(attemptOf(message)) ||
      settled.has(task) ||
      (attempts.get(task) ?? 1) > message.attempt
    );
  }

  #refusedBy(life: Life): Set<string> {
    const refused = this.#refused.get(life) ?? new Set();

    this.#refused.set(life, refused);

    return refused;
  }

  #readOn(disk: Disk): Read {
    const read = this.#read.get(disk) ?? { entries: 0, attempts: new Map(), settled: new Set() };

    for (const logged of disk.logged.slice(read.entries).flatMap(factsIn)) {
      for (const task of tasksOf(logged)) {
        note(read, task, logged.fact);
      }
    }

    read.entries = disk.logged.length;
    this.#read.set(disk, read);

    return read;
  }
}

/** Another message was sent in the place of the one that is expected, or other tasks were put in the place of the one that ran. */
const SETTLING: ReadonlySet<string> = new Set(["redelivered", "resent", "expanded"]);

function note({ attempts, settled }: Read, task: string, fact: Parameters<typeof isEnd>[0]): void {
  if (fact.kind === "retried" || fact.kind === "restarted") {
    attempts.set(task, (attempts.get(task) ?? 1) + 1);
    settled.delete(task);
  } else if (isEnd(fact) || SETTLING.has(fact.kind)) {
    settled.add(task);
  }
}

function attemptOf({ run, node, attempt }: Pick<TaskMessage, "run" | "node" | "attempt">): string {
  return `${run}.${node} ${attempt}`;
}
