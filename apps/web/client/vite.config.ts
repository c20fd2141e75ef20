import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressFiles } from './compress-files.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressFiles()],
  build: {
    outDir: '../dist-client',
    emptyOutDir: true,
    manifest: true,
    // Nothing may be in the page itself: the content security policy takes scripts and fonts from files alone.
    assetsInlineLimit: 0,
    target: 'es2023',
    // These know `light-dark()`; written out for older ones it would not follow Mantine's colour scheme.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
});
