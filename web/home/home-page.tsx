import type { ReactElement } from "react";

import { CanvasBox } from "./canvas-box.tsx";
import { FirstCall } from "./first-call.tsx";
import { Hero } from "./hero.tsx";
import { RecentRuns } from "./recent-runs.tsx";
import { TaskList } from "./task-list.tsx";

import "./home-page.css";

/** The first page: what this is, a box to try it, what it can run and what it ran. */
export function HomePage(): ReactElement {
  return (
    <div className="home">
      <title>Lovage · Celery for the edge</title>
      <section className="intro">
        <div>
          <h1>Post a canvas, run it on Cloudflare, watch every task.</h1>
          <p className="intro-lead">
            Lovage is Celery for the edge: chains, groups and chords of tasks, carried by Cloudflare
            Queues and kept by Durable Objects, with no server of your own. Post a canvas as Celery
            prints it, and follow each task to its result.
          </p>
          <FirstCall />
        </div>
        <Hero />
      </section>
      <div className="home-columns">
        <CanvasBox />
        <RecentRuns />
        <TaskList />
      </div>
    </div>
  );
}
