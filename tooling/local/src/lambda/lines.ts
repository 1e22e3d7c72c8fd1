/** Cuts a stream of text into lines. */
export interface Lines {
  take(text: string): void;
  /** What is left without a line end is the last line. */
  end(): void;
}

export const lines = (onLine: (line: string) => void): Lines => {
  let rest = '';
  return {
    take: (text) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) onLine(line);
    },
    end: () => {
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
};
