/** The worker that gets the parts ready, the same as the wizard's. */
import "../../../wizard/web/python/loader.js";
