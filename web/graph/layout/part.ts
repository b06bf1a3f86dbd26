/**
 * What is laid out: boxes in rows and frames, of known sizes. An editor makes it of a drawing, a run page of a plan; neither names nor
 * states matter here.
 */

/** A node: a task, or many drawn as one. */
export interface BoxPart {
  readonly kind: "box";
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly hanging: readonly Hanging[];
  /** What comes before only orders: nothing is passed. */
  readonly isOrdered: boolean;
  /** How many results it gathers; null: it is no group. */
  readonly gathers: number | null;
}

/** One after the other. It is not drawn itself, but for what hangs on it. */
export interface RowPart {
  readonly kind: "row";
  readonly id: string;
  readonly parts: readonly Part[];
  readonly hanging: readonly Hanging[];
  /** Room before the first of them. */
  readonly indent?: number;
}

/** Side by side, in numbered lanes with a frame around them. */
export interface FramePart {
  readonly kind: "frame";
  readonly id: string;
  readonly lanes: readonly Part[];
  readonly hanging: readonly Hanging[];
  readonly isOrdered: boolean;
  /** How many results it gathers, where that is known. */
  readonly gathers: number;
}

export type Part = BoxPart | RowPart | FramePart;

/** A callback: it stands below what it belongs to. */
export interface Hanging {
  readonly kind: "link" | "error";
  readonly part: Part;
}
