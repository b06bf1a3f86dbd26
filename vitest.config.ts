import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "pure",
          include: ["test/{shared,simulation,reference,web,support}/**/*.test.{ts,tsx}"],
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: { bindings: { LOVAGE_OPEN: "1" } },
          }),
        ],
        test: {
          name: "workerd",
          include: ["test/{durable,worker}/**/*.test.ts"],
        },
      },
      {
        test: {
          name: "edge",
          include: ["test/{edge,browser}/**/*.test.ts"],
          globalSetup: ["test/edge/build.ts"],
          // Each file serves the whole system; side by side they would only slow each other down.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
