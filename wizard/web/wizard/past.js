/** @typedef {import("./static.js").Answer} Answer */

/**
 * @typedef {{answers: Answer[] | null, step?: string}} Place
 * Where the reader is. `answers` is null when a step was opened by its address and several paths lead to it;
 * then `step` names it.
 */

/** The places that the reader has been at. The browser's history holds their count, and never anything about the answers. */
export class Past {
  constructor() {
    /** @type {Place[]} the place at each count of steps */
    this.places = [];
    this.depth = 0;
  }

  /** @param {Place} place the one that the address names */
  begin(place) {
    this.places = [place];
  }

  /** @param {Place} place a new one, after the one that the reader is at */
  add(place) {
    this.places.length = this.depth + 1;
    this.places.push(place);
    this.mark(this.depth + 1, true);
  }

  /** @returns {Place} the one that the reader is at; the beginning, where nothing is known of it any more */
  place() {
    return this.places[this.depth] ?? { answers: [] };
  }

  forget() {
    this.places = [];
  }

  /**
   * Store the count of steps in the history.
   * @param {number} depth
   * @param {boolean} [fresh] as a new entry
   */
  mark(depth, fresh = false) {
    this.depth = depth;
    const state = { ...history.state, wizard: depth };
    delete state.reading;
    if (fresh) {
      history.pushState(state, "");
    } else {
      history.replaceState(state, "");
    }
  }
}
