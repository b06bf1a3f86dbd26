import type { CSSProperties, MouseEvent, ReactElement, ReactNode } from "react";

import { useSearch } from "../app/navigation.tsx";
import { parseSelection, selectGroup, selectTask } from "./selection.ts";

interface SelectLinkProps {
  readonly kind: "task" | "group";
  readonly id: string;
  readonly className?: string;
  readonly title?: string;
  readonly style?: CSSProperties;
  /** The keyboard gets there another way. */
  readonly isSkipped?: boolean;
  readonly children: ReactNode;
}

/** Shows a task or a group in the details. It is a link: it can be copied, and opened beside this page. */
export function SelectLink({
  kind,
  id,
  className,
  title,
  style,
  isSkipped = false,
  children,
}: SelectLinkProps): ReactElement {
  const search = useSearch();
  const selection = parseSelection(search);
  const selected = selection?.kind === "task" ? selection.taskId : selection?.groupId;

  function follow(event: MouseEvent): void {
    if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      (kind === "task" ? selectTask : selectGroup)(id);
    }
  }

  return (
    <a
      href={addressOf(search, kind, id)}
      className={className}
      title={title}
      style={style}
      tabIndex={isSkipped ? -1 : undefined}
      aria-current={selection?.kind === kind && selected === id ? "true" : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}

function addressOf(search: URLSearchParams, kind: SelectLinkProps["kind"], id: string): string {
  const next = new URLSearchParams({ [kind]: id });
  const view = search.get("view");

  if (view !== null) {
    next.set("view", view);
  }

  return `?${next}`;
}
