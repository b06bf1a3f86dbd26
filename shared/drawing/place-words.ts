import { type Drawing, findBlock, type Found } from "./drawing.ts";
import { nameOf } from "./edit/edit.ts";

/** Where a block stands: "lane 2 of count words", "step 1 of 4", "error handler of add". */
export function placeWords(drawing: Drawing, id: string): string {
  const found = findBlock(drawing, id);

  if (found === undefined || found.parent === null) {
    return wholeWords(drawing, found);
  }

  const { parent, role, index } = found;
  const name = nameOf(drawing, parent);

  switch (role) {
    case "body":
      return "Body of the chord: gets the list";
    case "inner":
      return `Inside a ${parent.kind}`;
    case "link":
      return `Callback of ${name}`;
    case "errback":
      return `Error handler of ${name}`;
    case "part":
      return parent.kind === "chain" && "parts" in parent
        ? `Step ${index + 1} of ${parent.parts.length}`
        : `Lane ${index} of ${parent.kind === "chord" ? "the chord’s header" : "the group"}`;
  }
}

function wholeWords({ root }: Drawing, found: Found | undefined): string {
  return found !== undefined && found.whole === root ? "The whole workflow" : "On the shelf";
}
