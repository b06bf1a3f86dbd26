/** The same for many letters: a few at a time, and one that is refused does not stop the others. */
const AT_A_TIME = 6;

export interface Outcome {
  readonly done: number;
  /** Why the others were not done, each reason once. */
  readonly refusals: readonly string[];
  readonly refused: number;
}

export async function doForAll(
  ids: readonly string[],
  act: (id: string) => Promise<unknown>,
): Promise<Outcome> {
  const waiting = [...ids];
  const refusals: string[] = [];

  async function worker(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await act(id);
      } catch (error) {
        refusals.push(error instanceof Error ? error.message : String(error));
      }
    }
  }

  await Promise.all(Array.from({ length: AT_A_TIME }, worker));

  return {
    done: ids.length - refusals.length,
    refusals: [...new Set(refusals)],
    refused: refusals.length,
  };
}
