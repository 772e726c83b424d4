import { defineConfig } from "vite";

/** The build goes straight into the Python package; the page finds its files through the manifest. */
export default defineConfig({
  base: "/static/palpate/",
  publicDir: false,
  build: {
    outDir: "../src/palpate/clinic/static/palpate",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: ["src/main.ts", "src/atlas.ts", "src/clinic.ts", "src/styles/paper.css"],
    },
  },
});
