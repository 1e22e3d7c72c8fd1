/** Whole numbers as they are, others with three significant digits. */
export const figure = (value: number): string =>
  Number.isInteger(value) || value >= 100
    ? value.toLocaleString('en', { maximumFractionDigits: 0 })
    : value.toPrecision(3);
