import { fileURLToPath } from "node:url";

import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** No test is about time: one that hangs is ended, a slow machine is no failure. */
const PATIENCE_MS = 120_000;

export default defineConfig({
  test: {
    maxWorkers: "100%",
    projects: [
      {
        resolve: {
          // The simulation runs the classes of durable/ in Node.
          alias: {
            "cloudflare:workers": fileURLToPath(
              new URL("test/support/platform/cloudflare-workers.ts", import.meta.url),
            ),
          },
        },
        test: {
          name: "pure",
          testTimeout: PATIENCE_MS,
          include: ["test/{shared,simulation,reference,web,support,docs}/**/*.test.{ts,tsx}"],
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: { LOVAGE_OPEN: "1" },
              // Nobody consumes it: tests claim and report what goes there themselves.
              queueProducers: {
                QUEUE_BY_HAND: { queueName: "lovage-by-hand" },
                QUEUE_ADDED_LATER: { queueName: "lovage-added-later" },
              },
              queueConsumers: { "lovage-added-later": { maxBatchTimeout: 0 } },
            },
          }),
        ],
        test: {
          name: "workerd",
          testTimeout: PATIENCE_MS,
          include: ["test/{durable,worker}/**/*.test.ts"],
        },
      },
      {
        test: {
          name: "edge",
          include: ["test/{edge,browser}/**/*.test.ts"],
          globalSetup: ["test/edge/build.ts"],
          // Each file serves the whole system and mostly waits for it: three keep two cores busy. After the others, which are quick.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          expect: { poll: { timeout: PATIENCE_MS } },
        },
      },
    ],
  },
});
