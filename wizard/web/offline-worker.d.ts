/** Put before the service worker's script by the build: the build's name, its files, those asked for by version. */
declare const SITE: { id: string; files: Record<string, string>; versioned: string[]; shared: string };
