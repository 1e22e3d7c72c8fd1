import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { functionOptions } from '@frontdesk/build/bundle';
import type { Layout } from '@frontdesk/build/layout';
import { type BuildContext, context } from 'esbuild';

type Options = { readonly metafile: true; readonly write: false };

/** One function's bundle, whose esbuild context is kept so that it can be rebuilt quickly. */
export class WatchedBundle {
  readonly name: string;
  readonly #places: Layout;
  readonly #file: string;
  #context: Promise<BuildContext<Options>> | undefined;
  /**
   * The files that the bundle contains. Unknown before the first build and after a failed one: a missing file may turn
   * up anywhere.
   */
  #inputs: ReadonlySet<string> | undefined;
  /**
   * Builds run one after another, so that a build that started before an edit is never taken for the result of that
   * edit.
   */
  #last: Promise<unknown> = Promise.resolve();

  constructor(places: Layout, name: string) {
    this.name = name;
    this.#places = places;
    this.#file = join(places.bundle(name), 'index.js');
  }

  /** Whether the bundle may contain the file. */
  mayHold(file: string): boolean {
    if (this.#inputs) return this.#inputs.has(file);
    const lambdas = join(this.#places.root, 'lambdas', '/');
    return !file.startsWith(lambdas) || file.startsWith(join(lambdas, this.name, '/'));
  }

  /**
   * Builds the bundle from the files as they are now. Resolves with whether it has changed.
   * @throws the errors that esbuild found and has printed. The previous bundle stays in place.
   */
  rebuild(): Promise<boolean> {
    const built = this.#last.then(() => this.#build());
    this.#last = built.catch(() => undefined);
    return built;
  }

  /** Frees the esbuild context once a running build has finished. */
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
