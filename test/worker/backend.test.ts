import { describe, expect, test } from "vitest";

import { type BackendEnv, BackendUnavailable, callBackend } from "../../worker/backend.ts";

/** An object that fails in a given way, and counts the stubs that were made of it. */
function failing(...errors: readonly object[]): BackendEnv & { readonly stubs: unknown[] } {
  const stubs: unknown[] = [];
  const left = [...errors];

  return {
    stubs,
    RESULT_BACKEND: {
      getByName(name) {
        const stub = {
          name,
          async call() {
            const error = left.shift();

            if (error !== undefined) {
              throw Object.assign(new Error("broken"), error);
            }

            return name;
          },
        };
        stubs.push(stub);

        return stub;
      },
    },
  };
}

function call(env: BackendEnv): Promise<unknown> {
  return callBackend(env, 3, (backend) => backend.call("run", 0));
}

describe("a broken call", () => {
  test("is tried again with a fresh stub", async () => {
    const env = failing({ retryable: true }, { retryable: true });

    await expect(call(env)).resolves.toBe("shard-3");
    expect(new Set(env.stubs).size).toBe(3);
  });

  test("is given up after three tries, with the reason", async () => {
    const env = failing({ retryable: true }, { retryable: true }, { retryable: true });

    await expect(call(env)).rejects.toThrow(BackendUnavailable);
    await expect(call(failing({}, {}))).rejects.toMatchObject({ cause: { message: "broken" } });
    expect(env.stubs).toHaveLength(3);
  });

  test.each([
    ["overloaded", { retryable: true, overloaded: true }],
    ["an error of its own", {}],
  ])("is not repeated when the object is %s", async (_, error) => {
    const env = failing(error);

    await expect(call(env)).rejects.toThrow(BackendUnavailable);
    expect(env.stubs).toHaveLength(1);
  });
});
