/**
 * The data of a site: its JSON as the schemas beside it say, and what its pages tell search engines as the vocabulary of
 * schema.org has it: the types of Google's `schema-dts`, held against every page by the compiler of TypeScript.
 * Usage: node data.mjs SITE FOLDER, an empty folder for what the compiler reads.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'parse5';
import { Report } from './report.mjs';

const [site, folder] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const report = new Report();
const files = readdirSync(site, { recursive: true }).map((name) => name.replaceAll('\\', '/')).sort();
const read = (name) => readFileSync(join(site, name), 'utf8');

const ajv = new Ajv({ allowUnionTypes: true });
addFormats(ajv);
let records = 0;
for (const name of files.filter((name) => /(?:^|\/)(?:plan|meetings|materials)\.json$/.test(name))) {
  const record = JSON.parse(read(name));
  const schema = files.find((file) => file.endsWith('.schema.json') && record.$schema.endsWith(`/${file}`));
  if (!schema) {
    report.add(`no file is at ${record.$schema}`, name);
    continue;
  }
  const validate = ajv.getSchema(schema) ?? ajv.addSchema(strict(JSON.parse(read(schema))), schema).getSchema(schema);
  if (!validate(record)) report.add(ajv.errorsText(validate.errors), name);
  records += 1;
}
if (!records) report.add('there is no JSON', site);

/** A schema by which a field that it does not explain is a mistake: readers pass over those, the program writes none. */
function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (schema === null || typeof schema !== 'object') return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, strict(part)]));
  return schema.properties && schema.type === 'object' ? { ...parts, additionalProperties: false } : parts;
}

const statements = [];
for (const name of files.filter((name) => name.endsWith('.html'))) {
  for (const json of structured(parse(read(name)))) {
    const record = JSON.parse(json);
    if (record['@context'] !== 'https://schema.org') report.add(`the context ${record['@context']}`, name);
    const kind = record['@type'];
    statements.push(`/* ${name} */ export const s${statements.length}: WithContext<${kind}> = ${json};`);
  }
}
const kinds = [...new Set(statements.map((statement) => statement.match(/WithContext<(\w+)>/)[1]))].sort();
for (const kind of ['EducationEvent', 'LearningResource', 'Organization']) {
  if (!kinds.includes(kind)) report.add(`no page tells of a thing of the type ${kind}`, site);
}
symlinkSync(resolve(here, 'node_modules'), join(folder, 'node_modules'));
const imports = `import type { WithContext, ${kinds.join(', ')} } from 'schema-dts';\n`;
writeFileSync(join(folder, 'structured.ts'), imports + statements.join('\n'));
const compile = (file) => {
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--moduleResolution', 'bundler', '--module', 'esnext', file];
  execFileSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), ...options], { encoding: 'utf8' });
};
try {
  compile(join(folder, 'structured.ts'));
} catch (error) {
  report.add(error.stdout.slice(0, 4000), 'structured.ts');
}
// The compiler sees a mistake where there is one.
writeFileSync(join(folder, 'wrong.ts'), `${imports}export const s: WithContext<Organization> = {"@context":"https://schema.org","@type":"Organization","nome":"a"};`);
try {
  compile(join(folder, 'wrong.ts'));
  report.add('a wrong property was not noticed', 'wrong.ts');
} catch {
  // As it should be.
}

function* structured(node) {
  if (node.tagName === 'script' && node.attrs.some(({ name, value }) => name === 'type' && value === 'application/ld+json')) {
    yield node.childNodes.map((text) => text.value).join('');
  }
  for (const child of node.childNodes ?? []) yield* structured(child);
}

report.finish(`${records} files of JSON, ${statements.length} things for search engines (${kinds.join(', ')})`);
