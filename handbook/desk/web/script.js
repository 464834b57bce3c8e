/**
 * Load a script of ours that is not always needed. What became of it shows in what it left behind.
 * @param {string} address
 * @returns {Promise<void>}
 */
export function loaded(address) {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    const settle = () => {
      script.remove();
      resolve();
    };
    script.src = address;
    script.addEventListener("load", settle);
    script.addEventListener("error", settle);
    document.head.append(script);
  });
}
