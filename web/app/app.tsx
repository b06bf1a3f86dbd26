import { Suspense, type ReactElement } from "react";

import { HomePage } from "../home/home-page.tsx";
import { Access } from "./access.tsx";
import { Bar } from "./bar.tsx";
import { Boundary } from "./boundary.tsx";
import { Link, useRoute } from "./navigation.tsx";
import {
  DeadLettersPage,
  EditorPage,
  QueuesPage,
  RunPage,
  RunsPage,
  SchedulesPage,
} from "./pages.ts";
import { HOME_PATH, type Route } from "./route.ts";

import "../ui/note.css";

export function App(): ReactElement {
  const route = useRoute();

  return (
    <>
      <Bar />
      <main id="main" tabIndex={-1}>
        <Access>
          <Boundary key={keyOf(route)}>
            <Suspense>
              <Page route={route} />
            </Suspense>
          </Boundary>
        </Access>
      </main>
    </>
  );
}

/** Pages with the same key are one that shows something else. The editor keeps what was undone whatever it opens. */
function keyOf(route: Route): string {
  return route.page === "editor" ? route.page : JSON.stringify(route);
}

function Page({ route }: { readonly route: Route }): ReactElement {
  switch (route.page) {
    case "home":
      return <HomePage />;
    case "editor":
      return <EditorPage workflow={route.workflow} />;
    case "runs":
      return <RunsPage />;
    case "run":
      return <RunPage runId={route.runId} />;
    case "queues":
      return <QueuesPage />;
    case "schedules":
      return <SchedulesPage />;
    case "dead-letters":
      return <DeadLettersPage />;
    case "unknown":
      return (
        <div className="blank">
          <title>Not found · Lovage</title>
          <h1>There is no page here</h1>
          <p>
            Nothing answers to <code>{route.path}</code>.{" "}
            <Link to={HOME_PATH}>Go to the first page</Link>
          </p>
        </div>
      );
  }
}
