/**
 * Which node every way to a node goes through. A failure of such a node is the reason for everything behind it, so a list of results
 * passes it on unchanged. Each node knows its immediate dominator, and a jump further up, so that finding a common one takes
 * logarithmic time however deep the graph is.
 */

/** Stands above all nodes: nothing is common. */
const NOWHERE = -1;

export class Dominators {
  readonly #above: Int32Array;
  readonly #jump: Int32Array;
  readonly #depth: Int32Array;

  /** `inputs[n]` are the nodes that n waits for; `order` is topological. */
  constructor(inputs: readonly (readonly number[])[], order: readonly number[]) {
    this.#above = new Int32Array(inputs.length).fill(NOWHERE);
    this.#jump = new Int32Array(inputs.length).fill(NOWHERE);
    this.#depth = new Int32Array(inputs.length);

    for (const node of order) {
      this.#place(node, this.#common(inputs[node] ?? []));
    }
  }

  /** The nearest node that all ways to all of `nodes` go through, none of them itself; null where there is none. */
  before(nodes: readonly number[]): number | null {
    const common = this.#common(nodes.map((node) => this.#aboveOf(node)));

    return common === NOWHERE ? null : common;
  }

  #place(node: number, above: number): void {
    const jump = this.#jumpOf(above);
    const isEven =
      this.#depthOf(above) - this.#depthOf(jump) ===
      this.#depthOf(jump) - this.#depthOf(this.#jumpOf(jump));

    this.#above[node] = above;
    this.#depth[node] = this.#depthOf(above) + 1;
    this.#jump[node] = isEven ? this.#jumpOf(jump) : above;
  }

  #common([first = NOWHERE, ...rest]: readonly number[]): number {
    return rest.reduce((common, node) => this.#meet(common, node), first);
  }

  #meet(left: number, right: number): number {
    const depth = Math.min(this.#depthOf(left), this.#depthOf(right));
    let a = this.#climb(left, depth);
    let b = this.#climb(right, depth);

    while (a !== b) {
      const further = this.#jumpOf(a) !== this.#jumpOf(b);
      a = further ? this.#jumpOf(a) : this.#aboveOf(a);
      b = further ? this.#jumpOf(b) : this.#aboveOf(b);
    }

    return a;
  }

  #climb(from: number, depth: number): number {
    let node = from;

    while (this.#depthOf(node) > depth) {
      node = this.#depthOf(this.#jumpOf(node)) >= depth ? this.#jumpOf(node) : this.#aboveOf(node);
    }

    return node;
  }

  #aboveOf(node: number): number {
    return this.#above[node] ?? NOWHERE;
  }

  #jumpOf(node: number): number {
    return this.#jump[node] ?? NOWHERE;
  }

  /** 0 for nowhere, so that every node is deeper. */
  #depthOf(node: number): number {
    return this.#depth[node] ?? 0;
  }
}
