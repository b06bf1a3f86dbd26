import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** In the other theme only colours are others. */
const RUNS = [
  { colorScheme: "light", options: {} },
  { colorScheme: "dark", options: { runOnly: ["color-contrast", "link-in-text-block"] } },
] as const;

/** What axe finds on the page as it is, of any weight, in each theme. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  await page.evaluate(axe.source);

  for (const { colorScheme, options } of RUNS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // As text: a function would name the import of this module, which the page does not have.
    const results = await page.evaluate<AxeResults>(
      `axe.run(${JSON.stringify({ ...options, resultTypes: ["violations"] })})`,
    );

    for (const { id, impact, help, nodes } of results.violations) {
      const where = nodes.map(({ target }) => target.join(" ")).join(", ");
      found.push(`${colorScheme}, ${impact}: ${id}, ${help}: ${where}`);
    }
  }

  return found;
}
