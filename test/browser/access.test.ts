import { describe, expect, it } from "vitest";

import { useApp } from "./app.ts";
import { hasChromium } from "./launch.ts";

const TOKEN = "a-token-of-the-owner";

describe.skipIf(!hasChromium)("a Lovage with a token", () => {
  const app = useApp({ LOVAGE_ADMIN_TOKEN: TOKEN });

  it("shows nothing but the way in, refuses a wrong token, and opens with the right one, for good", async () => {
    const token = app.page.getByLabel("Token");
    const signIn = app.page.getByRole("button", { name: "Sign in" });

    await token.fill("a-guess");
    await signIn.click();
    await app.page.getByRole("alert").waitFor();

    await token.fill(TOKEN);
    await signIn.click();
    await app.post("Chain");
    await app.end();
    expect(await app.result()).toBe("64");

    await app.page.reload();
    await app.end();
    expect(await app.result()).toBe("64");
  });
});
