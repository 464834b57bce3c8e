/** What reads a policy's file, as a script of its own: it is large, and loaded only once somebody opens one. */
import { DocumentError, readDocument } from "./documents.js";

Object.assign(globalThis, { handbookReader: { DocumentError, readDocument } });
