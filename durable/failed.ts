/** Something went wrong that the operator should know of: the Worker's log is where one looks. */
export function failed(what: string, error: unknown): void {
  // oxlint-disable-next-line no-console -- see above
  console.error(what, error);
}
