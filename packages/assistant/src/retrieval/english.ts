import { stemmer } from 'stemmer';

/** Words that carry a sentence and little of its subject. They still count, a little: some questions hold nothing else. */
const FUNCTION_WORDS = new Set(
  `a about after again all also am an and any anyone anything are as at be because been before being but by can cannot cant could
  did do does doesnt doing dont each else even ever every for from further get gets getting give go goes going gonna gotta got had
  has have havent having he hello her here hers hey hi him his how i id if ill im in into is isnt it its ive just know let lets like
  make many may me might more most much must my need no nor not now of off ok okay on once one only or other our out over own please
  pls really same shall she should so some somebody someone something still such than thank thanks that thats the their them then
  there theres these they thing things this those though through to too until up upon us very want wanna wanted was way we well were
  what whats when where which while who whom whos why will with wont would you your youre yours`.split(/\s+/u),
);
/** Verbs and nouns so general that sharing one says little. */
const GENERAL_WORDS = new Set(
  `allow allowed able ask available bring call check come day days different do done find guys happen help include keep look mean
  offer offered people place possible provide question say see sort start stuff take tell time today told treat try type use used
  usually visit wait week wondering work works year years`.split(/\s+/u),
);

const FUNCTION_WEIGHT = 0.05;
const GENERAL_WEIGHT = 0.4;
const ASCII_WORD = /^[a-z]+$/u;
const ALL_DIGITS = /^\p{N}+$/u;

/** How telling a word is by itself, from 0 to 1, whatever the FAQ. */
export const wordWeight = (word: string): number => {
  if (FUNCTION_WORDS.has(word)) return FUNCTION_WEIGHT;
  return GENERAL_WORDS.has(word) || ALL_DIGITS.test(word) ? GENERAL_WEIGHT : 1;
};

/** Porter's stem of an English word; other words as they are. */
export const stem = (word: string): string => (ASCII_WORD.test(word) ? stemmer(word) : word);
