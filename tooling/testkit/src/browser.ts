import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';
import { describeWith } from './with-tools';

/** The browser must not reach anything except what a test opens. */
const OFFLINE = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Runs tests in a real browser, if there is one (see `describeWith`). */
export const withBrowser = (name: string, tests: (browser: () => Browser) => void): void =>
  describeWith(['chromium'], name, () => {
    let running: Browser;
    beforeAll(async () => {
      const executablePath = execFileSync('/bin/sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
      running = await chromium.launch({ executablePath, args: OFFLINE });
    }, 60_000);
    afterAll(() => running?.close());
    tests(() => running);
  });
