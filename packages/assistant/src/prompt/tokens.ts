/** Letters, digits and blanks of ASCII: models pack about four into a token. */
const ASCII_PER_TOKEN = 4;

/**
 * Roughly how many tokens a text takes, rather too many than too few: a character beyond ASCII counts as a whole token, the
 * worst case for Japanese, Chinese and Korean. Exact counts differ by vendor and need its tables.
 */
export const estimateTokens = (text: string): number => {
  let ascii = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x80) ascii++;
  return Math.ceil(ascii / ASCII_PER_TOKEN) + (text.length - ascii);
};

/** The beginning of a text that takes at most this many tokens, cut between characters and marked where it is cut. */
export const truncateToTokens = (text: string, tokens: number): string => {
  if (estimateTokens(text) <= tokens) return text;
  const budget = tokens - estimateTokens('…');
  let kept = '';
  let spent = 0;
  for (const character of text) {
    spent += character.charCodeAt(0) < 0x80 ? 1 / ASCII_PER_TOKEN : character.length;
    if (spent > budget) break;
    kept += character;
  }
  return budget < 0 ? '' : `${kept}…`;
};
