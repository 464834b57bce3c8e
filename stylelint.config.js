import { OLDEST } from "./tests/support/oldest.js";

export default {
  extends: "stylelint-config-standard",
  plugins: ["stylelint-no-unsupported-browser-features"],
  rules: {
    // The same browsers as for the scripts. What is spared here leaves a page as readable where it is not known, or the
    // build puts an older line before it (handbook/sites/styles.py).
    "plugin/no-unsupported-browser-features": [
      true,
      {
        browsers: Object.entries({ chrome: OLDEST.chrome, edge: OLDEST.edge, firefox: OLDEST.firefox, safari: OLDEST.safari, ios_saf: OLDEST.safari_ios }).map((one) => one.join(" ")),
        ignorePartialSupport: true,
        ignore: [
          "css-content-visibility", // drawn at once instead
          "css-focus-visible", // the browser's own ring instead
          "css-has", // a chosen sign is not bold
          "css-paged-media", // the browser's own margins on paper
          "css-resize", // a field keeps its size
          "css-scroll-behavior",
          "css-widows-orphans", // on paper a line may stand alone
        ],
      },
    ],
    "custom-property-pattern": "^(hb|md)-", // ours, and Material's where we change it
    "selector-class-pattern": "^(js$|hb-|md-|wizard-)", // the same; `wizard` for what the script adds, `js` where scripts run
    "declaration-block-single-line-max-declarations": null, // a short rule reads best on one line
    "media-feature-range-notation": "prefix", // phones too old for the newer notation are in use
    "no-descending-specificity": null, // rules stand by subject, not by weight
    "rule-empty-line-before": null, // rules about one thing stand together
    "selector-max-id": 0,
  },
};
