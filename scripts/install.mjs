// Installs the packages that the lockfile names when any of them is missing or differs.
// Runs on the Node that the machine has (20 or newer): the one of the project comes with the packages.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { pathToFileURL } from "node:url";

import { root } from "./environment.mjs";

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  ensureInstalled();
}

/** Installs what is missing. Ends the process when that is not possible. */
export function ensureInstalled() {
  if (isInstalled()) {
    return;
  }

  console.log("Installing the packages of package-lock.json ...");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });

  if (status !== 0) {
    console.error("The packages could not be installed: `npm ci` failed.");
    exit(1);
  }

  if (!hasNode()) {
    console.error(
      "The package `node` brought no program: its install script did not run. Allow it and try again.",
    );
    exit(1);
  }
}

/** Compares contents, not times: a checkout or a copy gives every file a new time. */
function isInstalled() {
  const installedPath = join(root, "node_modules/.package-lock.json");

  if (!existsSync(installedPath) || !hasNode()) {
    return false;
  }

  const locked = readPackages(join(root, "package-lock.json"));
  const installed = readPackages(installedPath);

  return Object.entries(locked).every(([path, entry]) => {
    const found = installed[path];

    // The lockfile names optional packages for every platform; only this machine's are installed.
    return (
      path === "" ||
      (found === undefined ? entry.optional === true : found.version === entry.version)
    );
  });
}

function hasNode() {
  return existsSync(join(root, "node_modules/.bin/node"));
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readPackages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}
