import { DocumentError } from "./document-error.js";

/** @typedef {import("./documents.js").Document} Document */

const OTHER_KIND = "This is another kind of file. Open a .docx, a .pdf or a .txt, or paste the policy's text.";

/**
 * Reads plain text: UTF-8, UTF-16 with its mark, or the letters of Windows.
 * @param {Uint8Array} bytes
 * @returns {Document} Throws a DocumentError for what is no text.
 */
export function readText(bytes) {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "";
  if (marked) {
    return { text: new TextDecoder(marked).decode(bytes), notes: [] };
  }
  if (bytes.includes(0)) {
    throw new DocumentError(OTHER_KIND);
  }
  try {
    return { text: told(new TextDecoder("utf-8", { fatal: true }).decode(bytes)), notes: [] };
  } catch (error) {
    if (error instanceof DocumentError) {
      throw error;
    }
    const text = told(new TextDecoder("windows-1252").decode(bytes));
    return { text, notes: ["This text was saved in the letters of Windows. Look at a quotation mark, a dash and a pound sign."] };
  }
}

/**
 * The text, if it has words.
 * @param {string} text
 */
function told(text) {
  if (!/[a-z]/iu.test(text)) {
    throw new DocumentError("This file holds no words. Choose the policy itself.");
  }
  if (/^\s*<(?:!doctype|html)\b/iu.test(text)) {
    throw new DocumentError("This is a web page. Open it in a browser, copy its text, and paste it.");
  }
  return text;
}
