/** Nodes in an order in which each comes after all that it waits for. */

/** What waits for itself, or for something that does, is left out. */
export function topologicalOrder(inputs: readonly (readonly number[])[]): readonly number[] {
  const waitsFor = inputs.map((sources) => sources.length);
  const targets = inputs.map((): number[] => []);

  for (const [node, sources] of inputs.entries()) {
    for (const source of sources) {
      targets[source]?.push(node);
    }
  }

  const order = [...inputs.keys()].filter((node) => waitsFor[node] === 0);

  // Grows while it is walked.
  for (const node of order) {
    for (const target of targets[node] ?? []) {
      const left = (waitsFor[target] ?? 0) - 1;
      waitsFor[target] = left;

      if (left === 0) {
        order.push(target);
      }
    }
  }

  return order;
}
