import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The app only: the Worker is bundled by wrangler, which runs this build first (wrangler.toml, [build]).
export default defineConfig({
  root: "web",
  plugins: [react()],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    manifest: true,
  },
});
