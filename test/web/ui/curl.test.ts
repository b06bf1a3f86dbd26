import { describe, expect, it } from "vitest";

import { curlCommand } from "../../../web/ui/curl.ts";

describe("curlCommand", () => {
  it("is one line where no token is needed", () => {
    const url = new URL("http://localhost:8787/api/tasks/add");

    expect(curlCommand(url, '{"args": [2, 2]}')).toBe(
      `curl http://localhost:8787/api/tasks/add --json '{"args": [2, 2]}'`,
    );
  });

  it("sends a token to a Lovage that is not on the reader's own machine", () => {
    const url = new URL("https://lovage.example.com/api/runs");

    expect(curlCommand(url, "{}").split(" \\\n  ")).toEqual([
      "curl https://lovage.example.com/api/runs",
      '-H "Authorization: Bearer $LOVAGE_ADMIN_TOKEN"',
      "--json '{}'",
    ]);
  });

  it("lets no quote of the JSON end the shell's string", () => {
    const url = new URL("http://localhost:8787/api/runs");

    expect(curlCommand(url, `{"say": "it's"}`)).toContain(String.raw`'{"say": "it'\''s"}'`);
  });
});
