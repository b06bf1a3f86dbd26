import { Component, type ReactNode } from "react";

import { ErrorNote } from "../ui/error-note.tsx";

interface BoundaryProps {
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly error: Error | null;
}

/** A page that breaks, or whose code cannot be loaded, says so and can be loaded again. The bar stays. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;

    if (error === null) {
      return this.props.children;
    }

    return (
      <div className="blank">
        <title>Broken page · Lovage</title>
        <h1>This page cannot be shown</h1>
        <p>Reload it: it may be older than the server. What runs goes on running.</p>
        <ErrorNote error={error} onRetry={() => location.reload()} />
      </div>
    );
  }
}
