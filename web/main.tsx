import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { createQueryClient } from "./api/query-client.ts";
import { App } from "./app/app.tsx";

import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("root");

if (root === null) {
  throw new Error('Expected an element with the id "root" in index.html, and there is none.');
}

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
