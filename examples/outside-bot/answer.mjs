/** What this assistant knows. Yours asks a model, a CRM, or whatever you have instead. */
export const answer = ({ text }) =>
  /\b(bot|robot|human|person)\b/i.test(text)
    ? 'I am an outside assistant. Somebody of the staff reads along.'
    : `You asked: "${text.slice(0, 200)}". I have passed it on.`;
