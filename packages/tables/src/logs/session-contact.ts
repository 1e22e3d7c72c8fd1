import { Problem } from '@frontdesk/core/errors';
import { webContact } from './contact';
import type { Session } from './turn';

/**
 * Keeps a session with its contact. A session may begin without a phone number and get one later; from then on it belongs to
 * that number. A turn with another number would be stored apart from the session's others, and the assistant would take two
 * customers' history for one. Sessions that were split before keep all the numbers they have.
 * @throws Problem `session_of_other_contact`, which does not say whose the session is.
 */
export const requireSameContact = (session: Session | undefined, contact: string): void => {
  if (!session) return;
  const web = webContact(session.session_id);
  const hasNumber = [...session.contacts].some((each) => each !== web);
  if (contact === web || session.contacts.has(contact) || !hasNumber) return;
  throw new Problem('session_of_other_contact', {
    detail: 'A session keeps its first phone number. Start another session for another number.',
    errors: [{ location: 'body.phone_number', message: "is not the session's" }],
  });
};
