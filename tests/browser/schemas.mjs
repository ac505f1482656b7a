/**
 * The schemas for editors agree with the reader: what the program takes without an error conforms to them, and what is
 * damaged does not. Usage: node schemas.mjs ROOT NEW, the folders of the repository and of a new site with its schemas.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { TextDecoder } from 'node:util';
import Ajv from 'ajv';
import { parseDocument } from 'yaml';
import { filesOf } from './guide.mjs';
import { Report } from './report.mjs';

const [root, fresh] = process.argv.slice(2);
const schemas = join(fresh, '.kartoteka/schemas');
const report = new Report();

/** What the reader takes and an editor cannot: for each case why, and the ends of the paths of its files. */
const FORGIVEN = {
  'encoding-utf-16': ['an old encoding', 'news/a.md', 'news/b.md', 'news/d.md'],
  'encoding-windows-1251': ['an old encoding', 'news/a.md', 'news/dos.md', 'news/koi.md', 'plans/2024-2025.yaml'],
  'librarian-capital-letters': ['capital letters in the names of fields', 'association.yaml'],
  'librarian-key-with-latin-letter': ['Latin letters in the names of fields', 'association.yaml', 'news/a.md'],
  'read-as-meant': ['mended before it is YAML: a colon in a text', 'meetings/b.md', 'news/a.md', 'plans/2024-2025.yaml'],
  'librarian-tab-among-spaces': ['mended before it is YAML: tabs', 'plans/2022-2023.yaml', 'plans/2023-2024.yaml', 'plans/2024-2025.yaml'],
  'tabs-from-word': ['mended before it is YAML: tabs', 'plans/2024-2025.yaml'],
};

/** Annotations that only editors know. */
const FOR_EDITORS = ['doNotSuggest', 'enumDescriptions', 'errorMessage', 'patternErrorMessage'];

const ajv = new Ajv({ allowUnionTypes: true, strictTypes: false });
ajv.addVocabulary(FOR_EDITORS);
const validators = Object.fromEntries(
  readdirSync(schemas).map((name) => [name.replace('.json', ''), ajv.compile(JSON.parse(readFileSync(join(schemas, name), 'utf8')))]),
);

/** The kind of the file at `path` below a content folder, as the program tells it; nothing for an attachment. */
function kindOf(path) {
  const single = path.match(/(?:^|\/)(site|association|calendar|people|schools)\.ya?ml$/);
  if (single) return single[1];
  if (/(?:^|\/)(?:plans|планы)\/[^/]+\.ya?ml$/.test(path)) return 'plan';
  if (/(?:^|\/)(?:analysis|анализ)\/(?:[^/]+|[^/]+\/index)\.md$/.test(path)) return 'analysis';
  const section = path.match(/(?:^|\/)(meetings|заседания|materials|материалы|news|новости|pages|страницы)\/(?:[^/]+|[^/]+\/index)\.md$/);
  const kinds = { m: 'meeting', з: 'meeting', n: 'news', н: 'news', p: 'page', с: 'page' };
  return section && (/^ma/.test(section[1]) ? 'material' : kinds[section[1][0]]);
}

/** What is wrong with `text`, a file of a kind, in the editor's eyes: nothing, or a sentence. */
function mistake(kind, text) {
  let yaml = text.replace(/^\ufeff/, '');
  if (!['site', 'association', 'calendar', 'people', 'schools', 'plan'].includes(kind)) {
    const header = yaml.match(/^---[ \t]*\r?\n([^]*?)^---[ \t]*\r?$/m);
    if (!header) return 'no front matter';
    yaml = header[1];
  }
  const document = parseDocument(yaml, { version: '1.2' });
  if (document.errors.length > 0) return `no YAML: ${document.errors[0].message.split('\n')[0]}`;
  const validate = validators[kind];
  if (validate(document.toJS())) return undefined;
  const { instancePath, message, params } = validate.errors.at(-1);
  return `refused: ${decodeURI(instancePath)} ${message} ${JSON.stringify(params)}`;
}

const text = (path) => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    return undefined;
  }
};

/** The content files below `folder`, with their kinds. */
function* contentOf(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const kind = entry.isFile() && kindOf(relative(folder, path));
    if (kind) yield { path: relative(root, path), kind, text: text(path) };
  }
}

let conforming = 0;
let forgiven = 0;

function expectConforming({ path, kind, text }, [, ...forgivable] = []) {
  const wrong = text === undefined ? 'no UTF-8' : mistake(kind, text);
  const isForgiven = forgivable.some((end) => path.endsWith(end));
  if (wrong && isForgiven) forgiven += 1;
  else if (wrong) report.add(wrong, path);
  else if (isForgiven) report.add('conforms, and need not be forgiven', path);
  else conforming += 1;
}

for (const site of [root, fresh]) for (const file of contentOf(join(site, 'content'))) expectConforming(file);

const guide = filesOf(join(root, 'docs'));
if (guide.length === 0) report.add('the guide shows no files', 'docs');
for (const { chapter, name, text } of guide) {
  expectConforming({ path: `docs/${chapter} (${name})`, kind: kindOf(name), text });
}

const cases = join(root, 'tests/cases');
for (const name of readdirSync(cases)) {
  const messages = readFileSync(join(cases, name, 'messages.txt'), 'utf8');
  if (/^ошибка/m.test(messages)) continue;
  for (const file of contentOf(join(cases, name, 'content'))) expectConforming(file, FORGIVEN[name]);
}

/** Damaged files, and whole ones of which they are told by one slip. */
const DAMAGED = [
  ['site', 'название: Сайт', 'названи: Сайт', 'название:\n  - Сайт', 'предел файла: 20', 'не предупреждать: всё'],
  ['association', 'название: РМО', 'район: Примерный', 'название:', 'название: РМО\nсостав:\n  - должность: библиотекарь',
    'название: РМО\nпример: может быть', 'название: РМО\nконтакты:\n  почта: a@school.example'],
  ['plan', 'мероприятия:\n  - что: Урок\n    когда: май', 'мероприятия:\n  - что:\n      - Урок', 'мероприятие:\n  - что: Урок',
    'столбцы: что, когда', 'утверждаю:\n  - кто: А\n  - кто: Б', 'утверждаю: да', 'согласовано:\n  место: сбоку'],
  ['calendar', 'учебный год: 2026/2027', 'четверти:\n  - 01.09.2026–30.10.2026', 'учебный год: 2026/2027\nканикулы:\n  осень: 1.11'],
  ['people', '- кто: Околицына М.П.\n  на сайте: должность', '- кто: Околицына М.П.\n  на сайте: псевдоним', '- должность: педагог',
    'люди:\n  - кто: Околицына М.П.\n    согласие: возможно'],
  ['meeting', '---\nтема: Чтение\nдата: 10.12.2026\n---\n', '---\nтема: Чтение\n---\n', '---\nдата: 10.12.2026\n---\n', '---\nтема: Чтение\nдата:\n---\n'],
  ['material', '---\nназвание: Урок\nфайлы:\n  - урок.docx\n---\n', '---\nавторы: Околицына М.П.\n---\n',
    '---\nназвание: Урок\nфайлы:\n  - название: урок.docx\n---\n'],
  ['analysis', '---\nописание: Итоги\nкадровый состав:\n  - Околицына М.П.\nопросы:\n  - вопрос: Анкета\n    замеры:\n      - когда: май\n        значение: 5\n---\n',
    '---\nопросы:\n  - замеры: []\n---\n', '---\nпоказатели:\n  - показатель: Заседания\n---\n', '---\nповестка: нет\n---\n',
    '---\nкадровый состав:\n  - должность: педагог\n---\n'],
  ['news', '---\nназвание: Анкета\n---\n', '---\nназвание: Анкета\nвремя: 14:00\n---\n'],
  ['page', '---\nназвание: О сайте\nчерновик: true\n---\n', '---\nназвание: О сайте\nчерновик: 1\n---\n'],
];
for (const [kind, whole, ...damaged] of DAMAGED) {
  expectConforming({ path: `a whole file of the kind ${kind}`, kind, text: whole });
  for (const text of damaged) {
    if (!mistake(kind, text)?.startsWith('refused')) report.add('a damaged file conforms', `${kind}: ${JSON.stringify(text)}`);
  }
}

const refused = DAMAGED.reduce((count, [, , ...damaged]) => count + damaged.length, 0);
report.finish(`${conforming} files conform, ${forgiven} are forgiven by the reader only, ${refused} damaged ones`);
