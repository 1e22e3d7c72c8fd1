import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from './checkout';

const ROOT = join(__dirname, '..', '..', '..');

/** One fenced block of a guide: what it is (`ts`, `diff`, `sh` …) and, after that, what it is for. */
export interface Block {
  readonly language: string;
  readonly about: string;
  readonly text: string;
}

const BLOCK = /^```(\w+)(?: (\S+))?\n(.*?)^```$/gms;

/** The fenced blocks of a page, in order. */
export const readBlocks = (...path: string[]): Block[] =>
  [...readFileSync(join(ROOT, ...path), 'utf8').matchAll(BLOCK)].map(([, language = '', about = '', text = '']) => ({
    language,
    about,
    text,
  }));

/** The fenced blocks of a guide of `docs/guides/`, in order. */
export const readGuide = (name: string): Block[] => readBlocks('docs', 'guides', name);

/** The lines of a change that are there before it (`-`) or after it (`+`). */
const side = (change: string, sign: '-' | '+'): string =>
  change
    .split('\n')
    .filter((line) => line.startsWith(sign))
    .map((line) => line.slice(1))
    .join('\n');

/** Makes one change of a `diff` block. If it only adds something, that goes to the top of the file. */
const change = (content: string, part: string): string => {
  const [before, after] = [side(part, '-'), side(part, '+')];
  if (before === '') return `${after}\n${content}`;
  const [head, tail, ...more] = content.split(before);
  if (head === undefined || tail === undefined || more.length > 0) throw new Error(`not once in the file: ${before}`);
  return head + after + tail;
};

/**
 * Does to a checkout what a guide says, and nothing else: writes the files that it shows in full, and makes the changes
 * in its `diff` blocks, whose parts are separated by `@@`.
 * @returns the files, from the checkout's root.
 */
export const writeFiles = (blocks: readonly Block[], checkout: Checkout): string[] => {
  for (const { language, about, text } of blocks) {
    if (language === 'ts') checkout.save(about, text);
    if (language === 'diff') {
      for (const part of text.split(/^@@$/m)) checkout.edit(about, (content) => change(content, part));
    }
  }
  return blocks.filter(({ language }) => language === 'ts' || language === 'diff').map(({ about }) => about);
};

/** The text of a guide's blocks of one kind: plain `sh` runs before the stack does, `sh dev` while it is running. */
export const blocksOf = (blocks: readonly Block[], language: string, about = ''): string[] =>
  blocks.filter((block) => block.language === language && block.about === about).map(({ text }) => text);
