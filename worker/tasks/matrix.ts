/** `matrix_multiply` burns CPU in proportion to size cubed; `log_matrix_summary` gathers what a group of them found. */
import { z } from "zod";

import { defineTask } from "../../shared/task/define.ts";

const summarySchema = z.object({
  size: z.int(),
  /** Sum of the product's diagonal. */
  trace: z.number(),
  /** Sum of all elements of the product. */
  total: z.number(),
});

type Summary = z.infer<typeof summarySchema>;

export const matrixMultiply = defineTask({
  name: "matrix_multiply",
  description:
    "Multiplies two square matrices of the given size (at most 512) and returns the product's trace and total.",
  args: z.object({ size: z.int().min(1).max(512) }),
  returns: summarySchema,
  queue: "heavy",
  run: ({ size }) => summarize(multiply(filled(size, 7), filled(size, 11), size), size),
});

export const logMatrixSummary = defineTask({
  name: "log_matrix_summary",
  description:
    "Logs one line for each result of matrix_multiply and returns how many there were and their totals.",
  args: z.object({
    results: z.union([z.array(summarySchema), summarySchema.transform((one) => [one])]),
  }),
  returns: z.object({ matrices: z.int(), trace: z.number(), total: z.number() }),
  run({ results }, { log }) {
    for (const { size, trace, total } of results) {
      log(`${size} x ${size}: trace ${trace}, total ${total}`);
    }

    return {
      matrices: results.length,
      trace: results.reduce((sum, { trace }) => sum + trace, 0),
      total: results.reduce((sum, { total }) => sum + total, 0),
    };
  },
});

/** Small whole numbers that follow from the position, so the same size always gives the same product. */
function filled(size: number, step: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, index) => (index * step) % 10);
}

function multiply(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);

  // Row by row over `right`, so that memory is read in order.
  for (let row = 0; row < size; row += 1) {
    for (let inner = 0; inner < size; inner += 1) {
      const factor = left[row * size + inner] ?? 0;

      for (let column = 0; column < size; column += 1) {
        const at = row * size + column;
        product[at] = (product[at] ?? 0) + factor * (right[inner * size + column] ?? 0);
      }
    }
  }

  return product;
}

function summarize(product: Float64Array, size: number): Summary {
  return {
    size,
    trace: product.reduce((sum, value, index) => (index % (size + 1) === 0 ? sum + value : sum), 0),
    total: product.reduce((sum, value) => sum + value, 0),
  };
}
