import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { Fragment, useEffect, type ReactElement, type ReactNode } from "react";

import { useWindowRows } from "./use-window-rows.ts";

import "./paged-table.css";

interface PagedTableProps<Item> {
  readonly className: string;
  /** "Runs, newest first". */
  readonly label: string;
  readonly list: Pick<
    UseInfiniteQueryResult,
    "fetchNextPage" | "hasNextPage" | "isFetching" | "isPlaceholderData"
  >;
  /** Of all pages. */
  readonly items: readonly Item[];
  readonly rowPx: number;
  readonly keyOf: (item: Item) => string;
  /** The cells of the head. */
  readonly head: ReactNode;
  readonly renderRow: (item: Item, row: RowProps) => ReactNode;
}

/** Of the element that is a row. */
export interface RowProps {
  readonly role: "row";
  readonly ref: (row: Element | null) => void;
  readonly "data-index": number;
  readonly "aria-rowindex": number;
}

/** A list that is read page by page: the next one as soon as the last row is in sight. */
export function PagedTable<Item>({
  className,
  label,
  list,
  items,
  rowPx,
  keyOf,
  head,
  renderRow,
}: PagedTableProps<Item>): ReactElement {
  const { ref, rows, before, after, measure } = useWindowRows({
    count: items.length,
    heightOf: () => rowPx,
    keyOf: (index) => (items[index] === undefined ? String(index) : keyOf(items[index])),
  });
  const last = rows.at(-1)?.index ?? -1;
  const wantsMore = list.hasNextPage && !list.isFetching && last === items.length - 1;
  const { fetchNextPage } = list;

  useEffect(() => {
    if (wantsMore) {
      void fetchNextPage();
    }
  }, [wantsMore, fetchNextPage]);

  return (
    <div
      className={`paged-table ${className}`}
      role="table"
      aria-label={label}
      aria-rowcount={list.hasNextPage ? -1 : items.length + 1}
      aria-busy={list.isPlaceholderData}
    >
      <div role="rowgroup" className="paged-table-head">
        <div role="row" aria-rowindex={1}>
          {head}
        </div>
      </div>
      <div role="rowgroup" ref={ref} style={{ paddingTop: before, paddingBottom: after }}>
        {rows.map(({ key, index }) => {
          const item = items[index];

          return (
            item !== undefined && (
              <Fragment key={key}>
                {renderRow(item, {
                  role: "row",
                  ref: measure,
                  "data-index": index,
                  "aria-rowindex": index + 2,
                })}
              </Fragment>
            )
          );
        })}
      </div>
    </div>
  );
}
