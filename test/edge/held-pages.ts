/** Pages that nobody gets before the test says so: a task that fetches one runs until then, and each time it runs is counted. */
import { EventEmitter, once } from "node:events";
import { type ServerResponse, createServer } from "node:http";

import { listen } from "./listen.ts";

export interface HeldPages {
  urlOf(page: string): string;
  timesAsked(page: string): number;
  /** Resolves once somebody has asked for it. */
  untilAsked(page: string): Promise<void>;
  /** Answers whoever waits, and from now on everybody, with the name of the page. */
  release(): void;
  close(): void;
}

export async function holdPages(): Promise<HeldPages> {
  const asked: string[] = [];
  const requests = new EventEmitter();
  const held = new Map<ServerResponse, string>();
  let isReleased = false;

  const pages = createServer((request, response) => {
    const page = (request.url ?? "").slice(1);

    held.set(response, page);
    asked.push(page);
    requests.emit("asked");
    answer();
  });
  const { port } = await listen(pages);

  function answer(): void {
    for (const [response, page] of isReleased ? held : []) {
      response.setHeader("content-type", "text/plain").end(page);
      held.delete(response);
    }
  }

  return {
    urlOf: (page) => `http://127.0.0.1:${port}/${page}`,
    timesAsked: (page) => asked.filter((each) => each === page).length,
    async untilAsked(page) {
      while (!asked.includes(page)) {
        await once(requests, "asked");
      }
    },
    release() {
      isReleased = true;
      answer();
    },
    close() {
      pages.close();
      pages.closeAllConnections();
    },
  };
}
