/** What a code lets its user do: choose a new password, or prove that the e-mail address is theirs. */
export type CodePurpose = 'password' | 'email';

/** What Cognito would send by e-mail. */
export interface Message {
  /** The e-mail address. */
  readonly to: string;
  readonly purpose: CodePurpose;
  readonly code: string;
}

/** Delivers a message to its reader. Called once the code in it is valid. */
export type Deliver = (message: Message) => void;

const masked = (text: string): string => `${text.slice(0, 1).toLowerCase()}***`;

/** Where a code was sent, as Cognito tells whoever asked for it: enough to recognise the address, not to learn it. */
export const deliveryDetails = (email: string) => {
  const [name = '', domain = ''] = email.split('@');
  return {
    CodeDeliveryDetails: {
      AttributeName: 'email',
      DeliveryMedium: 'EMAIL',
      Destination: `${masked(name)}@${masked(domain)}`,
    },
  };
};
