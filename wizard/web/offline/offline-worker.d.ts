/**
 * Put before the service worker's script by the build: the build's name, its files, those asked for by version, the title
 * of each page, the name that its pages bear, the page for what cannot be reached.
 */
declare const SITE: {
  id: string;
  files: Record<string, string>;
  versioned: string[];
  shared: string;
  pages: Record<string, string>;
  build: string;
  away: string;
};
