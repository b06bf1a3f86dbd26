import type { ReactElement } from "react";

import type { Join } from "../graph/layout/sizes.ts";
import { AggregateNode } from "../graph/nodes/aggregate-node.tsx";
import { NO_PACE, type NodeLook } from "../graph/nodes/node-look.ts";
import type { GroupFacts } from "./group-facts.ts";
import { HeatStrip } from "./heat-strip.tsx";
import { paceWords } from "./pace.ts";
import { manyStatus } from "./status.ts";

interface GroupNodeProps {
  readonly look: NodeLook;
  readonly join: Join | null;
  /** Null: no run tells of it. */
  readonly facts: GroupFacts | null;
  /** The moment that is shown, in milliseconds since the run was created. */
  readonly ms: number;
}

/** A large group as one node: how far it is, how fast, how long its members take, and which of them need a look. */
export function GroupNode({ look, join, facts, ms }: GroupNodeProps): ReactElement {
  return facts === null ? (
    <AggregateNode look={look} join={join} status={null} pace={NO_PACE} />
  ) : (
    <AggregateNode
      look={look}
      join={join}
      status={manyStatus(facts.counts)}
      pace={paceWords(facts, ms)}
      heat={<HeatStrip cells={facts.cells} />}
    />
  );
}
