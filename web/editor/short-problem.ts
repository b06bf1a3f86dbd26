/** A problem in as few words as a node has room for; the whole is told in the inspector. */
export function shortProblem(message: string): string {
  const missing = /missing \d+ required [\w-]+ arguments?: (?<names>.*)$/u.exec(message)?.groups?.[
    "names"
  ];

  if (missing !== undefined) {
    const names = missing
      .replaceAll(/'|and |,/gu, "")
      .split(" ")
      .filter(Boolean);

    return `${names.join(", ")} ${names.length === 1 ? "is" : "are"} missing`;
  }

  const wrong = /argument '(?<name>[^']*)'[^:]*: (?<why>[^;]*)/u.exec(message)?.groups;

  if (wrong !== undefined) {
    return `${wrong["name"]}: ${wrong["why"]}`;
  }

  if (message.startsWith("No task ")) {
    return "no such task";
  }

  return message.replace(/^\w+\(\) /u, "");
}
