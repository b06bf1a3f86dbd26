import { useState, type ReactElement } from "react";

import { deadLettersRefreshMs, useDeadLetters } from "../api/dead-letters.ts";
import { useSession } from "../api/session.ts";
import { changeSearch, useSearch } from "../app/navigation.tsx";
import { PollingMark } from "../live/polling-mark.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { LetterDetails } from "./letter-details.tsx";
import { LetterFilterBar } from "./letter-filter-bar.tsx";
import { askedOf, letterFilterSearch, parseLetterFilter } from "./letter-filter.ts";
import { LetterList } from "./letter-list.tsx";

import "../ui/page-head.css";
import "../ui/side-panel.css";

/** What nothing in the system will mend by itself: to be looked at, run again or thrown away. */
export function DeadLettersPage(): ReactElement {
  const search = useSearch();
  const filter = parseLetterFilter(search);
  const open = search.get("letter");
  const list = useDeadLetters(askedOf(filter));
  const mayAct = useSession().data?.role !== "viewer";
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const letters = list.data?.pages.flatMap((page) => page.dead_letters) ?? [];
  // What is no longer there, or not shown, is not acted on.
  const chosen = letters.map(({ id }) => id).filter((id) => picked.has(id));

  return (
    <div className="dead-letters with-panel">
      <title>Dead letters · Lovage</title>
      <div>
        <header className="page-head">
          <h1>Dead letters</h1>
          <PollingMark query={list} everyMs={deadLettersRefreshMs(list.data?.pages.length ?? 1)} />
          {!mayAct && <span className="meta">Your token may look, not act.</span>}
        </header>
        <LetterFilterBar
          filter={filter}
          letters={letters}
          onChange={(next) => changeSearch(letterFilterSearch(next))}
        />
        {mayAct && <BulkBar chosen={chosen} onDone={() => setPicked(new Set())} />}
        <LetterList
          list={list}
          filter={filter}
          letters={letters}
          open={open}
          picked={mayAct ? picked : null}
          onPick={setPicked}
        />
      </div>
      {open !== null && (
        <SidePanel key={open} title="Dead letter" onClose={closeLetter}>
          <LetterDetails id={open} mayAct={mayAct} onGone={closeLetter} />
        </SidePanel>
      )}
    </div>
  );
}

function closeLetter(): void {
  changeSearch({ letter: null }, "push");
}
