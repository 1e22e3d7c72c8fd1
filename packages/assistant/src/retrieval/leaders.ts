/** An entry, by its number in the index, with what it is ordered by. */
export interface Scored {
  readonly number: number;
  readonly score: number;
}

/** Keeps the best of many: by falling score, equal ones by their entries' ids, so that an order never depends on the parts. */
export class Leaders {
  readonly #best: Scored[] = [];
  readonly #limit: number;
  readonly #id: (number: number) => string;

  /** @param id of the entry with a number. */
  constructor(limit: number, id: (number: number) => string) {
    this.#limit = limit;
    this.#id = id;
  }

  add(number: number, score: number): void {
    const best = this.#best;
    const last = best[best.length - 1];
    const full = best.length >= this.#limit;
    if (full && (!last || score < last.score)) return;
    let place = best.length;
    while (place > 0 && this.#isBefore(number, score, best[place - 1])) place--;
    if (place >= this.#limit) return;
    if (full) best.pop();
    best.splice(place, 0, { number, score });
  }

  inOrder(): readonly Scored[] {
    return this.#best;
  }

  #isBefore(number: number, score: number, other: Scored | undefined): boolean {
    if (!other || score !== other.score) return score > (other?.score ?? Number.NEGATIVE_INFINITY);
    return this.#id(number) < this.#id(other.number);
  }
}
