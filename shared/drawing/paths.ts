/** Where each block stands in the JSON of its canvas, written as error messages write it: `canvas.kwargs.tasks[1]`. */
import type { Block, BlockId } from "./block.ts";
import { type Place, placesIn } from "./walk.ts";

export function pathsOf(block: Block, path = "canvas"): ReadonlyMap<string, BlockId> {
  const paths = new Map([[path, block.id]]);

  for (const place of placesIn(block)) {
    for (const [inside, id] of pathsOf(place.block, path + pathIn(block, place))) {
      paths.set(inside, id);
    }
  }

  return paths;
}

/** Of the innermost block that a path leads to or into. */
export function blockAt(paths: ReadonlyMap<string, BlockId>, path: string): BlockId | undefined {
  for (let end = path.length; end > 0; end -= 1) {
    const id = paths.get(path.slice(0, end));

    if (id !== undefined && (end === path.length || /[.[]/u.test(path.charAt(end)))) {
      return id;
    }
  }

  return undefined;
}

function pathIn(parent: Block, { role, index }: Place): string {
  switch (role) {
    case "part":
      return parent.kind === "chord" ? `.kwargs.header[${index}]` : `.kwargs.tasks[${index}]`;
    case "body":
      return ".kwargs.body";
    case "inner":
      return ".kwargs.task";
    case "link":
      return `.options.link${callbackIndex(parent, "link", index)}`;
    case "errback":
      return `.options.link_error${callbackIndex(parent, "link_error", index)}`;
  }
}

/** A single callback may have been written without a list. */
function callbackIndex(
  { options, links, errbacks }: Block,
  name: "link" | "link_error",
  index: number,
): string {
  const count = (name === "link" ? links : errbacks).length;

  return options[name] === "one" && count === 1 ? "" : `[${index}]`;
}
