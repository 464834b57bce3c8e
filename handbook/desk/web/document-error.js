/** Why a file cannot be read, and what to do: the message is for the reader. */
export class DocumentError extends Error {}
