/** How often something happened to a task. */
export class Tally {
  readonly #times = new Map<string, number>();

  count(task: string): void {
    this.#times.set(task, this.of(task) + 1);
  }

  of(task: string): number {
    return this.#times.get(task) ?? 0;
  }
}
