import { useEffect, useState, type ReactElement } from "react";

import { formatDuration } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";

import "../../ui/button.css";
import "./scrubber.css";

/** A whole run is played in about so long, however long it took. */
const PLAY_MS = 6_000;
const FRAME_MS = 50;
const STEPS = 1_000;

interface ScrubberProps {
  /** The end, or now while the run goes on: milliseconds since it was created. */
  readonly end: number;
  /** What is shown; null: the present. */
  readonly moment: number | null;
  readonly isOver: boolean;
  readonly onMove: (moment: number | null) => void;
}

/** Plays the run again, or goes to any of its moments. */
export function Scrubber({ end, moment, isOver, onMove }: ScrubberProps): ReactElement {
  const [isPlaying, setIsPlaying] = useState(false);
  const shown = Math.min(moment ?? end, end);

  useEffect(() => {
    if (!isPlaying) {
      return;
    }

    const timer = setTimeout(() => {
      const next = shown + (end * FRAME_MS) / PLAY_MS;

      if (next >= end) {
        setIsPlaying(false);
        onMove(null);
      } else {
        onMove(next);
      }
    }, FRAME_MS);

    return () => clearTimeout(timer);
  }, [isPlaying, shown, end, onMove]);

  function play(): void {
    if (!isPlaying && moment === null) {
      onMove(0);
    }

    setIsPlaying(!isPlaying);
  }

  return (
    <div className="scrubber" role="group" aria-label="Time">
      <button
        type="button"
        className="button square"
        aria-label={isPlaying ? "Stop playing" : "Play the run again"}
        title={isPlaying ? "Stop" : "Play the run again"}
        onClick={play}
      >
        <Icon name={isPlaying ? "pause" : "play"} size={14} />
      </button>
      <input
        type="range"
        min={0}
        max={STEPS}
        value={Math.round((shown / end) * STEPS)}
        aria-label="Moment of the run"
        aria-valuetext={`${formatDuration(shown)} of ${formatDuration(end)}`}
        onChange={({ target }) => onMove((Number(target.value) / STEPS) * end)}
      />
      <span className="scrubber-time">{formatDuration(shown)}</span>
      <button
        type="button"
        className="button"
        aria-pressed={moment === null}
        onClick={() => {
          setIsPlaying(false);
          onMove(null);
        }}
      >
        {isOver ? "End" : "Live"}
      </button>
    </div>
  );
}
