/**
 * Drawings that this browser keeps until they are saved, or instead. Each document has a place of its own, named by it: tabs share no
 * document, so none overwrites what another keeps. What cannot be read is set aside under another key, where nothing overwrites it.
 */
import { z } from "zod";

import type { Drawing } from "../../../shared/drawing/drawing.ts";
import type { DocumentId } from "../../../shared/drawing/history.ts";
import { loadDrawing, saveDrawing } from "../../../shared/drawing/saved.ts";
import type { Origin } from "../saving/origin.ts";

const PREFIX = "lovage-drawing:";
const ASIDE_PREFIX = "lovage-unreadable:";
/** The document that this tab showed last: it is there again when the tab is reloaded. */
const OF_TAB_KEY = "lovage-document";
/** Beyond these the oldest go. */
const MOST_KEPT = 30;

const kept = z.object({
  kept_at: z.number(),
  workflow: z.object({ name: z.string(), description: z.string(), version: z.int() }).nullable(),
  /** It differs from that version, or there is none. */
  is_unsaved: z.boolean(),
  drawing: z.unknown(),
});

export interface KeptDrawing {
  readonly document: DocumentId;
  readonly keptAt: number;
  readonly origin: Origin | null;
  readonly isUnsaved: boolean;
  readonly drawing: Drawing;
}

/** What was kept and cannot be read. */
export interface SetAside {
  readonly key: string;
  readonly text: string;
}

/** Newest first. What turns out to be unreadable is set aside. */
export function keptDrawings(): readonly KeptDrawing[] {
  const read = entries(PREFIX).map(({ key, text }) => parse(key.slice(PREFIX.length), text));

  return read.filter((drawing) => drawing !== null).toSorted((a, b) => b.keptAt - a.keptAt);
}

export function setAsideDrawings(): readonly SetAside[] {
  return entries(ASIDE_PREFIX);
}

/** False: the browser refuses to, or has no room. */
export function keepDrawing({
  document,
  keptAt,
  origin,
  isUnsaved,
  drawing,
}: KeptDrawing): boolean {
  const value: z.input<typeof kept> = {
    kept_at: keptAt,
    workflow: origin && {
      name: origin.name,
      description: origin.description,
      version: origin.version,
    },
    is_unsaved: isUnsaved,
    drawing: saveDrawing(drawing),
  };

  return attempt(() => localStorage.setItem(PREFIX + document, JSON.stringify(value)));
}

export function forgetDrawing(document: DocumentId): void {
  attempt(() => localStorage.removeItem(PREFIX + document));
}

export function forgetSetAside({ key }: SetAside): void {
  attempt(() => localStorage.removeItem(key));
}

export function documentOfTab(): DocumentId | null {
  try {
    return sessionStorage.getItem(OF_TAB_KEY);
  } catch {
    return null;
  }
}

export function setDocumentOfTab(document: DocumentId): void {
  attempt(() => sessionStorage.setItem(OF_TAB_KEY, document));
}

/** What is saved elsewhere needs no place here, and there are only so many. */
export function tidyKept(except: DocumentId): void {
  for (const [index, { document, isUnsaved }] of keptDrawings().entries()) {
    if (document !== except && (!isUnsaved || index >= MOST_KEPT)) {
      forgetDrawing(document);
    }
  }
}

function parse(document: DocumentId, text: string): KeptDrawing | null {
  const read = readJson(text);
  const parsed = kept.safeParse(read);
  const loaded = loadDrawing(parsed.data?.drawing);

  if (!parsed.success || !loaded.ok) {
    setAside(document, text);

    return null;
  }

  const { kept_at: keptAt, workflow, is_unsaved: isUnsaved } = parsed.data;
  const { drawing } = loaded;

  return {
    document,
    keptAt,
    isUnsaved,
    drawing,
    origin: workflow && { ...workflow, drawing: isUnsaved ? null : drawing },
  };
}

/** Where there is no room for it it stays where it is, and is found again. */
function setAside(document: DocumentId, text: string): void {
  attempt(() => {
    localStorage.setItem(ASIDE_PREFIX + document, text);
    forgetDrawing(document);
  });
}

function entries(prefix: string): readonly SetAside[] {
  try {
    return Object.entries(localStorage)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => ({ key, text: String(text) }));
  } catch {
    // Storage is refused: nothing was kept.
    return [];
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function attempt(act: () => void): boolean {
  try {
    act();

    return true;
  } catch {
    // Storage is refused or full.
    return false;
  }
}
