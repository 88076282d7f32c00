/**
 * The copy, in one file: a line for each page of changes, with the cursor that the page led to.
 *
 * A line is there whole or, after a crash, not at all: records and cursor can't part. A database
 * does the same with a transaction.
 */
import { open, readFile, rename, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";

/** A page of changes: what is put into the copy, what is taken out, and where to go on from. */
export interface Page<Held> {
  put: Held[];
  drop: string[];
  cursor: string;
}

const WORTH_REWRITING = 2;

export class Journal<Held extends { id: string }> {
  readonly records = new Map<string, Held>();
  cursor: string | null = null;
  #lines = 0;
  #written = 0;

  private constructor(
    readonly path: string,
    private file: FileHandle,
  ) {}

  /** The copy as the last run left it, or an empty one. */
  static async open<Held extends { id: string }>(path: string): Promise<Journal<Held>> {
    const file = await open(path, "a");
    const journal = new Journal<Held>(path, file);
    const text = await readFile(path);
    const whole = text.lastIndexOf("\n") + 1; // what follows was being written when it ended
    await file.truncate(whole);
    for (const line of text.subarray(0, whole).toString("utf8").split("\n"))
      if (line) journal.#apply(JSON.parse(line) as Page<Held>);
    if (journal.#written > WORTH_REWRITING * journal.records.size + 1000) await journal.#rewrite();
    return journal;
  }

  /** Take in a page; it is on the disk when this returns. */
  async take(page: Page<Held>): Promise<void> {
    await this.file.appendFile(`${JSON.stringify(page)}\n`);
    await this.file.datasync();
    this.#apply(page);
  }

  /** Forget everything: the next page begins a new copy. */
  async clear(): Promise<void> {
    await this.file.truncate(0);
    await this.file.datasync();
    this.records.clear();
    this.cursor = null;
    this.#lines = this.#written = 0;
  }

  get pages(): number {
    return this.#lines;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  #apply(page: Page<Held>): void {
    for (const record of page.put) this.records.set(record.id, record);
    for (const id of page.drop) this.records.delete(id);
    this.cursor = page.cursor;
    this.#lines += 1;
    this.#written += page.put.length + page.drop.length;
  }

  /** The same copy in one line, put in the place of the old file at once. */
  async #rewrite(): Promise<void> {
    if (this.cursor === null) return;
    const page: Page<Held> = { put: [...this.records.values()], drop: [], cursor: this.cursor };
    const fresh = await open(`${this.path}.new`, "w");
    await fresh.writeFile(`${JSON.stringify(page)}\n`);
    await fresh.datasync();
    await fresh.close();
    await rename(`${this.path}.new`, this.path);
    const folder = await open(dirname(this.path), "r");
    await folder.sync();
    await folder.close();
    await this.file.close();
    this.file = await open(this.path, "a");
    this.#lines = 1;
    this.#written = page.put.length;
  }
}
