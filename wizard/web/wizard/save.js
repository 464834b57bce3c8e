const HELD_FOR = 60_000; // milliseconds in which a slow phone has put the file away

/**
 * Hand a text over as a file; nothing leaves the device.
 * @param {string} text
 * @param {string} name
 * @param {string} type
 */
export function saveFile(text, name, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), HELD_FOR);
}
