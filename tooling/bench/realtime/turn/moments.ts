/** When something came of a message, in milliseconds of the machine's clock, which functions also go by. */
export interface Moments {
  readonly sent: number;
  /** The message's own time. */
  readonly stored: number;
  readonly acknowledged: number;
  readonly firstPiece: number;
  readonly finished: number;
}

/** How long somebody waits for an answer after they stopped writing: it is the rule, and not work. */
export const QUIET_MS = 500;

/** With fractions of a millisecond. */
export const wallClockMs = (): number => performance.timeOrigin + performance.now();

/** What is told of a turn, in milliseconds. */
export const SPANS: Readonly<Record<string, (moments: Moments) => number>> = {
  'sent → acknowledged': ({ sent, acknowledged }) => acknowledged - sent,
  'sent → first piece': ({ sent, firstPiece }) => firstPiece - sent,
  'the same, without the half second of quiet': ({ sent, firstPiece }) => firstPiece - sent - QUIET_MS,
  'end of the quiet → first piece': ({ stored, firstPiece }) => firstPiece - stored - QUIET_MS,
  'first piece → last frame': ({ firstPiece, finished }) => finished - firstPiece,
  'sent → last frame': ({ sent, finished }) => finished - sent,
};
