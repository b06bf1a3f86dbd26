import type { ReactElement } from "react";

import { Icon } from "../ui/icon.tsx";
import { Mark } from "../ui/mark.tsx";
import { Link } from "./navigation.tsx";
import { HOME_PATH } from "./route.ts";
import { chooseTheme, useTheme } from "./theme.ts";

import "../ui/button.css";
import "./bar.css";

/** The bar over every page. */
export function Bar(): ReactElement {
  const other = useTheme() === "dark" ? "light" : "dark";
  const label = `Switch to the ${other} theme`;

  return (
    <header className="bar">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Link to={HOME_PATH} className="brand">
        <Mark />
        Lovage
      </Link>
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
