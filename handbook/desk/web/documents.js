import { readDocx } from "./document-docx.js";
import { DocumentError } from "./document-error.js";
import { readPdf } from "./document-pdf.js";
import { readText } from "./document-text.js";

// A policy's file as text, read in the browser: nothing of it leaves this device.

export { DocumentError };

/**
 * What a file holds.
 * @typedef {object} Document
 * @property {string} text its words: headings begin with "#", items with "-", pages end with a form feed
 * @property {string[]} notes what was left out or is in doubt, in whole sentences
 */

const LARGEST = 40_000_000;
// What a file begins with says what it is; its name may say anything.
const BEGINNINGS = {
  pdf: [0x25, 0x50, 0x44, 0x46],
  zip: [0x50, 0x4b, 0x03, 0x04],
  ole: [0xd0, 0xcf, 0x11, 0xe0],
  rtf: [0x7b, 0x5c, 0x72, 0x74, 0x66],
};
const ENCRYPTED = "EncryptedPackage";
const LOOKED_AT = 1024; // a PDF may have something before its beginning

/**
 * Reads a policy: .docx, .pdf or plain text.
 * @param {Blob} file
 * @returns {Promise<Document>} Rejects with a DocumentError, whose message is for the reader.
 */
export async function readDocument(file) {
  if (file.size === 0) {
    throw new DocumentError("This file is empty. Choose the policy itself.");
  }
  if (file.size > LARGEST) {
    throw new DocumentError(
      `This file is too large: ${Math.ceil(file.size / 1_000_000)} MB, and ${LARGEST / 1_000_000} is the most. ` +
        "Save it without its pictures, or paste its text.",
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (begins(bytes, "zip")) {
    return readDocx(bytes);
  }
  if (begins(bytes, "ole")) {
    throw new DocumentError(
      holdsName(bytes, ENCRYPTED)
        ? "This file has a password. Open it in Word, take the password out under File, Info, and save it."
        : "This is a file of an old Word or Office. Open it there, and save it as .docx.",
    );
  }
  if (begins(bytes, "rtf")) {
    throw new DocumentError("This is a file in rich text (.rtf). Open it in Word, and save it as .docx.");
  }
  if (latin(bytes.subarray(0, LOOKED_AT)).includes(latin(Uint8Array.from(BEGINNINGS.pdf)))) {
    return readPdf(bytes);
  }
  return readText(bytes);
}

/**
 * @param {Uint8Array} bytes
 * @param {keyof typeof BEGINNINGS} kind
 */
function begins(bytes, kind) {
  return BEGINNINGS[kind].every((byte, at) => bytes[at] === byte);
}

/**
 * Whether one of the streams inside an Office file has this name; they stand there in letters of two bytes.
 * @param {Uint8Array} bytes
 * @param {string} name
 */
function holdsName(bytes, name) {
  return latin(bytes).includes([...name].join("\0"));
}

/** @param {Uint8Array} bytes */
function latin(bytes) {
  return new TextDecoder("latin1").decode(bytes);
}
