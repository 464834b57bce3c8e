/** Pyodide's own modules, put before the script of a folder's worker by the build. */
declare const PYODIDE: Record<string, any>;
