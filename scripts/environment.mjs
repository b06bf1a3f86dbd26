import { delimiter, join } from "node:path";
import { env } from "node:process";

/** The folder of the project. */
export const root = join(import.meta.dirname, "..");

/**
 * The environment for the project's tools: its own programs come first, `node` (24) among them, and wrangler neither
 * looks for updates nor records a trace of every call, which costs several times what a call itself does.
 */
export const environment = {
  ...env,
  PATH: [join(root, "node_modules/.bin"), env["PATH"]].join(delimiter),
  // Under a test runner it would be "test", and the app's build would bundle the development React.
  NODE_ENV: "production",
  WRANGLER_HIDE_BANNER: "true",
  X_LOCAL_OBSERVABILITY: "false",
};
