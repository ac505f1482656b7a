/**
 * Fetches every calendar of a site over HTTP, as programs that subscribed do, from a server as plain as a school's hosting.
 *   node subscribe.mjs SITE OUT    (each calendar is kept in OUT at its own path)
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { listFiles } from './site.mjs';

const [site, out] = process.argv.slice(2);
if (!site || !out) {
  console.error('usage: node subscribe.mjs SITE OUT');
  process.exit(2);
}
const report = new Report();
const paths = listFiles(site).filter((path) => path.endsWith('.ics'));
const server = await serve(site, '/biblioteka/');
for (const path of paths) {
  const response = await fetch(server.url + path);
  if (!response.ok) report.add(`answered with ${response.status}`, path);
  const type = response.headers.get('content-type');
  if (!type?.startsWith('text/calendar')) report.add(`comes as ${type}`, path);
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), await response.text());
}
server.close();
if (paths.length === 0) report.add('there is no calendar', site);
report.finish(`${paths.length} calendars fetched over HTTP`);
