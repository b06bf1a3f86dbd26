import type { ReactElement } from "react";

import { Icon } from "../ui/icon.tsx";
import { Mark } from "../ui/mark.tsx";
import { Link, useRoute } from "./navigation.tsx";
import {
  DEAD_LETTERS_PATH,
  EDITOR_PATH,
  HOME_PATH,
  QUEUES_PATH,
  RUNS_PATH,
  SCHEDULES_PATH,
} from "./route.ts";
import { chooseTheme, useTheme } from "./theme.ts";

import "../ui/button.css";
import "./bar.css";

/** The bar over every page. */
export function Bar(): ReactElement {
  const other = useTheme() === "dark" ? "light" : "dark";
  const label = `Switch to the ${other} theme`;
  const { page } = useRoute();

  return (
    <header className="bar">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Link to={HOME_PATH} className="brand">
        <Mark />
        Lovage
      </Link>
      <nav aria-label="Main">
        <Link to={EDITOR_PATH} isCurrent={page === "editor"}>
          Editor
        </Link>
        <Link to={RUNS_PATH} isCurrent={page === "runs" || page === "run"}>
          Runs
        </Link>
        <Link to={QUEUES_PATH} isCurrent={page === "queues"}>
          Queues
        </Link>
        <Link to={SCHEDULES_PATH} isCurrent={page === "schedules"}>
          Schedules
        </Link>
        <Link to={DEAD_LETTERS_PATH} isCurrent={page === "dead-letters"}>
          Dead letters
        </Link>
      </nav>
      <button
        type="button"
        className="button quiet square"
        aria-label={label}
        title={label}
        onClick={() => chooseTheme(other)}
      >
        <Icon name="sun-moon" />
      </button>
    </header>
  );
}
