import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Flat output: the files are compressed and served the way the panel's own are.
export default defineConfig({ plugins: [react()], build: { assetsDir: "", emptyOutDir: true } });
