/**
 * The events of every calendar of a site as ical.js reads them, for tests/data_files/calendars.py to compare.
 * Usage: node calendars.mjs SITE > FILE
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';

const [site] = process.argv.slice(2);
const calendars = readdirSync(site, { recursive: true }).filter((name) => name.endsWith('.ics')).sort();
const found = {};
for (const name of calendars) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(join(site, name), 'utf8')));
  found[name.replaceAll('\\', '/')] = {
    name: calendar.getFirstPropertyValue('x-wr-calname'),
    events: calendar.getAllSubcomponents('vevent').map(read),
  };
}
process.stdout.write(JSON.stringify(found));

function read(component) {
  const value = (name) => component.getFirstPropertyValue(name);
  const text = (name) => value(name) ?? null;
  // A date, or an instant of the world.
  const time = (name) => value(name)?.toString() ?? null;
  return {
    uid: text('uid'),
    dtstamp: time('dtstamp'),
    modified: time('last-modified'),
    sequence: value('sequence'),
    start: time('dtstart'),
    end: time('dtend'),
    transparency: text('transp'),
    summary: text('summary'),
    description: text('description'),
    location: text('location'),
    categories: component.getFirstProperty('categories')?.getValues() ?? [],
    url: text('url'),
    conference: text('conference'),
    status: text('status'),
  };
}
