export default {
  extends: "stylelint-config-standard",
  rules: {
    "custom-property-pattern": "^(hb|md)-", // ours, and Material's where we change it
    "selector-class-pattern": "^(js$|hb-|md-|wizard-)", // the same; `wizard` for what the script adds, `js` where scripts run
    "declaration-block-single-line-max-declarations": null, // a short rule reads best on one line
    "media-feature-range-notation": "prefix", // phones too old for the newer notation are in use
    "no-descending-specificity": null, // rules stand by subject, not by weight
    "rule-empty-line-before": null, // rules about one thing stand together
    "selector-max-id": 0,
  },
};
