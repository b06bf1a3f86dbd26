import { describe, expect, test } from "vitest";

import { type OutboundPorts, fetchText } from "../../../worker/outbound/fetch-text.ts";
import { type TestNetwork, redirect, testNetwork } from "./test-network.ts";

const PAGE = "https://example.com/page";

function get(
  network: TestNetwork,
  { url = PAGE, signal = new AbortController().signal } = {},
  overrides: Partial<OutboundPorts> = {},
): Promise<string> {
  return fetchText(url, signal, { ...network.ports, ...overrides });
}

/** An é, if one believes the ISO-8859 family. */
function latin(charset: string): Response {
  return new Response(new Uint8Array([0xe9]), {
    headers: { "content-type": `text/plain; charset="${charset}"` },
  });
}

describe("the text behind a URL", () => {
  test("comes with one request", async () => {
    const network = testNetwork({ [PAGE]: () => new Response("héllo") });

    await expect(get(network)).resolves.toBe("héllo");
    expect(network.requested).toEqual([PAGE]);
  });

  test("is decoded as its server says, and as UTF-8 when that makes no sense", async () => {
    await expect(get(testNetwork({ [PAGE]: () => latin("ISO-8859-1") }))).resolves.toBe("é");
    await expect(get(testNetwork({ [PAGE]: () => latin("klingon") }))).resolves.toBe("\uFFFD");
  });

  test("may be 1,000,000 bytes and not one more", async () => {
    const page = (size: number): TestNetwork =>
      testNetwork({ [PAGE]: () => new Response("x".repeat(size)) });

    await expect(get(page(1_000_000))).resolves.toHaveLength(1_000_000);
    await expect(get(page(1_000_001))).rejects.toMatchObject({
      name: "ValueError",
      message: `${PAGE} is larger than 1000000 bytes.`,
    });
  });

  test("is not read on once it is too large", async () => {
    let chunks = 0;
    const endless = new ReadableStream({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(100_000));
      },
    });

    await expect(get(testNetwork({ [PAGE]: () => new Response(endless) }))).rejects.toMatchObject({
      name: "ValueError",
    });
    expect(chunks).toBeLessThan(20);
  });
});

describe("a URL is refused, and nothing requested, when it", () => {
  test.each([
    ["is none", "nonsense", 'Expected an http or https URL; got "nonsense".'],
    ["is a file", "file:///etc/passwd", "Expected an http or https URL"],
    ["is data", "data:text/plain,hi", "Expected an http or https URL"],
    ["names a user", "https://me@example.com/", "user name or a password"],
    ["has a password", "https://:secret@example.com/", "user name or a password"],
    ["is this machine's", "http://127.0.0.1:8787/api/runs", "127.0.0.1 is no public host."],
    ["is this machine's in disguise", "http://0x7f.1/", "127.0.0.1 is no public host."],
    ["is a metadata service's", "http://169.254.169.254/latest/", "LOVAGE_ALLOW_PRIVATE_FETCH"],
  ])("%s", async (_, url, message) => {
    const network = testNetwork({});

    await expect(get(network, { url })).rejects.toMatchObject({
      name: "ValueError",
      message: expect.stringContaining(message),
    });
    expect(network.requested).toEqual([]);
  });
});

test("a private host may be called where the deployment says so", async () => {
  const url = "http://127.0.0.1:9/";
  const network = testNetwork({ [url]: () => new Response("mine") });

  await expect(get(network, { url }, { allowsPrivate: () => true })).resolves.toBe("mine");
});

describe("a redirect", () => {
  test("is followed, relative ones too", async () => {
    const network = testNetwork({
      [PAGE]: () => redirect("/moved"),
      "https://example.com/moved": () => redirect("https://other.example/", 308),
      "https://other.example/": () => new Response("here"),
    });

    await expect(get(network)).resolves.toBe("here");
  });

  test.each(["http://localhost/", "http://[::1]/", "//10.0.0.1/", "file:///etc/passwd"])(
    "to %s is refused and not followed",
    async (location) => {
      const network = testNetwork({ [PAGE]: () => redirect(location) });

      await expect(get(network)).rejects.toMatchObject({ name: "ValueError" });
      expect(network.requested).toEqual([PAGE]);
    },
  );

  test("is followed five times at most", async () => {
    const network = testNetwork({ [PAGE]: () => redirect(PAGE) });

    await expect(get(network)).rejects.toThrow("redirects more than 5 times");
    expect(network.requested).toHaveLength(6);
  });

  test("to nowhere is an answer that says no", async () => {
    const network = testNetwork({ [PAGE]: () => new Response(null, { status: 302 }) });

    await expect(get(network)).rejects.toMatchObject({ name: "HTTPError", status: 302 });
  });
});

describe("what goes wrong is told apart:", () => {
  test.each([
    [404, "HTTPError"],
    [401, "HTTPError"],
    [429, "TemporaryHTTPError"],
    [500, "TemporaryHTTPError"],
    [503, "TemporaryHTTPError"],
  ])("the answer %i is %s", async (status, name) => {
    const network = testNetwork({ [PAGE]: () => new Response("no", { status }) });

    await expect(get(network)).rejects.toMatchObject({
      name,
      status,
      message: `${PAGE} answered ${status}`,
    });
  });

  test("nobody there is ConnectionError", async () => {
    await expect(get(testNetwork({}))).rejects.toMatchObject({
      name: "ConnectionError",
      message: `${PAGE} could not be reached: connection refused`,
    });
  });

  test("an answer that breaks off is ConnectionError", async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error("reset")),
    });

    await expect(get(testNetwork({ [PAGE]: () => new Response(broken) }))).rejects.toMatchObject({
      name: "ConnectionError",
    });
  });

  test("no answer in time is ConnectionError", async () => {
    await expect(
      get(testNetwork({}), {}, { deadline: () => AbortSignal.abort() }),
    ).rejects.toMatchObject({
      name: "ConnectionError",
      message: `${PAGE} did not answer in time`,
    });
  });

  test("a task that was told to stop says why", async () => {
    const signal = AbortSignal.abort(new Error("revoked"));

    await expect(get(testNetwork({}), { signal })).rejects.toThrow(new Error("revoked"));
  });
});
