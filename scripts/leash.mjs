// Runs the program that its arguments name, for as long as whoever started this one lives. Nobody can catch a SIGKILL; but
// then the other end of standard input closes, and everything in this process group is killed.
import { spawn } from "node:child_process";
import { argv, exit, kill, pid, stdin } from "node:process";

const [program = "", ...args] = argv.slice(2);
const child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit"] });

child.once("error", (error) => {
  console.error(`${program} could not be started: ${error.message}`);
  exit(1);
});
child.once("exit", (code) => exit(code ?? 1));

// The whole group gets these, the program too: when it has ended, so has this.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {});
}

stdin.once("close", () => kill(-pid, "SIGKILL"));
stdin.resume();
