import type { TaskMessage } from "../../../shared/wire/message.ts";
import type { Counter } from "./counter.ts";

/** The bindings of wrangler.toml beside this file. */
export interface SpikeEnv {
  readonly COUNTER: DurableObjectNamespace<Counter>;
  readonly EMPTY: Queue<TaskMessage>;
  readonly CHORD: Queue<TaskMessage>;
}
