/** The real gate of a queue, with what the Worker gives it. */
import { gatePorts } from "../../../worker/gates.ts";
import { type Surroundings, openGate } from "../../support/platform/backend.ts";

export function openGateIn(surroundings: Surroundings): object {
  return openGate(surroundings, gatePorts(surroundings.bindings));
}
