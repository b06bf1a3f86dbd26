/**
 * The states of neighbouring nodes as rows. They fit into one, but for what errors may say: then they take as many as they need. So the
 * number of nodes in a part is not bounded by the longest errors there could be.
 */
import type { JsonText } from "../shared/canvas/json.ts";
import { encodeNode } from "../shared/engine/codec.ts";
import type { NodeState } from "../shared/engine/run.ts";
import { utf8Bytes } from "../shared/engine/values.ts";

/** A row holds 2 MB. */
const MAX_BYTES = 1_500_000;

/** The nodes from `first` on, as many as `body` lists. */
interface StateRow {
  readonly first: number;
  readonly body: JsonText;
}

export function stateRows(nodes: readonly NodeState[], first: number): readonly StateRow[] {
  const texts = nodes.map((node) => JSON.stringify(encodeNode(node)));
  const rows: StateRow[] = [];
  let from = 0;
  let bytes = 0;

  for (const [index, text] of texts.entries()) {
    const size = utf8Bytes(text) + 1;

    if (bytes + size > MAX_BYTES) {
      rows.push(rowOf(texts.slice(from, index), first + from));
      from = index;
      bytes = 0;
    }

    bytes += size;
  }

  return [...rows, rowOf(texts.slice(from), first + from)];
}

function rowOf(texts: readonly JsonText[], first: number): StateRow {
  return { first, body: `[${texts.join(",")}]` };
}
