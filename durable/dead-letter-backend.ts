/** What a `ResultBackend` does with dead letters, by RPC. */
import { MAX_ANSWER_BYTES } from "../shared/engine/limits.ts";
import { utf8Bytes } from "../shared/engine/values.ts";
import type {
  DeadLetter,
  DeadLetterQuery,
  DeadLetterReply,
  ReplayReply,
  ReplayRequest,
  ReplayRunsRequest,
} from "../shared/wire/dead-letters.ts";
import { ReadableBackend } from "./readable-backend.ts";
import type { Replays } from "./replays.ts";

export abstract class DeadLetterBackend extends ReadableBackend {
  protected abstract readonly replays: Replays;

  async deadLetters(query: DeadLetterQuery): Promise<DeadLetterReply> {
    return this.reader.deadLetters.list(query);
  }

  async deadLetter(id: string): Promise<DeadLetter | null> {
    return this.reader.deadLetters.find(id) ?? null;
  }

  async deadLettersOf(ids: readonly string[]): Promise<readonly DeadLetter[]> {
    const letters: DeadLetter[] = [];
    let bytes = 0;

    for (const id of ids) {
      const letter = this.reader.deadLetters.find(id);

      bytes += utf8Bytes(letter?.call ?? "");

      if (bytes > MAX_ANSWER_BYTES && letters.length > 0) {
        break;
      }

      if (letter !== undefined) {
        letters.push(letter);
      }
    }

    return letters;
  }

  async removeDeadLetters(ids: readonly string[]): Promise<number> {
    return this.reader.deadLetters.remove(ids);
  }

  async replay(request: ReplayRequest): Promise<readonly ReplayReply[]> {
    return this.replays.inRuns(request);
  }

  async replayAsRuns(request: ReplayRunsRequest): Promise<readonly ReplayReply[]> {
    return this.replays.asRuns(request);
  }
}
