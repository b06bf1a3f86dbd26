/** What a `ResultBackend` does for limited queues, by RPC. */
import type { GatedTask, KnownLimits, QueueCounts } from "../shared/wire/gate.ts";
import { DeadLetterBackend } from "./dead-letter-backend.ts";
import type { Gates } from "./gates.ts";

export abstract class LimitedBackend extends DeadLetterBackend {
  protected abstract readonly gates: Gates;

  async limited(queue: string, known: KnownLimits): Promise<void> {
    this.gates.told(queue, known);
  }

  async alive(tasks: readonly GatedTask[]): Promise<readonly boolean[]> {
    return this.reader.alive(tasks);
  }

  async purge(queue: string): Promise<number> {
    return this.gates.purge(queue);
  }

  async queues(): Promise<readonly QueueCounts[]> {
    return this.reader.queues();
  }
}
