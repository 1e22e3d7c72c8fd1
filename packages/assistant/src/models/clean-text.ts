/** Controls that no reply needs: C0 except tab and line feed, DEL, C1, and those that change the direction of text. */
const CONTROL = /[^\t\n -~\u00a0-\u2029\u202f-\u2065\u206a-\uffff]/g;

/**
 * Cleans a text that comes in pieces: well-formed (a half surrogate can neither be stored nor be sent as UTF-8) and without
 * control characters. What it gives is well-formed piece by piece, also where a pair is split over two.
 */
export class CleanText {
  #half = '';

  add(piece: string): string {
    const text = this.#half + piece.replace(CONTROL, '');
    const last = text.charCodeAt(text.length - 1);
    const cut = last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length;
    this.#half = text.slice(cut);
    return text.slice(0, cut).toWellFormed();
  }

  /** What is left when no more comes: half a character. */
  end(): string {
    return this.#half.toWellFormed();
  }
}
