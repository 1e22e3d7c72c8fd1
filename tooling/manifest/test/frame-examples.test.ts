import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, readBlocks } from '@frontdesk/testkit/guide';
import Ajv from 'ajv/dist/2020';

interface Message {
  readonly name?: string;
  readonly payload?: object;
}
interface Operation {
  readonly action: 'receive' | 'send';
  readonly channel: { readonly $ref: string };
  readonly messages: readonly { readonly $ref: string }[];
  readonly reply?: { readonly messages: readonly { readonly $ref: string }[] };
}

const { operations, components } = JSON.parse(
  readFileSync(join(__dirname, '..', '..', '..', 'dist', 'asyncapi.json'), 'utf8'),
) as { operations: Record<string, Operation>; components: { messages: Record<string, Message> } };

const of = (channel: string): Operation[] =>
  Object.values(operations).filter(({ channel: { $ref } }) => $ref === `#/channels/${channel}`);
const messages = (refs: readonly { readonly $ref: string }[] = []): Message[] =>
  refs.map(({ $ref }) => components.messages[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {});

/** The messages of each direction. */
const KINDS: Readonly<Record<string, Message[]>> = {
  client: of('socket').flatMap(({ action, messages: refs }) => (action === 'receive' ? messages(refs) : [])),
  server: of('socket').flatMap(({ action, messages: refs, reply }) =>
    messages(action === 'send' ? refs : reply?.messages),
  ),
  published: of('topic.messages').flatMap(({ messages: refs }) => messages(refs)),
};

const PAGES = [
  ['docs', 'realtime.md'],
  ['docs', 'guides', 'move-a-broadcast-chat.md'],
].map((path) => readBlocks(...path));
const examples = (kind: string): string[] => PAGES.flatMap((blocks) => blocksOf(blocks, 'json', kind));

const ajv = new Ajv({ strict: false });
/** The frame that an example is one of: whatever has its schema and, if it has an action, its name. */
const frameOf = (example: unknown, kind: string): Message | undefined => {
  const { action } = example as { action?: string };
  return KINDS[kind]?.find(
    ({ name, payload }) => payload && (action === undefined || action === name) && ajv.validate(payload, example),
  );
};

test.each(Object.keys(KINDS).flatMap((kind) => examples(kind).map((text) => [kind, text] as const)))(
  'example %#: a %s frame is as AsyncAPI says',
  (kind, text) => {
    expect(frameOf(JSON.parse(text), kind)).toBeDefined();
  },
);

test.each(Object.keys(KINDS))('the documents show an example of every %s frame', (kind) => {
  // Some actions have the same answer.
  const shown = new Set(examples(kind).map((text) => JSON.stringify(frameOf(JSON.parse(text), kind))));
  const unseen = KINDS[kind]?.filter((message) => message.payload && !shown.has(JSON.stringify(message)));
  expect(unseen?.map(({ name }) => name)).toEqual([]);
});
