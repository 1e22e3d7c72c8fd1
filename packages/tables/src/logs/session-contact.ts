import { Problem } from '@frontdesk/core/errors';
import { webContact } from './contact';
import type { Session } from './turn';

/**
 * Holds a session to its contact. A session may begin without a phone number and be given one later; from then on it is that
 * number's. A turn with another number would be filed apart from the session's others, and the assistant would read two
 * customers' past as one's. Of sessions that were split before, each number they have stays theirs.
 * @throws Problem `session_of_other_contact`, which does not say whose the session is.
 */
export const requireSameContact = (session: Session | undefined, contact: string): void => {
  if (!session) return;
  const web = webContact(session.session_id);
  const hasNumber = [...session.contacts].some((each) => each !== web);
  if (contact === web || session.contacts.has(contact) || !hasNumber) return;
  throw new Problem('session_of_other_contact', {
    detail: 'A session keeps the phone number that it was given first. Begin another session for another number.',
    errors: [{ location: 'body.phone_number', message: "is not the session's" }],
  });
};
