/** Put before the page's script by the build. */
declare const BUILD: import("../python/python.js").Build;
