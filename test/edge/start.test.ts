import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

import { environment } from "../../scripts/environment.mjs";
import { cleanCheckout } from "./clean-checkout.ts";
import { findFreePort, listen } from "./listen.ts";

describe("npm start", () => {
  let checkout = "";

  beforeAll(() => {
    checkout = cleanCheckout();
  });

  afterAll(() => {
    rmSync(checkout, { recursive: true });
  });

  it("serves the API and the app once it says so, and leaves nothing running when it is stopped", async () => {
    const port = await findFreePort();
    const origin = `http://localhost:${port}`;
    const program = start(port);
    const exit = once(program, "exit");

    expect(await findLine(program.stdout, "Ready on")).toBe(`Ready on ${origin}`);
    expect((await fetch(`${origin}/api/health`)).status).toBe(200);
    expect(await (await fetch(`${origin}/runs/any`)).text()).toContain('<div id="root">');
    expect(readFileSync(join(checkout, ".dev.vars"), "utf8")).toBe("LOVAGE_OPEN=1\n");

    program.kill("SIGTERM");

    expect(await exit).toEqual([0, null]);
    await expect(fetch(origin)).rejects.toThrow("fetch failed");
  });

  it.each([
    ["it", ["node", "scripts/start.mjs"]],
    ["npm", ["npm", "start"]],
  ] as const)(
    "leaves nothing running when %s is killed, so that it can be started again",
    async (_, [command, ...args]) => {
      const port = await findFreePort();
      const origin = `http://localhost:${port}`;
      const program = start(port, command, args);

      await findLine(program.stdout, "Ready on");
      program.kill("SIGKILL");
      await untilNobodyAnswers(origin);

      expect(await findLine(start(port).stdout, "Ready on")).toBe(`Ready on ${origin}`);
    },
  );

  it("refuses a port that another program holds, and says which", async () => {
    const { server, port } = await listen();
    const program = start(port);
    const exit = once(program, "exit");

    expect(await findLine(program.stderr, `Port ${port} cannot be used`)).toContain("PORT=");
    expect(await exit).toEqual([1, null]);
    server.close();
  });

  it.each(["http", "0", "65536", "80.5"])("refuses %j as a port", async (text) => {
    const program = start(text);

    expect(await findLine(program.stderr, "PORT must be")).toContain(`"${text}" came`);
  });

  function start(
    port: number | string,
    command: string = execPath,
    args: readonly string[] = ["scripts/start.mjs"],
  ): ChildProcessByStdio<null, Readable, Readable> {
    const program = spawn(command, args, {
      cwd: checkout,
      env: { ...environment, PORT: String(port) },
      stdio: ["ignore", "pipe", "pipe"],
    });

    onTestFinished(async () => {
      if (program.exitCode === null && program.kill("SIGTERM")) {
        await once(program, "exit");
      }
    });

    return program;
  }
});

async function untilNobodyAnswers(origin: string): Promise<void> {
  for (;;) {
    try {
      await fetch(origin);
    } catch {
      // The connection was refused, or broke.
      return;
    }
  }
}

/** The first line that holds the text, or undefined when the output ends without one. */
async function findLine(output: Readable, text: string): Promise<string | undefined> {
  for await (const line of createInterface(output)) {
    if (line.includes(text)) {
      return line;
    }
  }

  return undefined;
}
