import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The same table behind a passphrase: a page of its own, so that the other one stays as it is.
export default defineConfig({
  plugins: [react()],
  build: { assetsDir: "", emptyOutDir: true, rollupOptions: { input: "vault.html" } },
});
