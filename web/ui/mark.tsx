import type { ReactElement } from "react";

/** The umbel: one stem fans out to many and carries them as one head, as a group and a chord do. */
export function Mark(): ReactElement {
  return (
    <svg
      viewBox="0 0 24 24"
      width="22"
      height="22"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M12 22V14M12 14C11 10.5 7.5 9 3.6 9.4M12 14C11.4 10 9.6 7 7.2 5.4M12 14V4M12 14C12.6 10 14.4 7 16.8 5.4M12 14C13 10.5 16.5 9 20.4 9.4" />
      <g fill="currentColor" stroke="none">
        <circle cx="3.2" cy="9.4" r="1.9" />
        <circle cx="6.9" cy="4.9" r="1.9" />
        <circle cx="12" cy="3" r="1.9" />
        <circle cx="17.1" cy="4.9" r="1.9" />
        <circle cx="20.8" cy="9.4" r="1.9" />
      </g>
    </svg>
  );
}
