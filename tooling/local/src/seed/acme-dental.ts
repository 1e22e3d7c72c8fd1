import type { TenantSeed } from './tenant-seed';

const weekday = [
  { from: '08:30', to: '12:30' },
  { from: '13:30', to: '18:00' },
];

export const acmeDental: TenantSeed = {
  tenant: 'acme-dental',
  displayName: 'Acme Dental',
  language: 'en',
  timeZone: 'America/New_York',
  openingHours: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: [{ from: '08:30', to: '15:00' }] },
  systemPrompt:
    'You are the front desk of Acme Dental, a family dental clinic. Be warm and brief. Never give a diagnosis: offer an appointment instead.',
  staff: [
    { email: 'admin@acme-dental.example', groups: ['admin'] },
    { email: 'agent@acme-dental.example', groups: ['agent'] },
  ],
  reservation: {
    name: 'first-check-up',
    resource: 'dr-rivera',
    from: '15:00',
    to: '15:30',
    customer: { name: 'Sam Carter', contact: '+12025550123' },
    notes: 'Check-up with cleaning. First visit: ask for the insurance card.',
  },
  toDo: { name: 'order-gloves', notes: 'The store room is down to two boxes.' },
  faq: [
    {
      question: 'What are your opening hours?',
      answer:
        'We are open Monday to Thursday 8:30–12:30 and 13:30–18:00, and Friday 8:30–15:00. We are closed at weekends.',
      tags: ['hours'],
    },
    {
      question: 'Where are you, and is there parking?',
      answer: 'We are at 12 Maple Street, second floor. Patients park free of charge behind the building.',
      tags: ['location'],
    },
    {
      question: 'Do you accept walk-ins?',
      answer: 'Emergencies are seen the same day without an appointment. For anything else, please book first.',
      tags: ['booking'],
    },
    {
      question: 'How much does a check-up cost?',
      answer: 'A check-up with cleaning is $120. With most insurance plans it costs you nothing.',
      tags: ['prices'],
    },
    {
      question: 'Which insurance plans do you take?',
      answer: 'We take Delta Dental, Cigna, Aetna and MetLife. Bring your card to the first visit.',
      tags: ['insurance'],
    },
    {
      question: 'How do I cancel or move an appointment?',
      answer: 'Tell us at least 24 hours ahead, by phone or here in the chat. Later cancellations cost $40.',
      tags: ['booking'],
    },
    {
      question: 'Do you treat children?',
      answer: 'Yes, from the first tooth on. Dr. Rivera sees children on Tuesdays and Thursdays.',
      tags: ['children'],
    },
    {
      question: 'Do you offer teeth whitening?',
      answer: 'Yes. In-office whitening takes an hour and costs $350; a take-home kit is $180.',
      tags: ['cosmetic', 'prices'],
    },
    {
      question: 'What should I do about a toothache at night?',
      answer:
        'Call our emergency line, +1 202 555 0147. If your face is swollen or you have a fever, go to a hospital.',
      tags: ['emergency'],
    },
    {
      question: 'Can I pay in instalments?',
      answer: 'Treatments over $300 can be paid in up to six monthly instalments, without interest.',
      tags: ['payment'],
    },
  ],
};
