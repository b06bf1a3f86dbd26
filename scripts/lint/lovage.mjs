// Lint rules of this project that oxlint does not have.

/**
 * @typedef {object} Call A call or construction, as in ESTree.
 * @property {"CallExpression" | "NewExpression"} type
 * @property {{ name?: string }} callee
 * @property {unknown[]} arguments
 */

/** `new Date()` and `Date()` read the clock; `new Date(ms)` does not. */
const noImplicitNow = {
  /** @param {{ report: (problem: { node: Call, message: string }) => void }} context */
  create(context) {
    /** @param {Call} node */
    function check(node) {
      if (
        node.callee.name === "Date" &&
        (node.type === "CallExpression" || node.arguments.length === 0)
      ) {
        context.report({ node, message: "This reads the clock. Time is an argument in shared/." });
      }
    }

    return { CallExpression: check, NewExpression: check };
  },
};

export default {
  meta: { name: "lovage" },
  rules: { "no-implicit-now": noImplicitNow },
};
