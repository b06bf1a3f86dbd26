// The browser tests use the Chromium of the machine. Where it is missing it comes from Debian's packages; where that
// cannot be done (no apt-get, or not root) those tests are skipped.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { env, getuid } from "node:process";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** The path of the machine's Chromium, or undefined. */
export function findChromium() {
  const folders = (env["PATH"] ?? "").split(delimiter);

  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** Installs Chromium if there is none and the machine allows it; says so if not. */
export function ensureChromium() {
  if (findChromium() !== undefined) {
    return;
  }

  if (getuid?.() === 0 && isOnPath("apt-get")) {
    console.log("Installing Chromium for the browser tests ...");
    aptGet("update");
    aptGet("install", "--no-install-recommends", "chromium");
  }

  if (findChromium() === undefined) {
    console.log(
      "There is no Chromium: the browser tests are skipped. On Debian: sudo apt-get install chromium",
    );
  }
}

/** @param {string[]} args */
function aptGet(...args) {
  spawnSync("apt-get", ["-qq", "-y", ...args], {
    env: { ...env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** @param {string} name */
function isOnPath(name) {
  return (env["PATH"] ?? "").split(delimiter).some((folder) => isProgram(join(folder, name)));
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);

    return true;
  } catch {
    // Missing, or not executable.
    return false;
  }
}
