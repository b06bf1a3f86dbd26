/** One line of structured log for the deployment's own logs (Workers Logs, `wrangler tail`). */
export function log(message: string, details: Readonly<Record<string, unknown>>): void {
  // eslint-disable-next-line no-console -- the console is where a Worker's logs go
  console.warn(JSON.stringify({ message, ...details }));
}
