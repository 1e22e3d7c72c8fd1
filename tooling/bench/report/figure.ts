/** Three significant digits. */
export const figure = (value: number): string =>
  value >= 100 ? value.toLocaleString('en', { maximumFractionDigits: 0 }) : value.toPrecision(3);
