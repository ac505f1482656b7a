/**
 * The guide for librarians as data: its chapters, the files that it shows, and the mistakes that it makes on purpose.
 * tests/guide.rs reads the same marks, and says so when one of them is written otherwise.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FILE = /\nФайл `(content\/[^`]+)`:\n\n```\w+\n([^]*?)```/g;
const MISTAKE = /\nВ файле `(content\/[^`]+)`:\n\n```\w+\n([^]*?)```/g;

const found = (docs, mark) =>
  readdirSync(docs)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .flatMap((chapter) =>
      [...readFileSync(join(docs, chapter), 'utf8').matchAll(mark)].map(([, name, text]) => ({ chapter, name, text })),
    );

/** @returns {{chapter: string, name: string, text: string}[]} «Файл `content/…`:» and the block below it */
export const filesOf = (docs) => found(docs, FILE);

/** @returns {{chapter: string, name: string, text: string}[]} «В файле `content/…`:», the damaged files of the mistakes */
export const mistakesOf = (docs) => found(docs, MISTAKE);
