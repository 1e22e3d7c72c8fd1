import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { functionOptions } from '@frontdesk/build/bundle';
import type { Layout } from '@frontdesk/build/layout';
import { type BuildContext, context } from 'esbuild';

type Options = { readonly metafile: true; readonly write: false };

/** One function's bundle, kept so that it is built again in a moment. */
export class WatchedBundle {
  readonly name: string;
  readonly #places: Layout;
  readonly #file: string;
  #context: Promise<BuildContext<Options>> | undefined;
  /** What it is made of. Unknown before the first build, and when one has failed: what was missing may be made anywhere. */
  #inputs: ReadonlySet<string> | undefined;
  /** Builds run one after another: one that was begun before an edit must not stand for the one after. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(places: Layout, name: string) {
    this.name = name;
    this.#places = places;
    this.#file = join(places.bundle(name), 'index.js');
  }

  /** Whether it may be made of the file. */
  mayHold(file: string): boolean {
    if (this.#inputs) return this.#inputs.has(file);
    const lambdas = join(this.#places.root, 'lambdas', '/');
    return !file.startsWith(lambdas) || file.startsWith(join(lambdas, this.name, '/'));
  }

  /**
   * Builds it from the files as they are now. Resolves with whether it is another one than before.
   * @throws what esbuild found, which it has printed; the bundle is the one before then.
   */
  rebuild(): Promise<boolean> {
    const built = this.#last.then(() => this.#build());
    this.#last = built.catch(() => undefined);
    return built;
  }

  /** Lets go of esbuild as soon as a build that is under way is over. */
  async close(): Promise<void> {
    await this.#last;
    await (await this.#context)?.dispose();
  }

  async #build(): Promise<boolean> {
    this.#context ??= context({ ...functionOptions(this.#places, this.name), metafile: true, write: false });
    this.#inputs = undefined;
    const { metafile, outputFiles } = await (await this.#context).rebuild();
    this.#inputs = new Set(Object.keys(metafile.inputs).map((input) => resolve(this.#places.root, input)));
    const code = outputFiles[0]?.contents ?? new Uint8Array();
    if (existsSync(this.#file) && readFileSync(this.#file).equals(code)) return false;
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, code);
    return true;
  }
}
