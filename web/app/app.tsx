import type { ReactElement } from "react";

import { HomePage } from "../home/home-page.tsx";
import { RunPage } from "../run/run-page.tsx";
import { Access } from "./access.tsx";
import { Bar } from "./bar.tsx";
import { Link, useRoute } from "./navigation.tsx";
import { HOME_PATH, type Route } from "./route.ts";

import "../ui/note.css";

export function App(): ReactElement {
  const route = useRoute();

  return (
    <>
      <Bar />
      <main id="main" tabIndex={-1}>
        <Access>
          <Page route={route} />
        </Access>
      </main>
    </>
  );
}

function Page({ route }: { readonly route: Route }): ReactElement {
  switch (route.page) {
    case "home":
      return <HomePage />;
    case "run":
      return <RunPage key={route.runId} runId={route.runId} />;
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
