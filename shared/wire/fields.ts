import { z } from "zod";

import { didYouMean } from "../canvas/nearest-name.ts";

/** An object with these fields and no others: what it has besides is told by its name, and what was probably meant. */
export function fields<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);

  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys
            .map(
              (name) =>
                `there is no field "${name.slice(0, 100)}"${didYouMean(name, known) || `; the fields are ${known.join(", ")}`}`,
            )
            .join("; ")
        : undefined,
  });
}
